import { findDevice } from '@ridgeline/catalog/find-device';
import { identify } from '@ridgeline/catalog/identify';
import type { PciIds } from '@ridgeline/catalog/identity/device-clues';
import { cluesOf } from '@ridgeline/evaluation/clues-of';
import type { MeasuredPath } from '@ridgeline/measure/name-paths';
import type { Submission, SubmittedDevice } from '@ridgeline/schema/submission';
import { matchAdapter } from './host/gpus/match-adapter.ts';
import type { SystemGpu } from './host/gpus/system-gpu.ts';
import { cleanText } from './host/host-facts.ts';

/** Names on the wire beside the adapter's own. */
const mostNames = 4;

type SystemFacts = Pick<
  SubmittedDevice,
  'count' | 'gpuCores' | 'memoryBytes' | 'otherNames' | 'pciIds'
>;

/** What the system adds to what a graphics API says of its adapter. */
export function systemFacts(
  { name: reportedName, vendor }: { readonly name: string; readonly vendor?: string | undefined },
  gpus: readonly SystemGpu[],
): SystemFacts {
  const match = matchAdapter({ name: reportedName, vendor }, gpus);
  if (match === undefined) return {};
  const { gpu, count } = match;
  const names = [...new Set(gpu.names)].flatMap((name) => cleanText(name) ?? []);
  const otherNames = names.filter((name) => name !== reportedName).slice(0, mostNames);
  return {
    ...(otherNames.length > 0 && { otherNames }),
    ...(gpu.pciIds !== undefined && { pciIds: known(gpu.pciIds) }),
    ...(gpu.gpuCores !== undefined && { gpuCores: gpu.gpuCores }),
    ...(gpu.memoryBytes !== undefined && { memoryBytes: gpu.memoryBytes }),
    ...(count > 1 && { count }),
  };
}

/** Without ids that were not read. */
function known(ids: PciIds): NonNullable<SubmittedDevice['pciIds']> {
  const read = Object.entries(ids).filter(([, value]) => value !== undefined);
  return Object.fromEntries(read) as NonNullable<SubmittedDevice['pciIds']>;
}

/** A GPU as its first path met it, with what the system says of it, and its name by the catalogue. */
export function describeGpu(
  { device, facts }: MeasuredPath,
  gpus: readonly SystemGpu[],
  host: Submission['host'],
): SubmittedDevice {
  const { adapter, memoryBytes } = facts;
  const reportedName = cleanText(adapter?.name ?? '') ?? 'Unknown GPU';
  const isSoftwareAdapter = adapter?.isSoftwareAdapter ?? false;
  const met = {
    id: device,
    kind: 'gpu',
    name: reportedName,
    vendor: cleanText(adapter?.vendor ?? '') ?? 'Unknown',
    isSoftwareAdapter,
    ...(adapter?.architecture && { architecture: adapter.architecture }),
    ...(!isSoftwareAdapter && systemFacts({ name: reportedName, vendor: adapter?.vendor }, gpus)),
    ...(memoryBytes !== undefined && { memoryBytes }),
  } as SubmittedDevice;
  const slug = isSoftwareAdapter ? undefined : identify(cluesOf(met, host));
  const name = findDevice(slug ?? '')?.name ?? reportedName;
  return name === reportedName ? met : { ...met, name, reportedName };
}
