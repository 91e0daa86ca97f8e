import type { Route } from './route.ts';

/** What a route that is to be removed tells with each answer (RFC 9745, RFC 8594, RFC 5829). */
export function deprecationHeaders({
  deprecation,
}: Pick<Route, 'deprecation'>): Record<string, string> {
  if (deprecation === undefined) return {};
  const { since, successor, sunset } = deprecation;
  return {
    deprecation: `@${Date.parse(since) / 1000}`,
    sunset: new Date(sunset).toUTCString(),
    link: `<${successor}>; rel="successor-version"`,
  };
}
