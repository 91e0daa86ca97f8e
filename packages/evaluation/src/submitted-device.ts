import type { CatalogDevice } from '@ridgeline/catalog/device';
import { findDevice } from '@ridgeline/catalog/find-device';
import { identify } from '@ridgeline/catalog/identify';
import { assumedCacheBytes, type MemorySystem } from '@ridgeline/kernels/working-sets';
import type { Submission, SubmittedDevice } from '@ridgeline/schema/submission';
import { cluesOf } from './clues-of.ts';
import type { DeviceFacts } from './device-facts.ts';

/** A submitted device with what the catalogue knows of it. */
export interface EvaluatedDevice {
  readonly index: number;
  readonly given: SubmittedDevice;
  readonly facts: DeviceFacts;
  /** Undefined for a device that the catalogue does not know. */
  readonly listed: CatalogDevice | undefined;
  /** False when neither catalogue nor plain ASCII gives it a name that cannot be mistaken. */
  readonly isNameable: boolean;
  /** What the sizes of kernels that stream were chosen by. */
  readonly memorySystem: MemorySystem;
}

/** Names under which GPU APIs that are drawn by the CPU present themselves. */
const softwareAdapterName =
  /llvmpipe|lavapipe|softpipe|swiftshader|basic render|software rasterizer|\bwarp\b/i;

/** Whether a name is one of a known software adapter, whatever the sender says of it. */
export function isSoftwareAdapterName(...names: readonly (string | undefined)[]): boolean {
  return names.some((name) => name !== undefined && softwareAdapterName.test(name));
}

/** Printable ASCII cannot hold a look-alike letter of another script. */
function isPlain(name: string): boolean {
  return /^[\x20-\x7e]+$/.test(name);
}

/** Slug of a device outside the catalogue; the cores of a CPU tell slices of one server chip apart. */
export function unlistedSlug(device: SubmittedDevice): string {
  const words = device.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const cores = device.logicalCores;
  const suffix = device.kind === 'cpu' && cores !== undefined ? `-${cores}-cores` : '';
  const stem = `unlisted-${words || 'device'}`.slice(0, 80 - suffix.length).replace(/-+$/, '');
  return stem + suffix;
}

function identifyDevice(
  device: SubmittedDevice,
  host: Submission['host'],
): CatalogDevice | undefined {
  const slug = identify(cluesOf(device, host));
  return slug === undefined ? undefined : findDevice(slug);
}

function optionalFacts(device: SubmittedDevice): Partial<DeviceFacts> {
  const { architecture, logicalCores, physicalCores } = device;
  return {
    ...(architecture === undefined ? {} : { architecture }),
    ...(logicalCores === undefined ? {} : { logicalCores }),
    ...(physicalCores === undefined ? {} : { physicalCores }),
  };
}

/** As the suite does when it plans: what draws a software adapter is the CPU, with the CPU's caches. */
function memorySystemOf(
  { devices, host }: Submission,
  device: SubmittedDevice,
  isSoftwareAdapter: boolean,
): MemorySystem {
  const kind = isSoftwareAdapter ? 'cpu' : device.kind;
  const caches = (isSoftwareAdapter ? devices.find((each) => each.kind === kind) : device)?.caches;
  const ownBytes = device.kind === 'gpu' ? device.memoryBytes : undefined;
  return {
    cacheBytes: caches?.level3Bytes ?? caches?.level2Bytes ?? assumedCacheBytes[kind],
    memoryBytes: ownBytes ?? host.memoryBytes,
  };
}

/** Identify each device by what it is called; the catalogue's word wins over the sender's. */
export function evaluateDevices(submission: Submission): readonly EvaluatedDevice[] {
  return submission.devices.map((given, index) => {
    const names = [given.name, given.reportedName].filter((name) => name !== undefined);
    const isSoftwareAdapter =
      given.kind === 'gpu' &&
      (given.isSoftwareAdapter || isSoftwareAdapterName(...names, given.vendor));
    // A CPU that draws for a GPU API must not be taken for the GPU it imitates.
    const listed = isSoftwareAdapter ? undefined : identifyDevice(given, submission.host);
    // The host's memory is the CPU's; a GPU's own is what the catalogue or the sender says.
    const memoryBytes =
      given.kind === 'cpu'
        ? submission.host.memoryBytes
        : (given.memoryBytes ?? listed?.memoryBytes);
    return {
      index,
      given,
      listed,
      isNameable: listed !== undefined || isPlain(given.name),
      memorySystem: memorySystemOf(submission, given, isSoftwareAdapter),
      facts: {
        id: given.id,
        slug: listed?.slug ?? unlistedSlug(given),
        name: listed?.name ?? given.name,
        vendor: listed?.vendor ?? given.vendor,
        kind: given.kind,
        isListed: listed !== undefined,
        isSoftwareAdapter,
        ...(memoryBytes === undefined ? {} : { memoryBytes }),
        ...(listed?.launchYear === undefined ? {} : { launchYear: listed.launchYear }),
        ...optionalFacts(given),
      },
    };
  });
}
