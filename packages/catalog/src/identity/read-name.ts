import type { CatalogDevice } from '../device.ts';
import { devices } from '../find-device.ts';
import { type CleanName, cleanName } from './clean-name.ts';
import { lines } from './lines/lines.ts';
import type { Variant } from './product.ts';
import { namelessReason, partialReason, virtualReason } from './special-names.ts';
import { unreadable, visibleText } from './visible-text.ts';

/** A variant with whose it is. */
export interface Candidate extends Variant {
  readonly vendor: string;
  readonly line: string;
  readonly kind: 'cpu' | 'gpu';
  readonly isMemoryShared: boolean;
}

/** What one text says by itself. */
export type NameReading =
  | {
      readonly outcome: 'read';
      readonly candidates: readonly Candidate[];
      /** In GiB, as the text says. */
      readonly gibibytes?: number | undefined;
      readonly cores?: number | undefined;
      readonly sockets?: number | undefined;
      readonly formFactor?: 'desktop' | 'laptop' | undefined;
    }
  | {
      readonly outcome: 'partial';
      readonly reason: string;
    }
  | { readonly outcome: 'virtual' | 'nameless' | 'unknown'; readonly reason: string };

const memoryWord = / \(?(?<size>\d{1,4}) ?gi?b\)?(?: gddr\d\w?)?(?= |$)/;

function readWords(words: string, kind: 'cpu' | 'gpu'): readonly Candidate[] {
  for (const line of lines) {
    if (line.kind !== kind) continue;
    const reading = line.read(words);
    if (reading === undefined || reading.variants.length === 0) continue;
    const { isMemoryShared = false, line: title, variants } = reading;
    return variants.map((variant) => ({
      ...variant,
      kind,
      vendor: line.vendor,
      line: title,
      isMemoryShared,
    }));
  }
  return [];
}

/** Reads words that may say a size of memory, which chooses among the variants. */
function readSized(words: string, kind: 'cpu' | 'gpu'): readonly Candidate[] {
  const whole = readWords(words, kind);
  const size = memoryWord.exec(words)?.groups?.size;
  if (size === undefined || whole.length > 0) return whole;
  const read = readWords(words.replace(memoryWord, '').trim(), kind);
  const sized = read.filter(({ gibibytes }) => gibibytes === Number(size));
  return sized.length > 0 ? sized : read.filter(({ gibibytes }) => gibibytes === undefined);
}

/** `radeon rx 7900 xt/7900 xtx/7900m`: each product that the list names, or none if one is not understood. */
function readList(words: string, kind: 'cpu' | 'gpu'): readonly Candidate[] {
  const [first = '', ...others] = words.split(/ ?\/ ?/);
  if (others.length === 0 || others.length > 8) return [];
  const read = readSized(first, kind);
  const start = /^(?:[a-z]+ )+/.exec(first)?.[0] ?? '';
  const stem = first.replace(/ (?:mobile|max q|[a-z]+)$/, ' ');
  const all = [read];
  for (const other of others) {
    const tries = [other, start + other, stem + other].map((each) => readSized(each, kind));
    all.push(tries.find((each) => each.length > 0) ?? []);
  }
  if (all.some((each) => each.length === 0)) return [];
  const byName = new Map(all.flat().map((candidate) => [candidate.name, candidate]));
  return [...byName.values()];
}

/** Names and spellings of data sheets, for what no grammar reads ("Radeon Graphics (7800X3D)"). */
let literal: ReadonlyMap<string, readonly { readonly device: CatalogDevice }[]> | undefined;

function readLiteral(words: string, kind: 'cpu' | 'gpu'): readonly Candidate[] {
  literal ??= Map.groupBy(
    devices.flatMap((device) => [device.name, ...device.aliases].map((name) => ({ device, name }))),
    ({ device: { kind: each, vendor }, name }) =>
      `${each} ${cleanName(`${vendor} ${name}`, each).words}`,
  );
  const found = new Set((literal.get(`${kind} ${words}`) ?? []).map(({ device }) => device));
  return [...found].map(({ name, vendor }) => ({
    name,
    vendor,
    kind,
    line: 'Other',
    isMemoryShared: true,
  }));
}

interface Read {
  readonly candidates: readonly Candidate[];
  readonly gibibytes?: number;
}

function readAny({ words }: CleanName, kind: 'cpu' | 'gpu'): Read {
  const whole = readWords(words, kind);
  if (whole.length > 0) {
    const said = memoryWord.exec(words)?.groups?.size;
    const some = whole.some(({ gibibytes }) => gibibytes !== undefined);
    return { candidates: whole, ...(said !== undefined && some && { gibibytes: Number(said) }) };
  }
  const size = memoryWord.exec(words);
  if (size?.groups?.size !== undefined && kind === 'gpu') {
    const rest = words.replace(memoryWord, '').trim();
    const candidates = [readWords(rest, kind), readWords(rest.replace(/ graphics$/, ''), kind)];
    const found = candidates.find((each) => each.length > 0);
    if (found !== undefined) return { candidates: found, gibibytes: Number(size.groups.size) };
  }
  const listed = readList(words, kind);
  return { candidates: listed.length > 0 ? listed : readLiteral(words, kind) };
}

/** Reads one text; what no grammar understands to the last word is not read. */
export function readName(text: string, kind: 'cpu' | 'gpu'): NameReading {
  const reason = unreadable(text);
  if (reason !== undefined) return { outcome: 'unknown', reason };
  const lower = visibleText(text)
    .toLowerCase()
    .replace(/\((?:r|tm)\)/g, '');
  const virtual = virtualReason(lower);
  if (virtual !== undefined) return { outcome: 'virtual', reason: virtual };
  const partial = kind === 'gpu' ? partialReason(lower) : undefined;
  if (partial !== undefined) return { outcome: 'partial', reason: partial };
  const clean = cleanName(text, kind);
  const { candidates, gibibytes } = readAny(clean, kind);
  if (candidates.length === 0) {
    const nameless = namelessReason(clean.words);
    if (nameless !== undefined) return { outcome: 'nameless', reason: nameless };
    return { outcome: 'unknown', reason: 'No product line has names like this one.' };
  }
  const { vendors } = clean;
  const ofVendor = candidates.filter(
    ({ vendor }) => vendors.length === 0 || vendors.includes(vendor),
  );
  if (ofVendor.length === 0) {
    const [product] = candidates;
    const reason = `The name says ${vendors.join(' and ')}, but ${product?.name} is ${product?.vendor}'s.`;
    return { outcome: 'unknown', reason };
  }
  const { cores, formFactor, sockets } = clean;
  return { outcome: 'read', candidates: ofVendor, gibibytes, cores, sockets, formFactor };
}
