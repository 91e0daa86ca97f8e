import type { ProblemId } from '@ridgeline/schema/problem';
import type { RouteContract } from './route-contract.ts';

const everywhere = [
  'invalid-query',
  'method-not-allowed',
  'uri-too-long',
  'rate-limited',
  'internal',
] as const satisfies readonly ProblemId[];

const ofBodies = [
  'invalid-json',
  'json-too-deep',
  'json-duplicate-key',
  'json-too-many-keys',
  'string-not-allowed',
  'schema-violation',
  'body-too-large',
  'request-timeout',
  'unsupported-media-type',
] as const satisfies readonly ProblemId[];

function ofAccess(route: RouteContract): readonly ProblemId[] {
  switch (route.access) {
    case 'public':
      return route.signature === undefined ? [] : ['signature-invalid'];
    case 'signed':
      return ['signature-missing', 'signature-invalid'];
    case 'owner':
      return ['signature-missing', 'signature-invalid', route.strangers];
    case 'maintainer':
      return ['unauthorized', 'forbidden'];
    default:
      return route satisfies never;
  }
}

/** Every problem that a route may answer with: its own, and those that follow from what it is. */
export function problemsOf(route: RouteContract): ReadonlySet<ProblemId> {
  const { body, isStoreless = false, params, problems, query } = route;
  return new Set<ProblemId>([
    ...everywhere,
    ...ofAccess(route),
    ...(Object.keys(params.shape).length === 0 ? [] : (['not-found'] as const)),
    ...('cursor' in query.shape ? (['invalid-cursor'] as const) : []),
    ...(body === undefined ? [] : ofBodies),
    ...(isStoreless ? [] : (['storage-unavailable'] as const)),
    ...problems,
  ]);
}
