import type { CatalogDevice } from '@ridgeline/catalog/device';
import type { DerivedFigure } from '@ridgeline/catalog/devices/device-row';
import { figureSource } from '@ridgeline/catalog/figure-source';
import { devices } from '@ridgeline/catalog/find-device';
import { machineOf } from '@ridgeline/evaluation/machine-of';
import { computeDtypes } from '@ridgeline/roofline/machine';
import { predict } from '@ridgeline/roofline/predict';
import type { Workload } from '@ridgeline/roofline/workload';
import type { DeviceSummary, Figure, LeaderboardEntry, Peaks } from '@ridgeline/schema/responses';
import { publishedBandwidth, publishedThroughputs } from './published-figures.ts';
import type { Candidate } from './rank-entries.ts';

/** A device of the catalogue as it is sent. */
export function listedSummary(device: CatalogDevice): DeviceSummary {
  const { kind, launchYear, memoryBytes, name, slug, vendor } = device;
  return {
    slug,
    name,
    vendor,
    kind,
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(launchYear === undefined ? {} : { launchYear }),
    isListed: true,
    isSoftwareAdapter: false,
  };
}

/** The data sheet's peaks. */
export function specPeaks(device: CatalogDevice): Peaks {
  const { bandwidthBytesPerSecond: bandwidth, computeFlopsPerSecond } = device;
  const figure = (value: number, of: DerivedFigure): Figure => ({
    value,
    basis: 'spec',
    source: figureSource(device, of),
  });
  const compute = computeDtypes.flatMap((dtype) => {
    const value = computeFlopsPerSecond[dtype];
    return value === undefined ? [] : [[dtype, figure(value, dtype)] as const];
  });
  return {
    ...(bandwidth !== undefined && { bandwidthBytesPerSecond: figure(bandwidth, 'bandwidth') }),
    computeFlopsPerSecond: Object.fromEntries(compute),
    matvecBytesPerSecond: {},
  };
}

function candidate(
  device: CatalogDevice,
  workload: Workload,
  basis: 'published' | 'spec',
  peaks: Peaks,
): Candidate {
  const summary = listedSummary(device);
  const machine = machineOf(summary, peaks, basis);
  const prediction =
    machine === undefined ? null : { kind: 'predicted' as const, ...predict(machine, workload) };
  const entry: LeaderboardEntry = {
    rank: null,
    isHeadline: false,
    basis,
    device: summary,
    softwarePath: null,
    suite: null,
    peaks,
    prediction,
    limit: prediction?.limit ?? null,
    publishedResults: publishedThroughputs(device.slug, workload),
    prices: [...device.prices],
    tier: null,
    evidence: null,
    ownerCount: 0,
    runCount: 0,
    isPreliminary: false,
    measuredAt: null,
    submissionId: null,
  };
  return { entry, isRankable: prediction !== null };
}

/** Rows that depend on the catalogue and the workload alone. */
export function catalogueCandidates(workload: Workload): readonly Candidate[] {
  return devices.flatMap((device) => {
    const spec = specPeaks(device);
    const bandwidthBytesPerSecond = publishedBandwidth(device);
    const published = { ...spec, ...(bandwidthBytesPerSecond && { bandwidthBytesPerSecond }) };
    return [
      candidate(device, workload, 'spec', spec),
      ...(bandwidthBytesPerSecond === undefined
        ? []
        : [candidate(device, workload, 'published', published)]),
    ];
  });
}
