import type { Preset } from '@ridgeline/kernels/kernel-spec';
import { suiteId } from '@ridgeline/kernels/suite';
import { reasonLine } from '@ridgeline/measure/failure';
import type { GpuAdapter } from '@ridgeline/measure/gpu/gpu-adapter';
import type { MeasureEvent } from '@ridgeline/measure/measure-event';
import type { SuiteResult } from '@ridgeline/measure/measure-suite';
import { adaptersOf, type MeasuredPath } from '@ridgeline/measure/name-paths';
import { threadCounts } from '@ridgeline/measure/room/thread-counts';
import { type Submission, submission } from '@ridgeline/schema/submission';
import { v7 as uuidV7 } from 'uuid';
import { z } from 'zod';
import { type ChosenAdapters, chooseAdapters } from './choose-adapters.ts';
import { describeGpu } from './describe-gpu.ts';
import { fitSubmission } from './fit-submission.ts';
import { keepCpusAwake } from './host/awake-cpus.ts';
import { readSystemGpus } from './host/gpus/read-system-gpus.ts';
import type { SystemGpu } from './host/gpus/system-gpu.ts';
import { cleanText, type HostFacts, readHostFacts } from './host/host-facts.ts';
import { measurementFlags, NoiseRecord, roomFlags } from './host/noise.ts';
import { planGroups } from './plan-groups.ts';
import { backendGroups } from './processes/backend-groups.ts';
import { listGpus, measureGroup } from './processes/run-group.ts';
import { timeBudgetSeconds } from './time-budget.ts';
import { agentVersion } from './version.ts';

export interface MeasureRunOptions {
  readonly preset: Preset;
  /** All when absent. */
  readonly backends?: readonly string[] | undefined;
  readonly kernels?: readonly string[] | undefined;
  /** Parts of GPUs' names, or `cpu`; all that there is time for when absent. */
  readonly devices?: readonly string[] | undefined;
  readonly signal: AbortSignal;
  readonly onEvent: (event: MeasureEvent) => void;
}

function softwarePath({
  id,
  device,
  backend,
  facts,
}: MeasuredPath): Submission['softwarePaths'][0] {
  const texts = {
    libraryName: facts.libraryName,
    libraryVersion: facts.libraryVersion,
    api: facts.api,
    driver: facts.driver,
  };
  const known = Object.entries(texts).flatMap(([key, text]) => {
    const clean = cleanText(text ?? '');
    return clean === undefined ? [] : [[key, clean]];
  });
  return {
    id,
    device,
    backend,
    runtimeName: facts.runtimeName,
    runtimeVersion: facts.runtimeVersion,
    ...Object.fromEntries(known),
    ...(facts.threads !== undefined && { threads: facts.threads }),
    ...(facts.triedThreads !== undefined && { triedThreads: [...facts.triedThreads] }),
  };
}

async function measureGroups(
  options: MeasureRunOptions,
  facts: HostFacts,
  adapters: readonly GpuAdapter[],
  awakeProcessIds: readonly number[],
): Promise<SuiteResult[]> {
  const chosen = planGroups(options, adapters);
  const gpuNames = adapters.map(({ name }) => name);
  const deadline = performance.now() + timeBudgetSeconds[options.preset] * 1000;
  const results: SuiteResult[] = [];
  for (const [index, { adapter, backends, timeShare }] of chosen.entries()) {
    if (options.signal.aborted) break;
    const sharesLeft = chosen.slice(index).reduce((sum, group) => sum + group.timeShare, 0);
    const secondsLeft = (deadline - performance.now()) / 1000;
    const request = {
      type: 'measure',
      backends,
      adapter: adapter && { api: adapter.api, name: adapter.name },
      adapters: [
        ...new Set([...gpuNames, ...adaptersOf(results.flatMap((each) => each.softwarePaths))]),
      ],
      preset: options.preset,
      // What one group leaves goes to those after it.
      timeBudgetSeconds: Math.max(1, (secondsLeft * timeShare) / sharesLeft),
      cacheBytes: facts.cacheBytes,
      memoryBytes: facts.usableMemoryBytes,
      threadCounts: threadCounts(facts.room),
      kernels: options.kernels,
      awakeProcessIds,
    } as const;
    results.push(await measureGroup(request, options.signal, options.onEvent));
  }
  return results;
}

/** GPUs to measure; none is looked for where no backend would use it. */
async function findAdapters(
  { backends, devices, preset, signal }: MeasureRunOptions,
  gpus: readonly SystemGpu[],
): Promise<ChosenAdapters> {
  const isUsed = backendGroups
    .flatMap((group) => group.backends)
    .some(({ id, gpu }) => gpu === 'chosen' && (backends?.includes(id) ?? true));
  const found = isUsed ? await listGpus(signal) : [];
  return chooseAdapters(found, gpus, { preset, devices });
}

/** A backend that two GPUs lack for the same reason is named once. */
function distinct<T extends { readonly backend: string; readonly reason: string }>(
  entries: readonly T[],
): T[] {
  return [...new Map(entries.map((each) => [`${each.backend} ${each.reason}`, each])).values()];
}

function cleanReason({ name, reason }: { readonly name: string; readonly reason: string }) {
  return { name: cleanText(name) ?? 'Unknown GPU', reason: reasonLine(reason) };
}

/**
 * Measure this machine and make the submission of it. Nothing is sent or written.
 * @throws z.ZodError when the result does not follow the schema, which is a bug
 */
export async function measureRun(options: MeasureRunOptions): Promise<Submission> {
  const startedAt = new Date().toISOString();
  const id = uuidV7();
  const facts = await readHostFacts();
  const gpus = await readSystemGpus();
  const { adapters, leftOut } = await findAdapters(options, gpus);
  const noiseRecord = await NoiseRecord.start();
  const awake = await keepCpusAwake(facts.room);
  const results = await measureGroups(options, facts, adapters, awake.processIds);
  await awake.release();
  const paths = results.flatMap((result) => result.softwarePaths);
  const met = Map.groupBy(
    paths.filter(({ deviceKind }) => deviceKind === 'gpu'),
    ({ device }) => device,
  );
  const { noise, flags } = noiseRecord.finish(awake.processIds.length);
  const measurements = results
    .flatMap((result) => result.measurements)
    .map((each) => (each.outcome === 'ok' ? each : { ...each, reason: reasonLine(each.reason) }));
  const document: Submission = {
    schemaVersion: 1,
    run: {
      id,
      suite: suiteId,
      preset: options.preset,
      startedAt,
      finishedAt: new Date().toISOString(),
      agentVersion,
      flags: [...flags, ...roomFlags(facts.room), ...measurementFlags(measurements)].sort(),
      isPartial: options.signal.aborted || results.some((result) => result.isPartial),
    },
    host: facts.host,
    noise: { ...noise, ...(awake.processIds.length > 0 && { wereCpusKeptAwake: true }) },
    // As the first of its paths tells.
    devices: [
      facts.cpu,
      ...[...met.values()].flatMap(([path]) => (path ? describeGpu(path, gpus, facts.host) : [])),
    ],
    softwarePaths: paths.map(softwarePath),
    unavailableBackends: distinct(
      results
        .flatMap((result) => result.unavailableBackends)
        .map(({ backend, reason }) => ({ backend, reason: reasonLine(reason) })),
    ),
    ...(leftOut.length > 0 && { leftOutDevices: leftOut.map(cleanReason).slice(0, 16) }),
    measurements,
  };
  const checked = submission.safeParse(document);
  if (!checked.success) {
    throw new Error(`The run does not follow the schema:\n${z.prettifyError(checked.error)}`);
  }
  return fitSubmission(checked.data);
}
