/** The first place where two JSON values part. */
export interface JsonDifference {
  /** JSON Pointer. */
  readonly pointer: string;
  readonly published: unknown;
  readonly recomputed: unknown;
}

function keysOf(value: object): string[] {
  return Array.isArray(value) ? Object.keys(value).concat('length') : Object.keys(value);
}

function areClose(a: unknown, b: unknown, relative: number): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return false;
  return Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b));
}

/** Undefined when equal, keys in the same order, numbers within a relative tolerance. */
export function jsonDifference(
  published: unknown,
  recomputed: unknown,
  relativeTolerance: number,
  pointer = '',
): JsonDifference | undefined {
  if (Object.is(published, recomputed)) return undefined;
  const here = { pointer, published, recomputed };
  const areObjects = typeof published === 'object' && typeof recomputed === 'object';
  if (!areObjects || published === null || recomputed === null) {
    return areClose(published, recomputed, relativeTolerance) ? undefined : here;
  }
  const keys = keysOf(published);
  if (keys.join('\n') !== keysOf(recomputed).join('\n')) {
    return { pointer, published: keys, recomputed: keysOf(recomputed) };
  }
  for (const key of keys) {
    const [left, right] = [Reflect.get(published, key), Reflect.get(recomputed, key)];
    const difference = jsonDifference(left, right, relativeTolerance, `${pointer}/${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
