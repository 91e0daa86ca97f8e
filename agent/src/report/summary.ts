import type { Submission } from '@ridgeline/schema/submission';
import { crossoverOf } from './crossover.ts';
import { largestAllocations } from './largest-allocations.ts';
import { headlinePaths, type PathPeaks, peaksByPath } from './path-peaks.ts';
import type { RatedMeasurement } from './rated-measurement.ts';

function ratesOf(measured: ReadonlyMap<string, RatedMeasurement>): Record<string, number> {
  return Object.fromEntries([...measured].map(([dtype, { rate }]) => [dtype, rate]));
}

function pathSummary({ path, device, bandwidth, compute, matvec, dispatchSeconds }: PathPeaks) {
  return {
    device: device.name,
    deviceKind: device.kind,
    isSoftwareAdapter: device.isSoftwareAdapter,
    backend: path.backend,
    ...(bandwidth !== undefined && { bandwidthBytesPerSecond: bandwidth.rate }),
    computeFlopsPerSecond: ratesOf(compute),
    matvecBytesPerSecond: ratesOf(matvec),
    ...(dispatchSeconds !== undefined && { dispatchSeconds }),
  };
}

/** What follows from a run, for programs: headline figures, crossover, largest allocations. All measured. */
export function summaryOf(run: Submission) {
  const peaks = peaksByPath(run);
  const finding = crossoverOf(run, headlinePaths(peaks));
  return {
    runId: run.run.id,
    suite: run.run.suite,
    paths: peaks.map(pathSummary),
    crossover: {
      outcome: finding.kind,
      ...(finding.kind === 'from' && finding.crossover),
    },
    largestAllocations: largestAllocations(run).map(({ device, bytes, end }) => ({
      device: device.name,
      bytes,
      end,
    })),
  };
}
