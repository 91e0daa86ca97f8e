import { type Submission, submission } from '@ridgeline/schema/submission';
import { z } from 'zod';
import { messageOf, UserError } from '../user-error.ts';

/** Parse the text of a run; `where` names it in errors. */
export function parseRun(text: string, where: string): Submission {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new UserError(
      `${where} is not JSON: ${messageOf(error)}`,
      'Give it the output of: ridgeline run --format json',
    );
  }
  const parsed = submission.safeParse(document);
  if (parsed.success) return parsed.data;
  throw new UserError(
    `${where} is not a run of the agent:\n${z.prettifyError(parsed.error)}`,
    'Give it the output of: ridgeline run --format json',
  );
}
