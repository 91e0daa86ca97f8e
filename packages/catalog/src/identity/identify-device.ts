import { findDevice } from '../find-device.ts';
import type { DeviceClues } from './device-clues.ts';
import type { Identification } from './identification.ts';
import { type Product, slugOf } from './product.ts';
import { type Candidate, type NameReading, readName } from './read-name.ts';

type Read = Extract<NameReading, { outcome: 'read' }>;

/**
 * Names and tables say GB and mean GiB, and drivers keep some for themselves and for ECC: a size within
 * `tolerance` of either reading is the same.
 */
function isSameMemory(reportedBytes: number, gibibytes: number, tolerance: number): boolean {
  return [gibibytes * 2 ** 30, gibibytes * 1e9].some(
    (size) => Math.abs(reportedBytes / size - 1) <= tolerance,
  );
}

function productOf({ kind, line, name, vendor }: Candidate, sockets = 1): Product {
  const whole = sockets > 1 ? `${sockets}x ${name}` : name;
  return { slug: slugOf(vendor, whole), vendor, name: whole, kind, line };
}

/**
 * Products that all names allow; undefined when two names contradict each other. What a PCI table calls a
 * chip only narrows: such tables have mistakes, and drivers know better.
 */
function agreed(readings: readonly Read[]): readonly Candidate[] | undefined {
  const [first, ...others] = readings.toSorted(
    (a, b) => Number(a.formFactor !== undefined) - Number(b.formFactor !== undefined),
  );
  let left = first?.candidates ?? [];
  for (const { candidates, formFactor } of others) {
    const names = new Set(candidates.map(({ name, vendor }) => slugOf(vendor, name)));
    const both = left.filter(({ name, vendor }) => names.has(slugOf(vendor, name)));
    if (both.length > 0) left = both;
    else if (formFactor === undefined) return undefined;
  }
  return left.length === 0 ? undefined : left;
}

type Facts = Pick<DeviceClues, 'formFactor' | 'gpuCores' | 'physicalCores' | 'memoryBytes'> & {
  readonly saidGibibytes?: number | undefined;
};

/** Those whose memory is the one that was said or read. */
function withMemory(candidates: readonly Candidate[], facts: Facts): readonly Candidate[] {
  const { memoryBytes, saidGibibytes } = facts;
  const bytes = saidGibibytes === undefined ? memoryBytes : saidGibibytes * 2 ** 30;
  if (bytes === undefined || candidates.every(({ gibibytes }) => gibibytes === undefined)) {
    return candidates;
  }
  const within = (tolerance: number): readonly Candidate[] =>
    candidates.filter(({ gibibytes }) =>
      gibibytes === undefined
        ? saidGibibytes === undefined
        : isSameMemory(bytes, gibibytes, tolerance),
    );
  const near = within(0.1);
  if (saidGibibytes !== undefined) return near.filter((each) => each.gibibytes === saidGibibytes);
  return near.length > 1 ? within(0.06) : near;
}

/** Those that the facts allow. A fact that no variant differs in decides nothing. */
function narrow(candidates: readonly Candidate[], facts: Facts): readonly Candidate[] {
  const { formFactor, gpuCores, physicalCores } = facts;
  let left = withMemory(candidates, facts);
  if (gpuCores !== undefined && left.some((each) => each.gpuCores !== undefined)) {
    left = left.filter((each) => each.gpuCores === gpuCores);
  }
  if (physicalCores !== undefined && left.some((each) => each.cores !== undefined)) {
    left = left.filter((each) => each.cores === physicalCores);
  }
  const forms = new Set(left.map((each) => each.formFactor));
  if (formFactor !== undefined && forms.size > 1) {
    left = left.filter((each) => each.formFactor === formFactor);
  }
  return left;
}

/** A card with another memory than its data sheet's is not that card, whoever changed it. */
function memoryContradiction(candidate: Candidate, facts: Facts): string | undefined {
  const listed = findDevice(productOf(candidate).slug)?.memoryBytes;
  const { memoryBytes, saidGibibytes } = facts;
  const bytes = memoryBytes ?? (saidGibibytes === undefined ? undefined : saidGibibytes * 2 ** 30);
  if (candidate.kind === 'cpu' || candidate.isMemoryShared) return undefined;
  if (listed === undefined || bytes === undefined) return undefined;
  if (isSameMemory(bytes, listed / 2 ** 30, 0.1)) return undefined;
  return `${candidate.name} has ${Math.round(listed / 2 ** 30)} GiB of memory, this one ${Math.round(bytes / 2 ** 30)}.`;
}

/** Why the processor is not there as a whole; undefined when it is, or when nothing says otherwise. */
function missingCores(clues: DeviceClues, read: Read, candidate: Candidate): string | undefined {
  if (clues.kind === 'gpu') return undefined;
  const {
    isVirtualMachine,
    logicalCores,
    physicalCores,
    quotaCores,
    sockets = read.sockets ?? 1,
  } = clues;
  const listed =
    read.cores ?? candidate.cores ?? findDevice(productOf(candidate).slug)?.physicalCores;
  const whole = listed === undefined ? undefined : listed * sockets;
  const present = physicalCores ?? logicalCores;
  if (whole !== undefined && present !== undefined && present < whole) {
    return `${present} of ${whole} cores of ${candidate.name}.`;
  }
  const all = logicalCores ?? physicalCores ?? whole;
  if (quotaCores !== undefined && all !== undefined && quotaCores < all) {
    return `A quota of ${quotaCores} of ${all} processors of ${candidate.name}.`;
  }
  if (isVirtualMachine === true && whole === undefined) {
    return `A virtual machine's share of ${candidate.name}: how much it holds cannot be told.`;
  }
  return undefined;
}

function ambiguous(candidates: readonly Candidate[]): Identification {
  const names = candidates.map(({ name }) => name);
  return {
    outcome: 'ambiguous',
    candidates: candidates.map((each) => productOf(each)),
    reason: `The name is shared, and nothing tells which it is: ${names.join(', ')}.`,
  };
}

function decide(clues: DeviceClues, readings: readonly Read[]): Identification {
  const named = agreed(readings);
  if (named === undefined) {
    return { outcome: 'unknown', reason: 'Its names contradict each other.' };
  }
  const [read] = readings as readonly [Read];
  const saidGibibytes = readings
    .map(({ gibibytes }) => gibibytes)
    .find((each) => each !== undefined);
  const isShared = named.every(({ isMemoryShared }) => isMemoryShared);
  const hasSize = named.some(({ gibibytes }) => gibibytes !== undefined);
  const facts: Facts = {
    ...clues,
    saidGibibytes,
    formFactor: clues.formFactor ?? readings.find((each) => each.formFactor)?.formFactor,
    memoryBytes: isShared && !hasSize ? undefined : clues.memoryBytes,
  };
  const left = narrow(named, facts);
  const [first, ...others] = left;
  if (first === undefined) {
    return {
      outcome: 'unknown',
      reason: `No ${named[0]?.name ?? 'product'} has what was read of it.`,
    };
  }
  if (others.length > 0) return ambiguous(left);
  return decideOne(clues, read, { candidate: first, facts });
}

function decideOne(
  clues: DeviceClues,
  read: Read,
  { candidate, facts }: { readonly candidate: Candidate; readonly facts: Facts },
): Identification {
  const contradiction = memoryContradiction(candidate, facts);
  if (contradiction !== undefined) return { outcome: 'unknown', reason: contradiction };
  const { saidGibibytes } = facts;
  // A size that no data sheet confirms stays a part of the name: it may tell two products apart.
  const isTold =
    saidGibibytes === undefined ||
    candidate.gibibytes !== undefined ||
    candidate.isMemoryShared ||
    findDevice(productOf(candidate).slug)?.memoryBytes !== undefined;
  const whole = isTold ? candidate : { ...candidate, name: `${candidate.name} ${saidGibibytes}GB` };
  const product = productOf(whole, clues.sockets ?? read.sockets);
  const missing = missingCores(clues, read, whole);
  if (missing !== undefined) return { outcome: 'partial', product, reason: missing };
  return { outcome: 'identified', product };
}

/**
 * What a device is, by its names and by what was read of it. Every name is read to its last word or not
 * at all, and names, memory, cores and form must agree: a wrong device is worse than none.
 * @example
 * const names = ['AMD Ryzen 9 9950X 16-Core Processor'];
 * identifyDevice({ kind: 'cpu', names, physicalCores: 2 }).outcome // 'partial'
 */
export function identifyDevice(clues: DeviceClues): Identification {
  const readings = clues.names.map((name) => readName(name, clues.kind));
  const special = readings.find(({ outcome }) => outcome === 'virtual' || outcome === 'partial');
  if (special !== undefined && special.outcome !== 'read') return special;
  const read = readings.filter((reading) => reading.outcome === 'read');
  if (read.length > 0) return decide(clues, read);
  const [first] = readings.filter((reading) => reading.outcome === 'nameless').concat(readings);
  if (first === undefined || first.outcome === 'read') {
    return { outcome: 'unknown', reason: 'There is no name.' };
  }
  return first;
}
