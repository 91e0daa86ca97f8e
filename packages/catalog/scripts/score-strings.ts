import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { DeviceClues } from '../src/identity/device-clues.ts';
import type { Identification } from '../src/identity/identification.ts';
import { identifyDevice } from '../src/identity/identify-device.ts';
import { visibleText } from '../src/identity/visible-text.ts';

/** One string with what it truly is. */
export interface StringRow {
  readonly kind: 'cpu' | 'gpu';
  readonly string: string;
  readonly memory_bytes_or_blank?: string;
  readonly truth: string;
  readonly source?: string;
}

/**
 * What became of a string. `ambiguous` names the true product among others; `unknown` has a true product
 * that was not found; `rightlyUnknown` has none to find, and none was claimed.
 */
export type Verdict = 'right' | 'wrong' | 'ambiguous' | 'unknown' | 'rightlyUnknown';

export type Tally = Record<Verdict, number>;

/** A row with its verdict and the answer behind it. */
export interface JudgedRow {
  readonly row: StringRow;
  readonly verdict: Verdict;
  readonly answer: Identification;
  /** Kind and vendor of the true product, or why there is none. */
  readonly group: string;
}

/** The true product, read by the grammar that reads the strings: products are compared, not letters. */
type Truth =
  | { readonly is: 'nothing' }
  | { readonly is: 'products'; readonly slugs: readonly string[]; readonly vendor: string }
  | { readonly is: 'several' }
  | { readonly is: 'unread'; readonly letters: string };

const partial = /virtual|vcpu|vgpu|\bmig\b|slice|partition|^unknown$|^n\/a$|^none$/i;
const several = /\bor\b|\bany\b|engineering|\bigpu\b|\w\/\w/i;

/** Words that people leave out of a product's name. */
const brands = [
  '',
  'Radeon ',
  'Data Center GPU ',
  'GeForce ',
  'Xeon ',
  'Intel ',
  'Ryzen ',
  'Mali-',
];

/** A truth with its notes in brackets, without them, and the words in the brackets alone. */
function spellings(truth: string): string[] {
  const whole = truth.replace(/\bTR\b/, 'Threadripper');
  const without = whole.replace(/\s*\([^()]*\)/g, '').replace(/,.*$/, '');
  const inner = /\(([^()]*)\)/.exec(whole)?.[1] ?? '';
  return [whole, without, inner].filter((text) => text !== '');
}

/** Truths say "Laptop" or "Mobile" where they mean a laptop's chip; memory is the row's. */
function truthOf({ kind, truth, ...row }: StringRow): Truth {
  const text = visibleText(truth);
  if (text === '' || partial.test(text)) return { is: 'nothing' };
  if (/no number/i.test(text) || several.test(text.replace(/\([^()]*\)/g, ''))) {
    return { is: 'several' };
  }
  for (const spelling of spellings(text)) {
    for (const brand of brands) {
      const clues = { kind, names: [brand + spelling], formFactor: 'desktop' } as const;
      const found = identifyDevice({ ...clues, memoryBytes: bytesOf(row) });
      const products =
        found.outcome === 'identified'
          ? [found.product]
          : found.outcome === 'ambiguous'
            ? found.candidates
            : [];
      const [first] = products;
      if (first === undefined) continue;
      return { is: 'products', slugs: products.map(({ slug }) => slug), vendor: first.vendor };
    }
  }
  return { is: 'unread', letters: lettersOf(text) };
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9+]/g, '');
}

function bytesOf({ memory_bytes_or_blank: text }: Partial<StringRow>): number | undefined {
  return text === undefined || text.trim() === '' ? undefined : Number(text);
}

function judge(truth: Truth, answer: Identification): Verdict {
  const hasOne = truth.is === 'unread' || (truth.is === 'products' && truth.slugs.length === 1);
  if (answer.outcome === 'identified') {
    const { name, slug } = answer.product;
    if (truth.is === 'products') return truth.slugs.includes(slug) ? 'right' : 'wrong';
    return truth.is === 'unread' && truth.letters === lettersOf(name) ? 'right' : 'wrong';
  }
  if (!hasOne) return 'rightlyUnknown';
  if (answer.outcome !== 'ambiguous') return 'unknown';
  const names = answer.candidates.map(({ slug }) => slug);
  return truth.is === 'unread' || truth.slugs.some((slug) => names.includes(slug))
    ? 'ambiguous'
    : 'wrong';
}

function groupOf(truth: Truth, kind: string): string {
  if (truth.is === 'products') return `${kind} ${truth.vendor}`;
  return `${kind} ${truth.is === 'nothing' ? 'virtual or partial' : truth.is}`;
}

/** Identifies one string by itself, and compares with what it truly is. */
export function judgeRow(row: StringRow): JudgedRow {
  const clues: DeviceClues = { kind: row.kind, names: [row.string], memoryBytes: bytesOf(row) };
  const truth = truthOf(row);
  const answer = identifyDevice(clues);
  return { row, verdict: judge(truth, answer), answer, group: groupOf(truth, row.kind) };
}

const nothing = (): Tally => ({ right: 0, wrong: 0, ambiguous: 0, unknown: 0, rightlyUnknown: 0 });

/** Counts by verdict, over all and by group. */
export function tally(rows: readonly JudgedRow[]): Tally & { byClass: Record<string, Tally> } {
  const all = nothing();
  const byClass: Record<string, Tally> = {};
  for (const { group, verdict } of rows) {
    const counts = byClass[group] ?? nothing();
    counts[verdict] += 1;
    all[verdict] += 1;
    byClass[group] = counts;
  }
  return { ...all, byClass };
}

/** The rows of a file with columns kind, string, memory_bytes_or_blank, truth. */
export function readStringRows(path: string): StringRow[] {
  return parse(readFileSync(path), { columns: true, skip_empty_lines: true, relax_quotes: true });
}
