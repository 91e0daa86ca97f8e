import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { judgeRow, readStringRows, tally } from '../../scripts/score-strings.ts';
import { devices } from '../find-device.ts';
import type { DeviceClues } from './device-clues.ts';
import { identifyDevice } from './identify-device.ts';

const data = (name: string): string => new URL(`../../test-data/${name}`, import.meta.url).pathname;

const slugs = (kind: DeviceClues['kind'], name: string): readonly string[] => {
  const found = identifyDevice({ kind, names: [name] });
  if (found.outcome === 'identified') return [found.product.slug];
  return found.outcome === 'ambiguous' ? found.candidates.map(({ slug }) => slug).toSorted() : [];
};

test('of the strings that tools report none is taken for another product, and most are named', () => {
  const judged = readStringRows(data('device-strings.csv')).map(judgeRow);
  const { ambiguous, right, unknown, wrong } = tally(judged);
  expect(judged.filter(({ verdict }) => verdict === 'wrong')).toEqual([]);
  expect(right / (right + wrong + ambiguous + unknown)).toBeGreaterThan(0.9);
});

test('two spellings of one product have one slug', () => {
  const pairs: { kind: 'cpu' | 'gpu'; one: string; other: string }[] = parse(
    readFileSync(data('spelling-pairs.csv')),
    { columns: true },
  );
  const read = pairs.map(({ kind, one, other }) => [slugs(kind, one), slugs(kind, other)] as const);
  // What one spelling leaves open, the other must not contradict.
  const open = read.filter(([a, b]) => a.length > 0 && b.length > 0 && a.length + b.length > 2);
  expect(open.filter(([a, b]) => !a.some((slug) => b.includes(slug)))).toEqual([]);
  const named = read.filter((pair) => !open.includes(pair));
  const same = named.filter(([a, b]) => a.length === 1 && a[0] === b[0]);
  expect(named.length).toBeGreaterThan(300);
  expect(same.length / named.length).toBeGreaterThan(0.98);
});

test.each([
  ['gpu', 'NVIDIA A100-SXM4-40GB MIG 1g.5gb', 'partial'],
  ['gpu', 'GRID T4-16Q', 'partial'],
  ['gpu', 'AMD Instinct MI300X VF', 'partial'],
  ['gpu', 'llvmpipe (LLVM 15.0.6, 256 bits)', 'virtual'],
  ['gpu', 'SwiftShader Device (Subzero)', 'virtual'],
  ['gpu', 'Microsoft Basic Render Driver', 'virtual'],
  ['gpu', 'virgl (NVIDIA GeForce RTX 3080)', 'virtual'],
  ['gpu', 'VMware SVGA 3D', 'virtual'],
  ['cpu', 'QEMU Virtual CPU version 2.5+', 'virtual'],
  ['cpu', 'AMD EPYC-Milan Processor', 'virtual'],
  ['cpu', 'Intel Xeon Processor (Skylake, IBRS)', 'virtual'],
  ['gpu', 'Intel(R) UHD Graphics', 'nameless'],
  ['gpu', 'AMD Radeon Graphics (RADV RENOIR)', 'nameless'],
  ['gpu', 'Apple GPU', 'nameless'],
  ['gpu', 'Mali-G78', 'nameless'],
  ['cpu', 'AMD EPYC', 'nameless'],
  ['cpu', 'AMD EPYC Processor', 'nameless'],
  ['cpu', 'Neoverse-N1', 'nameless'],
  ['cpu', 'Genuine Intel(R) CPU 0000 @ 2.20GHz', 'nameless'],
  ['gpu', 'NVIDIA GeForce RTX 3080', 'ambiguous'],
  ['gpu', 'Apple M1 Max', 'ambiguous'],
  ['gpu', 'NVIDIA H100', 'ambiguous'],
  ['gpu', 'NVIDIA GeForce RTX 4090 D2', 'unknown'],
  ['gpu', 'NVIDIA GeForce RTX 4095', 'unknown'],
  ['cpu', 'Intel(R) Core(TM) i7-13700K Special', 'unknown'],
  ['gpu', 'Intel GeForce RTX 4090', 'unknown'],
  ['gpu', 'Intel(R) Core(TM) i7-13700K', 'unknown'],
] as const)('the %s "%s" is %s and says why', (kind, name, outcome) => {
  const found = identifyDevice({ kind, names: [name] });
  expect(found).toMatchObject({ outcome, reason: expect.stringMatching(/^[A-Z].{10,}\.$/) });
});

const ryzen = { kind: 'cpu', names: ['AMD Ryzen 9 9950X 16-Core Processor'] } as const;

test.each([
  [{ physicalCores: 16, logicalCores: 32 }, 'identified', undefined],
  [{ physicalCores: 16, logicalCores: 32, isVirtualMachine: true }, 'identified', undefined],
  [{ physicalCores: 2, logicalCores: 2 }, 'partial', '2 of 16 cores of Ryzen 9 9950X.'],
  [{ logicalCores: 4, isVirtualMachine: true }, 'partial', '4 of 16 cores of Ryzen 9 9950X.'],
  [
    { physicalCores: 16, logicalCores: 32, quotaCores: 0.5 },
    'partial',
    'A quota of 0.5 of 32 processors of Ryzen 9 9950X.',
  ],
] as const)('a processor with %o is %s', (facts, outcome, reason) => {
  const found = identifyDevice({ ...ryzen, ...facts });
  expect(found.outcome).toBe(outcome);
  expect('reason' in found ? found.reason : undefined).toBe(reason);
});

test('a share of a processor whose cores nobody knows is partial in a virtual machine only', () => {
  const names = ['Intel(R) Xeon(R) Platinum 8481C CPU @ 2.70GHz'];
  expect(identifyDevice({ kind: 'cpu', names }).outcome).toBe('identified');
  const found = identifyDevice({ kind: 'cpu', names, isVirtualMachine: true, logicalCores: 8 });
  expect(found).toMatchObject({
    outcome: 'partial',
    product: { slug: 'intel-xeon-platinum-8481c' },
  });
});

test('form, cores, sockets and a second name decide among variants', () => {
  const slugOf = (clues: DeviceClues): string | undefined => {
    const found = identifyDevice(clues);
    return found.outcome === 'identified' ? found.product.slug : undefined;
  };
  const names = ['NVIDIA GeForce GTX 1070'];
  expect(slugOf({ kind: 'gpu', names })).toBeUndefined();
  expect(slugOf({ kind: 'gpu', names, formFactor: 'desktop' })).toBe('nvidia-geforce-gtx-1070');
  expect(slugOf({ kind: 'gpu', names, formFactor: 'laptop' })).toBe(
    'nvidia-geforce-gtx-1070-laptop-gpu',
  );
  const pci = ['NVIDIA Corporation GP104M [GeForce GTX 1070 Mobile]'];
  expect(slugOf({ kind: 'gpu', names: [...names, ...pci] })).toBe(
    'nvidia-geforce-gtx-1070-laptop-gpu',
  );
  expect(slugOf({ kind: 'gpu', names: ['Apple M3 Pro'], gpuCores: 14 })).toBe(
    'apple-m3-pro-14-core-gpu',
  );
  expect(slugOf({ kind: 'cpu', names: ['Apple M2 Pro'], physicalCores: 12 })).toBe(
    'apple-m2-pro-12-core-cpu',
  );
  const epyc = { kind: 'cpu', names: ['AMD EPYC 9654 96-Core Processor'] } as const;
  expect(slugOf({ ...epyc, sockets: 2, physicalCores: 192 })).toBe('amd-2x-epyc-9654');
});

test('names that contradict each other name nothing', () => {
  const names = ['NVIDIA GeForce RTX 4090', 'NVIDIA GeForce GTX 1650 SUPER'];
  expect(identifyDevice({ kind: 'gpu', names }).outcome).toBe('unknown');
});

test.each([
  ['a Cyrillic letter', 'NVIDIA GeForce RTХ 4090'],
  ['a Greek letter', 'NVIDΙA GeForce RTX 4090'],
  ['mathematical letters', 'NVIDIA GeForce 𝐑𝐓𝐗 4090'],
  ['a combining mark', 'NVIDIA GeForce RTX 40́90'],
  ['reversed text', '\u202e0904 XTR ecroFeG AIDIVN'],
  ['nothing', ''],
  ['only invisible characters', '\u200b\u200d\u2060\ufeff'],
  ['ten thousand letters', `NVIDIA GeForce RTX 4090 ${'A'.repeat(10_000)}`],
  ['ten thousand names', 'NVIDIA GeForce RTX 4090 '.repeat(420)],
])('a name with %s is no product', (_what, name) => {
  for (const kind of ['cpu', 'gpu'] as const) {
    expect(identifyDevice({ kind, names: [name] }).outcome).toBe('unknown');
  }
});

test('characters that nobody sees change nothing', () => {
  const expected = slugs('gpu', 'NVIDIA GeForce RTX 4090');
  for (const code of [0x200b, 0x200d, 0x2060, 0xfeff, 0xad, 0x202e, 0x180e, 0x3164, 0xe0041]) {
    const hidden = String.fromCodePoint(code);
    expect(slugs('gpu', `NVIDIA Ge${hidden}Force RTX 40${hidden}90${hidden}`)).toEqual(expected);
  }
});

test('reading takes time in proportion to the length at most', () => {
  const hostile = ['(', '[', 'radeon ', '1g', 'w/ radeon ', 'x-', '0 gb ', 'angle (', '- -'];
  for (const part of hostile) {
    const names = [part.repeat(20_000 / part.length), part.repeat(299 / part.length)];
    const start = performance.now();
    for (const kind of ['cpu', 'gpu'] as const) identifyDevice({ kind, names });
    expect([part, performance.now() - start < 200]).toEqual([part, true]);
  }
});

test('a word that no grammar knows is never dropped from a name', () => {
  for (const { kind, memoryBytes, name, vendor } of devices) {
    for (const word of ['Zeta', 'X9', 'Turbo Edition']) {
      const names = [`${vendor} ${name} ${word}`];
      expect([names, identifyDevice({ kind, names, memoryBytes }).outcome]).not.toEqual([
        names,
        'identified',
      ]);
    }
  }
});
