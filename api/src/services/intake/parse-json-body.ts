import type { FieldFault } from '@ridgeline/schema/problem';
import type { z } from 'zod';
import { ProblemError } from '../../problems.ts';
import { JsonScanner, pointerOf } from './scan-json.ts';

/** A value that follows its schema, with the text whose UTF-8 bytes were received. */
export interface ParsedBody<T> {
  readonly text: string;
  readonly value: T;
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

/** Bytes to a value that follows `schema`, or the problem that the sender must mend. */
export function parseJsonBody<T>(bytes: Uint8Array, schema: z.ZodType<T>): ParsedBody<T> {
  const text = decode(bytes);
  const value = parseJson(text);
  const fault = new JsonScanner(text).scan();
  if (fault !== undefined) {
    throw new ProblemError(fault.problem, `The value at "${fault.pointer}" ${fault.detail}.`, {
      errors: [{ pointer: fault.pointer, detail: fault.detail }],
    });
  }
  const result = schema.safeParse(value);
  if (result.success) return { text, value: result.data };
  const errors = faultsOf(result.error.issues);
  throw new ProblemError(
    'schema-violation',
    `${errors.length} ${errors.length === 1 ? 'field does' : 'fields do'} not follow the schema.`,
    { errors },
  );
}
