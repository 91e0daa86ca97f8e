const width = 160;
const height = 16;

/** Every sample as a tick between the fastest and the slowest; the median stands out. */
export function StripPlot({ samples, median }: { samples: readonly number[]; median: number }) {
  const low = Math.min(...samples);
  const high = Math.max(...samples);
  const span = high - low || 1;
  const at = (value: number): string => (4 + ((value - low) / span) * (width - 8)).toFixed(1);
  return (
    <svg
      class="strip"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      <path class="grid" d={`M4 ${height / 2}H${width - 4}`} />
      {samples.map((value) => (
        <path class="strip-sample" d={`M${at(value)} 4v8`} />
      ))}
      <path class="strip-median" d={`M${at(median)} 1v14`} />
    </svg>
  );
}
