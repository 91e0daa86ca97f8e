import { identify } from '@ridgeline/catalog/identify';
import { publishedResults } from '@ridgeline/catalog/published/published-results';
import { quantile } from '@ridgeline/statistics/quantile';
import type { Calibration, ReportedBandwidth } from '../src/calibration/calibration.ts';
import { chipOf } from './leave-one-out.ts';
import { predictCase } from './predict-case.ts';
import type { ThroughputCase } from './throughput-case.ts';

type Basis = 'measured' | 'published';

/** Best published read or copy bandwidth of a device, when it is physical and plausible. */
function publishedBandwidth({ row, machine }: ThroughputCase): number | undefined {
  const names = row.vendor === 'NVIDIA' ? [row.device, `RTX ${row.device}`] : [row.device];
  const slug = identify({
    kind: 'gpu',
    names,
    memoryBytes: row.memoryBytes,
    formFactor: 'desktop',
  });
  if (slug === undefined) return undefined;
  const promised = machine.bandwidthBytesPerSecond;
  const values = publishedResults(slug)
    .bandwidths.filter(({ benchmark, metric }) => {
      const isDirect = /^(clpeak|OpenCL-Benchmark|chsasank)/.test(benchmark);
      return isDirect && !metric.includes('write');
    })
    .map(({ bandwidthBytesPerSecond }) => bandwidthBytesPerSecond)
    // More than the data sheet is a cache, less than half a wrong software path.
    .filter((value) => value > 0.5 * promised && value < 1.05 * promised);
  return values.length === 0 ? undefined : Math.max(...values);
}

/** The machine of a case as it looks when its bandwidth was reported instead of promised. */
function reported(item: ThroughputCase, basis: Basis, bandwidth: number): ThroughputCase {
  const machine = { ...item.machine, basis, bandwidthBytesPerSecond: bandwidth };
  if (basis === 'published') return { ...item, machine };
  return { ...item, machine: { ...machine, computeFlopsPerSecond: {} } };
}

function fitBasis(
  cases: readonly ThroughputCase[],
  fitsWithoutChip: ReadonlyMap<string, Calibration>,
  basis: Basis,
): ReportedBandwidth {
  const usable = cases.flatMap((item) => {
    if (item.scope !== 'single' || item.phase !== 'decode') return [];
    const bandwidth = publishedBandwidth(item);
    return bandwidth === undefined ? [] : [reported(item, basis, bandwidth)];
  });
  const logErrors = (perSpec: number): number[] =>
    usable.flatMap((item) => {
      const fit = fitsWithoutChip.get(chipOf(item));
      if (fit === undefined) return [];
      const share = { perSpec, logHalfWidth: 0.5, resultCount: usable.length };
      const reportedBandwidth = { ...fit.reportedBandwidth, [basis]: share };
      const rate = predictCase(item, { ...fit, reportedBandwidth })?.value;
      return rate === undefined ? [] : [Math.log(rate / item.tokensPerSecond)];
    });
  // A smaller share means a faster device, so the median error falls as the share grows.
  let [low, high] = [0.5, 1.2];
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2;
    if (quantile(logErrors(middle), 0.5) > 0) low = middle;
    else high = middle;
  }
  const perSpec = Number(high.toFixed(3));
  const sizes = logErrors(perSpec).map(Math.abs);
  const probability = Math.min(1, (0.8 * (sizes.length + 1)) / sizes.length);
  const logHalfWidth = Number(quantile(sizes, probability).toFixed(4));
  return { perSpec, logHalfWidth, resultCount: sizes.length };
}

/**
 * What a reported bandwidth stands for: the share of the data sheet's at which half of the published
 * decode rates of the same devices are predicted too fast and half too slow, and how far they scatter.
 * Each is predicted by the fit that left its chip out.
 */
export function fitReportedBandwidth(
  cases: readonly ThroughputCase[],
  fitsWithoutChip: ReadonlyMap<string, Calibration>,
): Record<Basis, ReportedBandwidth> {
  return {
    measured: fitBasis(cases, fitsWithoutChip, 'measured'),
    published: fitBasis(cases, fitsWithoutChip, 'published'),
  };
}
