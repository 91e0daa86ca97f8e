import { readFile } from 'node:fs/promises';
import { devices, findDevice } from '@ridgeline/catalog/find-device';
import { identify } from '@ridgeline/catalog/identify';
import type { Machine } from '@ridgeline/roofline/machine';
import { parseQuantity, type QuantityUnit } from '@ridgeline/units/parse-quantity';
import { headlinePaths, machineOf, peaksByPath } from './report/path-peaks.ts';
import { parseRun } from './report/read-run.ts';
import { Outbox } from './store/outbox.ts';
import type { Paths } from './store/paths.ts';
import { messageOf, UserError } from './user-error.ts';

/** Where a machine's figures come from; the first that is given wins: typed, device, run. */
export interface MachineFlags {
  readonly bandwidth: string | undefined;
  readonly 'compute-f16': string | undefined;
  readonly 'compute-f32': string | undefined;
  readonly memory: string | undefined;
  readonly device: string | undefined;
  readonly run: string | undefined;
}

export interface NamedMachine {
  readonly name: string;
  readonly machine: Machine;
}

function quantity(text: string, unit: QuantityUnit, flag: string): number {
  try {
    return parseQuantity(text, unit);
  } catch (error) {
    throw new UserError(`--${flag}: ${messageOf(error)}`, 'See: ridgeline predict --help');
  }
}

function typedMachine(flags: MachineFlags, bandwidth: string): NamedMachine {
  const f16 = flags['compute-f16'];
  const f32 = flags['compute-f32'];
  if (f16 === undefined && f32 === undefined) {
    throw new UserError(
      'A bandwidth alone makes half a roofline.',
      'Add --compute-f16 165TFLOP/s or --compute-f32 82TFLOP/s.',
    );
  }
  return {
    name: 'typed figures',
    machine: {
      kind: 'gpu',
      basis: 'spec',
      bandwidthBytesPerSecond: quantity(bandwidth, 'B/s', 'bandwidth'),
      computeFlopsPerSecond: {
        ...(f16 !== undefined && { f16: quantity(f16, 'FLOP/s', 'compute-f16') }),
        ...(f32 !== undefined && { f32: quantity(f32, 'FLOP/s', 'compute-f32') }),
      },
      ...(flags.memory !== undefined && { memoryBytes: quantity(flags.memory, 'B', 'memory') }),
    },
  };
}

function catalogMachine(text: string): NamedMachine {
  const slug =
    findDevice(text)?.slug ??
    identify({ kind: 'gpu', names: [text] }) ??
    identify({ kind: 'cpu', names: [text] });
  const device = slug === undefined ? undefined : findDevice(slug);
  if (device !== undefined) return { name: device.name, machine: { ...device, basis: 'spec' } };
  const words = text.toLowerCase().split(/[^a-z0-9]+/);
  const near = devices
    .filter((each) => words.every((word) => each.slug.includes(word)))
    .slice(0, 5);
  const list = near.map((each) => each.slug).join(', ');
  throw new UserError(
    `The catalogue has no device "${text}".`,
    near.length > 0
      ? `Did you mean: ${list}`
      : 'See the devices of the board, or type --bandwidth.',
  );
}

async function measuredMachine(source: string, paths: Paths): Promise<NamedMachine> {
  const stored = source === 'last' ? await new Outbox(paths).latest() : undefined;
  if (source === 'last' && stored === undefined) {
    throw new UserError('There is no run yet.', 'Make one (ridgeline run), or name a --device.');
  }
  const text =
    stored?.body ??
    (await readFile(source, 'utf8').catch((error: unknown) => {
      throw new UserError(`${source} cannot be read: ${messageOf(error)}`, 'Give a run as JSON.');
    }));
  const [path] = headlinePaths(peaksByPath(parseRun(text, source)));
  const machine = path && machineOf(path);
  if (path === undefined || machine === undefined) {
    throw new UserError(
      `${source} lacks a bandwidth or a matmul result.`,
      'Measure both: ridgeline run',
    );
  }
  return { name: `${path.device.name} (${path.path.backend})`, machine };
}

/** The machine that the flags name; the newest run when they name none. */
export function machineFrom(flags: MachineFlags, paths: Paths): Promise<NamedMachine> {
  if (flags.bandwidth !== undefined) return Promise.resolve(typedMachine(flags, flags.bandwidth));
  if (flags.device !== undefined) return Promise.resolve(catalogMachine(flags.device));
  return measuredMachine(flags.run ?? 'last', paths);
}
