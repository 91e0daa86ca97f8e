import type { Problem } from '@ridgeline/schema/problem';

/** The API refused a request and said why; sending the same again gives the same answer. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.title}: ${problem.detail}`);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.problem = problem;
  }
}

/** Nothing that speaks this API answered, or only with a passing fault: retrying later is safe. */
export class ApiUnavailable extends Error {
  readonly url: string;

  constructor(url: string, why: string, cause?: unknown) {
    super(`${url} ${why}`, { cause });
    this.name = 'ApiUnavailable';
    this.url = url;
  }
}
