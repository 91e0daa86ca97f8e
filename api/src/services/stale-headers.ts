/**
 * Says how old an answer is that rests on what an isolate read last, since the store cannot be asked:
 * `Age` for caches, and `Cache-Status` (RFC 9211) with the reason, which no cache on the way writes.
 */
export function staleHeaders({
  staleSeconds,
}: {
  staleSeconds: number | undefined;
}): Readonly<Record<string, string>> {
  if (staleSeconds === undefined) return {};
  return {
    age: String(staleSeconds),
    'cache-status': `ridgeline; hit; ttl=-${staleSeconds}; detail=storage-unavailable`,
    // Shared caches ask again as soon as the store may be back.
    'cache-control': 'public, max-age=0, s-maxage=5',
  };
}
