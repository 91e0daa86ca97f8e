/**
 * The figures that a device is known by, pooled over runs and shown on the board; kernels say in their
 * spec which one they feed. `field` is the name on the wire, in SI base units, and `unit` the
 * unit in words, seconds where less is better; `isByDtype` is true where
 * each number format has a figure of its own.
 */
export const headlines = [
  {
    id: 'bandwidth',
    title: 'Memory bandwidth',
    field: 'bandwidthBytesPerSecond',
    unit: 'bytes per second',
    isByDtype: false,
  },
  {
    id: 'compute',
    title: 'Compute',
    field: 'computeFlopsPerSecond',
    unit: 'flops per second',
    isByDtype: true,
  },
  {
    id: 'matvec',
    title: 'Weights streamed',
    field: 'matvecBytesPerSecond',
    unit: 'bytes per second',
    isByDtype: true,
  },
  {
    id: 'dispatch',
    title: 'Launch latency',
    field: 'dispatchSeconds',
    unit: 'seconds',
    isByDtype: false,
  },
  {
    id: 'serial-branch',
    title: 'Serial branching',
    field: 'serialBranchOperationsPerSecond',
    unit: 'operations per second',
    isByDtype: false,
  },
] as const;

export type Headline = (typeof headlines)[number];
export type HeadlineId = Headline['id'];

/** Something of each headline under its name on the wire: by dtype where it has one for each. */
export type ByHeadline<T> = {
  readonly [H in Headline as H['isByDtype'] extends false ? H['field'] : never]?: T | undefined;
} & {
  readonly [H in Headline as H['isByDtype'] extends true ? H['field'] : never]: Readonly<
    Record<string, T>
  >;
};

/** Id of the headline of a dtype in tables and rules, e.g. `bandwidth` or `compute-f32`. */
export function peakId(id: HeadlineId, dtype: string): string {
  return headlines.find((each) => each.id === id)?.isByDtype ? `${id}-${dtype}` : id;
}

/** Puts what is known of some peaks under the names of the wire. */
export function byHeadline<P extends { readonly peak: string; readonly dtype: string }, T>(
  peaks: readonly P[],
  figureOf: (peak: P) => T,
): ByHeadline<T> {
  const fields = headlines.flatMap(({ field, id, isByDtype }): [string, unknown][] => {
    const own = peaks.filter(({ dtype, peak }) => peak === peakId(id, dtype));
    if (isByDtype) {
      return [[field, Object.fromEntries(own.map((peak) => [peak.dtype, figureOf(peak)]))]];
    }
    return own.slice(0, 1).map((peak) => [field, figureOf(peak)]);
  });
  return Object.fromEntries(fields) as ByHeadline<T>;
}
