import type { Problem } from '@ridgeline/schema/problem';

/** The API answered with an error, or did not answer; `problem` is its own words when it sent any. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(status: number, message: string, problem?: Problem) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }
}
