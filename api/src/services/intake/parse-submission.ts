import { type Submission, submission } from '@ridgeline/schema/submission';
import type { z } from 'zod';
import { type FieldFault, ProblemError } from '../../problems.ts';
import { JsonScanner, pointerOf } from './scan-json.ts';

/** A submission that follows the schema, with the text whose UTF-8 bytes were received. */
export interface ParsedSubmission {
  readonly text: string;
  readonly submission: Submission;
}

// ignoreBOM keeps a byte-order mark in the text, where JSON.parse refuses it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new ProblemError('invalid-json', 'The body is not valid UTF-8.');
  }
}

function parseJson(text: string): unknown {
  if (text.trim() === '') throw new ProblemError('invalid-json', 'The body is empty.');
  if (text.startsWith('\uFEFF')) {
    throw new ProblemError('invalid-json', 'The body begins with a byte-order mark.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError('invalid-json', 'The body is not valid JSON.');
  }
}

function faultsOf(issues: readonly z.core.$ZodIssue[]): FieldFault[] {
  return issues.map((issue) => ({
    pointer: pointerOf(issue.path),
    detail: issue.message.toWellFormed(),
  }));
}

/** Bytes to a submission, or the problem that the sender must mend. */
export function parseSubmission(bytes: Uint8Array): ParsedSubmission {
  const text = decode(bytes);
  const value = parseJson(text);
  const fault = new JsonScanner(text).scan();
  if (fault !== undefined) {
    throw new ProblemError(fault.problem, `The value at "${fault.pointer}" ${fault.detail}.`, {
      errors: [{ pointer: fault.pointer, detail: fault.detail }],
    });
  }
  const result = submission.safeParse(value);
  if (result.success) return { text, submission: result.data };
  const errors = faultsOf(result.error.issues);
  throw new ProblemError(
    'schema-violation',
    `${errors.length} ${errors.length === 1 ? 'field does' : 'fields do'} not follow the schema.`,
    { errors },
  );
}
