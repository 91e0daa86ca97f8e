import {
  type FieldFault,
  type Problem,
  type ProblemId,
  type ProblemType,
  problemTypePrefix,
  problemTypes,
} from '@ridgeline/schema/problem';

interface ProblemOptions {
  readonly errors?: readonly FieldFault[];
  readonly headers?: Readonly<Record<string, string>>;
}

const typesById: ReadonlyMap<string, ProblemType> = new Map(
  problemTypes.map((type) => [type.id, type]),
);

/** An answer that is a documented problem; thrown anywhere, rendered once by the app. */
export class ProblemError extends Error {
  readonly id: ProblemId;
  readonly errors: readonly FieldFault[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(id: ProblemId, detail: string, options: ProblemOptions = {}) {
    super(detail);
    this.name = 'ProblemError';
    this.id = id;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }
}

/** Most faults that one answer lists; the first few are what a person mends. */
const errorsShown = 32;

/** RFC 9457 body and response of a problem; `instance` is the request id. */
export function problemResponse(error: ProblemError, instance: string): Response {
  const type = typesById.get(error.id);
  if (type === undefined) throw new Error(`There is no problem type "${error.id}".`);
  const body: Problem = {
    type: `${problemTypePrefix}${type.id}`,
    title: type.title,
    status: type.status,
    detail: error.message,
    instance,
    remedy: type.remedy,
    ...(error.errors === undefined ? {} : { errors: error.errors.slice(0, errorsShown) }),
  };
  return new Response(JSON.stringify(body), {
    status: type.status,
    headers: {
      'cache-control': 'no-store',
      ...error.headers,
      'content-type': 'application/problem+json',
    },
  });
}
