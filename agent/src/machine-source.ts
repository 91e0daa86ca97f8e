import { existsSync } from 'node:fs';
import { devices, findDevice } from '@ridgeline/catalog/find-device';
import { identify } from '@ridgeline/catalog/identify';
import { sheetMachine } from '@ridgeline/evaluation/catalogue-machine';
import { evaluate } from '@ridgeline/evaluation/evaluate';
import { leadingPaths } from '@ridgeline/evaluation/leading-paths';
import { measuredMachine } from '@ridgeline/evaluation/machine-of';
import type { Machine } from '@ridgeline/roofline/machine';
import { parseQuantity, type QuantityUnit } from '@ridgeline/units/parse-quantity';
import type { Environment } from './environment.ts';
import { parseRun } from './report/read-run.ts';
import { isStoredRun, readRunText } from './run-source.ts';
import { Outbox } from './store/outbox.ts';
import { pathsOf } from './store/paths.ts';
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
  if (device !== undefined) {
    const machine = sheetMachine(device);
    if (machine !== undefined) return { name: device.name, machine };
    throw new UserError(
      `No source says both the bandwidth and the arithmetic of the ${device.name}.`,
      'Type them: ridgeline predict --bandwidth 936GB/s --compute-f16 71TFLOP/s',
    );
  }
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

async function runMachine(source: string, environment: Environment): Promise<NamedMachine> {
  const outbox = new Outbox(pathsOf(environment.variables));
  const run = parseRun(await readRunText(source, outbox, environment), source);
  const [path] = leadingPaths(evaluate(run).paths);
  const machine = path && measuredMachine(path);
  if (path === undefined || machine === undefined) {
    throw new UserError(
      `${source} lacks a bandwidth or a matmul result.`,
      'Measure both: ridgeline run',
    );
  }
  return { name: `${path.device.facts.name} (${path.facts.backend})`, machine };
}

/**
 * A machine by one word: a run (id, `last`, file or `-`) or a device of the catalogue.
 * @throws UserError when it is neither, with devices of similar name
 */
export async function machineNamed(text: string, environment: Environment): Promise<NamedMachine> {
  const isRun = text === '-' || isStoredRun(text) || existsSync(text);
  return isRun ? runMachine(text, environment) : catalogMachine(text);
}

/** The machine that the flags name; the newest run when they name none. */
export function machineFrom(flags: MachineFlags, environment: Environment): Promise<NamedMachine> {
  if (flags.bandwidth !== undefined) return Promise.resolve(typedMachine(flags, flags.bandwidth));
  if (flags.device !== undefined) return Promise.resolve(catalogMachine(flags.device));
  return runMachine(flags.run ?? 'last', environment);
}
