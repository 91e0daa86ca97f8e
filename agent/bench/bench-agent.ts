// Compares the CPU base engine with the best native tools on this machine, interleaved in rounds:
// npm run -s bench:agent -- [--json] [--rounds 12] [--quiet-seconds 60] [--llm]
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { createNodeWasmBackend } from '@ridgeline/measure/backends/wasm/node-wasm-backend';
import { readRoom } from '@ridgeline/measure/room/read-room';
import { keepCpusAwake } from '../src/host/awake-cpus.ts';
import { timeForms } from './backend-forms.ts';
import { threads, turnsOf } from './contenders.ts';
import { timeDecode } from './llm-decode.ts';
import { buildNativeReferences, type MissingReference } from './native-references.ts';
import { QuietWindow } from './quiet-window.ts';
import {
  bestRate,
  bestRatio,
  medianRate,
  pairedRatio,
  type Series,
  SeriesTable,
} from './series.ts';

/** What is compared: our series over theirs, by the key under which the ratio is printed. */
const comparisons = [
  ['matmulF32AllThreadsVsOpenblas', 'wasm', 'openblas', 'matmul-all-threads'],
  ['matmulF32OneThreadVsOpenblas', 'wasm-1thread', 'openblas', 'matmul-one-thread'],
  ['readVsNative', 'wasm', 'native', 'read'],
  ['triadVsStream', 'wasm', 'stream', 'triad'],
  ['copyVsStream', 'wasm', 'stream', 'copy'],
  ['scaleVsStream', 'wasm', 'stream', 'scale'],
  ['addVsStream', 'wasm', 'stream', 'add'],
  ['matvecQ8VsLlamaDecode', 'wasm', 'llama.cpp', 'decode-q8_0'],
  ['matvecQ4VsLlamaDecode', 'wasm', 'llama.cpp', 'decode-q4_0'],
  ['matmulF32AllThreadsVsGpujsWebasm', 'wasm', 'gpujs-webasm', 'matmul-all-threads'],
  ['matmulF32OneThreadVsGpujsCpu', 'wasm-1thread', 'gpujs-cpu', 'matmul-one-thread'],
  ['matmulF32WgslVsGpujsWebgpu', 'webgpu', 'gpujs-webgpu', 'matmul-gpu'],
  ['matmulF32WgslVsGpujsNaive', 'webgpu', 'gpujs-webgpu-naive', 'matmul-gpu'],
  ['matmulF32WgslVsVendor', 'webgpu', 'vendor', 'matmul-gpu'],
  ['matmulF16WgslVsVendor', 'webgpu', 'vendor', 'matmul-f16-gpu'],
  ['copyWgslVsVendor', 'webgpu', 'vendor', 'copy-gpu'],
] as const;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    rounds: { type: 'string', default: '12' },
    'quiet-seconds': { type: 'string', default: '60' },
    // Installs an LLM runtime (85 MB, kept) and compares decode with the quantized matvec.
    llm: { type: 'boolean', default: false },
  },
});
const report = await benchAwake();
console.log(values.json ? JSON.stringify(report, null, 2) : words(report));

type Report = Awaited<ReturnType<typeof benchAwake>>;

/** Keeps the processors of a virtual machine awake, as runs do, for ours and the references alike. */
async function benchAwake() {
  const loadAverageBefore = loadavg()[0];
  const awake = await keepCpusAwake(readRoom());
  const quiet = new QuietWindow(Number(values['quiet-seconds']));
  const wereCpusKeptAwake = awake.processIds.length > 0;
  const cpu = cpus()[0]?.model ?? 'unknown';
  try {
    return {
      machine: { cpu, threads, loadAverageBefore, wereCpusKeptAwake },
      ...(await bench(Number(values.rounds), quiet)),
    };
  } finally {
    await awake.release();
  }
}

async function bench(rounds: number, quiet: QuietWindow) {
  const references = buildNativeReferences();
  const entry = new URL(import.meta.resolve('@ridgeline/measure/backends/wasm/node-engine'));
  const backends = [
    createNodeWasmBackend({ id: 'wasm', threadCounts: [threads], entry }),
    createNodeWasmBackend({ id: 'wasm-1thread', threadCounts: [1], entry }),
  ] as const;
  const table = new SeriesTable();
  const missing: MissingReference[] = [...references.missing];
  const variants: Record<string, string> = {};
  let turnCount = 0;
  try {
    for (const backend of backends) {
      const probe = await backend.probe();
      if (!probe.isAvailable) throw new Error(`Our own engine is not available: ${probe.reason}`);
      variants[backend.id] = probe.libraryVersion ?? '';
    }
    const turns = turnsOf(...backends, references);
    for (let round = 0; round < rounds; round++) {
      for (const turn of turns) {
        await quiet.wait();
        await turn(table);
        turnCount++;
      }
      process.stderr.write(`round ${round + 1} of ${rounds}\n`);
    }
    missing.push(...(await timeDecode(table, backends[0], quiet, values.llm)));
  } finally {
    for (const backend of backends) await backend.close();
    references.remove();
  }
  missing.push(...timeForms(table, variants));
  return {
    /** Turns of all rounds, and those that began while other programs were busy. */
    contention: { turns: turnCount, contendedTurns: quiet.contendedTurns },
    variants,
    /** Of the best executions: what the machine can do. */
    ratios: ratiosOf(table, bestRatio),
    /** Median of the rounds' ratios: what is slow for minutes slows both sides. */
    pairedRatios: ratiosOf(table, pairedRatio),
    missing,
    series: table.all.map((series) => ({
      ...series,
      bestPerSecond: bestRate(series),
      medianPerSecond: medianRate(series),
    })),
  };
}

function ratiosOf(
  table: SeriesTable,
  ratio: (ours: Series, theirs: Series) => number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    comparisons.flatMap(([key, ours, theirs, task]) => {
      const [our, their] = [table.find(ours, task), table.find(theirs, task)];
      if (our === undefined || their === undefined) return [];
      return [[key, Number(ratio(our, their).toFixed(3))]];
    }),
  );
}

function words({
  machine,
  contention,
  variants,
  ratios,
  pairedRatios,
  missing,
  series,
}: Report): string {
  const figure = (ratio: number | undefined) => ratio?.toFixed(3).padStart(6) ?? '';
  const giga = (rate: number) => (rate / 1e9).toFixed(1).padStart(8);
  return [
    `${machine.cpu}, ${threads} threads, load ${machine.loadAverageBefore?.toFixed(2)} before${machine.wereCpusKeptAwake ? ', processors kept awake' : ''}`,
    `${contention.contendedTurns} of ${contention.turns} turns began while other programs were busy`,
    ...Object.entries(variants).map(([id, variant]) => `${id}: ${variant}`),
    '',
    `${'contender'.padEnd(14)} ${'task'.padEnd(20)}     best   median  (GFLOP/s or GB/s)`,
    ...series.map(
      (each) =>
        `${each.contender.padEnd(14)} ${each.task.padEnd(20)} ${giga(each.bestPerSecond)} ${giga(each.medianPerSecond)}`,
    ),
    '',
    `${'ratio'.padEnd(34)}   best  paired`,
    ...Object.entries(ratios).map(
      ([key, ratio]) => `${key.padEnd(34)} ${figure(ratio)} ${figure(pairedRatios[key])}`,
    ),
    ...missing.map(({ reference, reason }) => `missing: ${reference}: ${reason}`),
  ].join('\n');
}
