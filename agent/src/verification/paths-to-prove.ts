import { cpus, totalmem } from 'node:os';
import { evaluate } from '@ridgeline/evaluation/evaluate';
import { byRoofline } from '@ridgeline/evaluation/leading-paths';
import { backendDefinitions } from '@ridgeline/measure/backends/backend-list';
import type { Submission } from '@ridgeline/schema/submission';
import { normalizeCpuName } from '../host/cpu-name.ts';
import { cleanText } from '../host/host-facts.ts';
import { agentVersion } from '../version.ts';
import { type Claim, provableClaims } from './provable-claims.ts';

/** A software path whose claim can be proved, with what the proof needs. */
export interface PathToProve {
  readonly id: string;
  readonly device: string;
  readonly deviceKind: 'cpu' | 'gpu';
  readonly backend: string;
  /** What bounds the challenges, as the run gives it. */
  readonly system: { readonly cacheBytes: number; readonly memoryBytes: number };
  /** As the adapter names itself; undefined for CPUs, which are compared here. */
  readonly deviceName: string | undefined;
  /** The peaks that the board shows for the path. */
  readonly claims: readonly Claim[];
}

/** Age up to which a run is proved: drivers, and what else the machine does, change. */
const freshSeconds = 24 * 3600;

/** Memory that the kernel keeps for itself differs a little from start to start. */
const sameMemoryRatio = 0.02;

/** Why a run can no longer be proved here; undefined when it can. */
export function whyNotHere(run: Submission): string | undefined {
  const ageSeconds = (Date.now() - Date.parse(run.run.finishedAt)) / 1000;
  if (ageSeconds > freshSeconds) return 'the run is more than a day old';
  if (run.run.agentVersion !== agentVersion) return 'another version of the agent measured it';
  const cpu = run.devices.find(({ kind }) => kind === 'cpu');
  const model = cpus()[0]?.model ?? '';
  const isSameCpu = model === '' || cleanText(normalizeCpuName(model)) === cpu?.name;
  const memoryChange = Math.abs(run.host.memoryBytes - totalmem()) / totalmem();
  const isHere = isSameCpu && run.host.architecture === process.arch;
  return isHere && memoryChange < sameMemoryRatio ? undefined : 'another computer measured it';
}

/**
 * Paths that are proved: of a quick run the best of each device, of longer ones every path that can
 * be. Software adapters are not ranked and need no proof.
 */
export function pathsToProve(run: Submission): PathToProve[] {
  const all = byRoofline(evaluate(run).paths).flatMap((path): PathToProve[] => {
    const { facts, given } = path.device;
    const { backend } = path.facts;
    const proves = backendDefinitions.find((each) => each.id === backend)?.proves ?? [];
    const claims = provableClaims(path, proves);
    if (claims.length === 0 || facts.isSoftwareAdapter) return [];
    const { kind } = facts;
    const system = path.device.memorySystem;
    const deviceName = facts.kind === 'cpu' ? undefined : (given.reportedName ?? given.name);
    const device = { device: facts.id, deviceKind: kind, deviceName, system };
    return [{ id: path.given.id, ...device, backend, claims }];
  });
  if (run.run.preset !== 'quick') return all;
  return all.filter(
    ({ device }, index) => all.findIndex((each) => each.device === device) === index,
  );
}
