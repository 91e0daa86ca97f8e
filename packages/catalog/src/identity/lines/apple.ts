import { type Line, type Reading, type Variant, words } from '../product.ts';

/**
 * Cores that each chip is sold with: [GPU, CPU]. Sources: Apple's press releases and "Technical
 * Specifications" of each Mac (https://support.apple.com/specs), as tabulated at
 * https://en.wikipedia.org/wiki/Apple_silicon.
 */
const cores: Readonly<Record<string, readonly [readonly number[], readonly number[]]>> = {
  M1: [[7, 8], [8]],
  'M1 Pro': [
    [14, 16],
    [8, 10],
  ],
  'M1 Max': [[24, 32], [10]],
  'M1 Ultra': [[48, 64], [20]],
  M2: [[8, 9, 10], [8]],
  'M2 Pro': [
    [16, 19],
    [10, 12],
  ],
  'M2 Max': [[30, 38], [12]],
  'M2 Ultra': [[60, 76], [24]],
  M3: [[8, 9, 10], [8]],
  'M3 Pro': [
    [14, 18],
    [11, 12],
  ],
  'M3 Max': [
    [30, 40],
    [14, 16],
  ],
  'M3 Ultra': [
    [60, 80],
    [28, 32],
  ],
  M4: [
    [8, 10],
    [8, 9, 10],
  ],
  'M4 Pro': [
    [16, 20],
    [12, 14],
  ],
  'M4 Max': [
    [32, 40],
    [14, 16],
  ],
  M5: [
    [8, 10],
    [9, 10],
  ],
  'M5 Pro': [
    [16, 20],
    [15, 18],
  ],
  'M5 Max': [[32, 40], [18]],
};

const chip = '(?<generation>m[1-9])(?: (?<tier>pro|max|ultra))?';
const gpuCores =
  '(?: gpu)?(?: \\(?(?:\\d+p\\+\\d+e\\+)?(?<gpu>\\d{1,2})(?: ?(?:gpu )?cores?(?: gpu)?|gpu)?\\)?)?(?: gpu)?';

function titleOf(generation = '', tier = ''): string {
  return words(generation.toUpperCase(), tier && tier.slice(0, 1).toUpperCase() + tier.slice(1));
}

function readGpu(text: string): Reading | undefined {
  const match = new RegExp(`^${chip}${gpuCores}$`).exec(text);
  if (match === null) return undefined;
  const { generation, gpu, tier } = match.groups ?? {};
  const title = titleOf(generation, tier);
  const known = cores[title]?.[0];
  const counts = gpu === undefined ? known : [Number(gpu)];
  if (counts === undefined || (known !== undefined && !counts.every((n) => known.includes(n)))) {
    return undefined;
  }
  const variants = counts.map(
    (count): Variant => ({ name: `${title} (${count}-core GPU)`, gpuCores: count }),
  );
  return { line: 'Apple M', variants, isMemoryShared: true };
}

function readCpu(text: string): Reading | undefined {
  const match = new RegExp(`^${chip}(?: \\(?(?<cpu>\\d{1,2}) ?core(?: cpu)?\\)?)?(?: cpu)?$`).exec(
    text,
  );
  if (match === null) {
    const phone = /^a(?<number>\d{2})(?<kind>x|z| pro)?(?: bionic| fusion)?$/.exec(text)?.groups;
    if (phone === undefined) return undefined;
    const suffix = phone.kind === ' pro' ? ' Pro' : (phone.kind ?? '').toUpperCase();
    return { line: 'Apple A', variants: [{ name: `A${phone.number}${suffix}` }] };
  }
  const { cpu, generation, tier } = match.groups ?? {};
  const title = titleOf(generation, tier);
  const known = cores[title]?.[1];
  const counts = cpu === undefined ? known : [Number(cpu)];
  if (counts === undefined || (known !== undefined && !counts.every((n) => known.includes(n)))) {
    return undefined;
  }
  const variants = counts.map(
    (count): Variant => ({ name: `${title} (${count}-core CPU)`, cores: count }),
  );
  return { line: 'Apple M', variants, isMemoryShared: true };
}

/** Chips of Macs, iPads and iPhones: what is sold under one name differs in its cores. */
export const apple: readonly Line[] = [
  { vendor: 'Apple', kind: 'gpu', read: readGpu },
  { vendor: 'Apple', kind: 'cpu', read: readCpu },
];
