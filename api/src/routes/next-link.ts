/** `Link: rel="next"`, for clients that page without reading bodies. */
export function nextLink(
  path: string,
  query: Readonly<Record<string, unknown>>,
  cursor: string | null,
): { headers?: Record<string, string> } {
  if (cursor === null) return {};
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, cursor })) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return { headers: { link: `<${path}?${parameters}>; rel="next"` } };
}
