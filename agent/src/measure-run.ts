import { findDevice } from '@ridgeline/catalog/find-device';
import { identify } from '@ridgeline/catalog/identify';
import type { Preset } from '@ridgeline/kernels/kernel-spec';
import { suiteId } from '@ridgeline/kernels/suite';
import { reasonLine } from '@ridgeline/measure/failure';
import type { MeasureEvent } from '@ridgeline/measure/measure-event';
import type { SuiteResult } from '@ridgeline/measure/measure-suite';
import { adaptersOf, type MeasuredPath } from '@ridgeline/measure/name-paths';
import { threadCounts } from '@ridgeline/measure/room/thread-counts';
import { type Submission, type SubmittedDevice, submission } from '@ridgeline/schema/submission';
import { v7 as uuidV7 } from 'uuid';
import { z } from 'zod';
import { fitSubmission } from './fit-submission.ts';
import { keepCpusAwake } from './host/awake-cpus.ts';
import { cleanText, type HostFacts, readHostFacts } from './host/host-facts.ts';
import { measurementFlags, NoiseRecord, roomFlags } from './host/noise.ts';
import { backendGroups } from './processes/backend-groups.ts';
import { measureGroup } from './processes/run-group.ts';
import { timeBudgetSeconds } from './time-budget.ts';
import { agentVersion } from './version.ts';

export interface MeasureRunOptions {
  readonly preset: Preset;
  /** All when absent. */
  readonly backends?: readonly string[] | undefined;
  readonly kernels?: readonly string[] | undefined;
  readonly signal: AbortSignal;
  readonly onEvent: (event: MeasureEvent) => void;
}

function gpuDevice(path: MeasuredPath): SubmittedDevice {
  const { adapter, memoryBytes } = path.facts;
  const reportedName = cleanText(adapter?.name ?? '') ?? 'Unknown GPU';
  const slug = identify({ kind: 'gpu', names: [reportedName], memoryBytes });
  const name = findDevice(slug ?? '')?.name ?? reportedName;
  return {
    id: path.device,
    kind: 'gpu',
    name,
    ...(name !== reportedName && { reportedName }),
    vendor: cleanText(adapter?.vendor ?? '') ?? 'Unknown',
    isSoftwareAdapter: adapter?.isSoftwareAdapter ?? false,
    ...(adapter?.architecture && { architecture: adapter.architecture }),
    ...(memoryBytes !== undefined && { memoryBytes }),
  };
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
  awakeProcessIds: readonly number[],
): Promise<SuiteResult[]> {
  const chosen = backendGroups.flatMap((group) => {
    const backends = group.backends.filter(({ id }) => options.backends?.includes(id) ?? true);
    const timeShare = backends.reduce((sum, each) => sum + each.timeShare, 0);
    return backends.length === 0 ? [] : [{ backends: backends.map(({ id }) => id), timeShare }];
  });
  const deadline = performance.now() + timeBudgetSeconds[options.preset] * 1000;
  const results: SuiteResult[] = [];
  for (const [index, { backends, timeShare }] of chosen.entries()) {
    if (options.signal.aborted) break;
    const sharesLeft = chosen.slice(index).reduce((sum, group) => sum + group.timeShare, 0);
    const secondsLeft = (deadline - performance.now()) / 1000;
    const request = {
      type: 'measure',
      backends,
      adapters: adaptersOf(results.flatMap(({ softwarePaths }) => softwarePaths)),
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

/**
 * Measure this machine and make the submission of it. Nothing is sent or written.
 * @throws z.ZodError when the result does not follow the schema, which is a bug
 */
export async function measureRun(options: MeasureRunOptions): Promise<Submission> {
  const startedAt = new Date().toISOString();
  const id = uuidV7();
  const facts = await readHostFacts();
  const noiseRecord = await NoiseRecord.start();
  const awake = await keepCpusAwake(facts.room);
  const results = await measureGroups(options, facts, awake.processIds);
  await awake.release();
  const paths = results.flatMap((result) => result.softwarePaths);
  const gpus = Map.groupBy(
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
    devices: [facts.cpu, ...[...gpus.values()].flatMap(([path]) => (path ? gpuDevice(path) : []))],
    softwarePaths: paths.map(softwarePath),
    unavailableBackends: results
      .flatMap((result) => result.unavailableBackends)
      .map(({ backend, reason }) => ({ backend, reason: reasonLine(reason) })),
    measurements,
  };
  const checked = submission.safeParse(document);
  if (!checked.success) {
    throw new Error(`The run does not follow the schema:\n${z.prettifyError(checked.error)}`);
  }
  return fitSubmission(checked.data);
}
