import { findDevice } from '@ridgeline/catalog/find-device';
import { evaluate } from '@ridgeline/evaluation/evaluate';
import { sizeCurves } from '@ridgeline/evaluation/size-curves';
import type { Workload } from '@ridgeline/roofline/workload';
import type { DeviceDetail, LeaderboardEntry, SizeCurve } from '@ridgeline/schema/responses';
import { submission } from '@ridgeline/schema/submission';
import { distributionRatios } from '../db/queries/read-distributions.ts';
import type { Store } from '../db/store.ts';
import type { BoardReader } from './board/boards.ts';
import { listedSummary, specPeaks } from './board/catalogue-entries.ts';
import type { Distributions } from './board/distributions.ts';
import { publishedBandwidthsOf } from './board/published-figures.ts';
import { defaultSort } from './board/read-leaderboard.ts';
import { findSort, type SortDefinition } from './board/sorts.ts';
import { submissionSummaryOf } from './submission-summary.ts';
import { workloadSummaryOf } from './workload-summary.ts';

/** Newest runs whose curves a device's page draws. */
const curveRuns = 3;
/** Newest runs that a device's page lists; the rest is at /v1/submissions?device=. */
const listedRuns = 20;

interface DeviceServices {
  readonly boards: BoardReader;
  readonly distributions: Distributions;
  readonly store: Store;
  submissionUrl(id: string): string;
}

/** Curves of the newest run of each software path on the board. */
async function curvesOf(
  store: Store,
  slug: string,
  submissionIds: readonly string[],
): Promise<SizeCurve[]> {
  const ids = [...new Set(submissionIds)].slice(0, curveRuns);
  const bodies = await store.findBodies(ids);
  return bodies.flatMap(({ body, id }) =>
    sizeCurves(evaluate(submission.parse(JSON.parse(body))), slug, id),
  );
}

/** `ranked` is in order of the sort already: position among headline rows is the standing. */
function standingOf(
  ranked: readonly LeaderboardEntry[],
  sort: SortDefinition,
  slug: string,
): DeviceDetail['standing'] {
  const kind = ranked.find(({ device }) => device.slug === slug)?.device.kind;
  const peers = ranked.filter((entry) => entry.rank !== null && entry.device.kind === kind);
  const position = peers.findIndex(({ device }) => device.slug === slug);
  if (position === -1) return null;
  const others = peers.length - 1;
  const betterThanRatio = others === 0 ? 1 : (others - position) / others;
  return { sort: sort.id, deviceCount: peers.length, betterThanRatio };
}

/** Everything about one device for one workload; undefined when nobody knows the slug. */
export async function readDevice(
  services: DeviceServices,
  slug: string,
  workload: Workload,
): Promise<DeviceDetail | undefined> {
  const { boards, store, submissionUrl } = services;
  const [snapshot, distributions, runs] = await Promise.all([
    boards.read(),
    services.distributions.read(slug),
    store.listSubmissions({ device: slug, limit: listedRuns }),
  ]);
  // Ranked among all, so that the page shows the rank that the board shows.
  const sort = findSort(defaultSort(workload));
  const ranked = snapshot.ranked(workload, sort);
  // The row that stands for it first: a data sheet may promise more than what was proved.
  const entries = ranked
    .filter(({ device }) => device.slug === slug)
    .sort((a, b) => Number(b.isHeadline) - Number(a.isHeadline));
  const listed = findDevice(slug);
  const [first] = entries;
  const submitted = runs.flatMap(({ devices }) => devices).find((each) => each.slug === slug);
  const device = listed === undefined ? (first?.device ?? submitted) : listedSummary(listed);
  if (device === undefined) return undefined;
  const newest = entries.flatMap(({ submissionId }) => submissionId ?? []);
  return {
    device,
    aliases: [...(listed?.aliases ?? [])],
    ...(listed === undefined ? {} : { spec: specPeaks(listed) }),
    publishedBandwidths: publishedBandwidthsOf(slug),
    prices: [...(listed?.prices ?? [])],
    workload: workloadSummaryOf(workload),
    entries,
    curves: await curvesOf(store, slug, newest),
    distributions: distributions.map(({ values, ...distribution }) => ({
      ...distribution,
      quantiles: distributionRatios.map((ratio, index) => ({ ratio, value: values[index] ?? 0 })),
    })),
    standing: standingOf(ranked, sort, slug),
    submissions: runs.map((row) => submissionSummaryOf(row, submissionUrl)),
  };
}
