import type { EvaluatedPath } from '@ridgeline/evaluation/evaluate';
import { leadingPaths } from '@ridgeline/evaluation/leading-paths';
import { measuredMachine } from '@ridgeline/evaluation/machine-of';
import type { Machine } from '@ridgeline/roofline/machine';
import { predict } from '@ridgeline/roofline/predict';
import { parseWorkloadId } from '@ridgeline/roofline/workload';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { formatRate } from '@ridgeline/units/format-rate';

/** Jobs that a newcomer knows, small to large. */
const familiarWorkloads = [
  'llama-3.2-1b--q4_k_m--chat',
  'llama-3.1-8b--q4_k_m--chat',
  'llama-3.1-70b--q4_k_m--chat',
] as const;

/** Tokens a second of a person reading. */
const readingTokensPerSecond = 7;

export interface PredictedRow {
  readonly title: string;
  readonly decode: string;
  readonly prefill: string;
  /** What each new token waits for. */
  readonly limit: string;
}

/** Predicted speed of familiar models on a machine. */
export function predictedRows(machine: Machine): PredictedRow[] {
  return familiarWorkloads.flatMap((id) => {
    const workload = parseWorkloadId(id);
    if (workload === undefined) return [];
    const { decode, prefill, memory } = predict(machine, workload);
    const title = `${workload.model.title} ${workload.quantization.title}`;
    if (memory.fit === 'does-not-fit' || memory.fit === 'fits-with-more-devices') {
      const needed = `needs ${formatBytes(memory.requiredBytes)}`;
      return [{ title, decode: 'does not fit', prefill: needed, limit: 'more memory' }];
    }
    const range = (phase: typeof decode): string => {
      if (phase === undefined) return '–';
      const { value, interval } = phase.throughputTokensPerSecond;
      return `${digits(value)}  (${digits(interval.low)} – ${digits(interval.high)})`;
    };
    const limit = decode?.limit.replace('-', ' ') ?? '–';
    return [{ title, decode: range(decode), prefill: range(prefill), limit }];
  });
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}

function decodeSpeed(machine: Machine, id: string): number | undefined {
  const workload = parseWorkloadId(id);
  if (workload === undefined) return undefined;
  const { decode, memory } = predict(machine, workload);
  const mayFit = memory.fit === 'fits' || memory.fit === 'unknown';
  return mayFit ? decode?.throughputTokensPerSecond.value : undefined;
}

function whatItRuns(machine: Machine): string {
  const speeds = familiarWorkloads.map((id) => decodeSpeed(machine, id));
  const [small, middle, large] = speeds;
  const runs = (speed: number | undefined): boolean => (speed ?? 0) >= readingTokensPerSecond;
  if (runs(large)) return 'can run 70-billion-parameter models faster than you read';
  if (runs(middle)) return 'can run 8-billion-parameter models faster than you read';
  if (runs(small))
    return 'can run 1-billion-parameter models faster than you read, larger ones slowly';
  return 'is slow even for 1-billion-parameter models';
}

/** Three sentences a newcomer understands: what it can run, what limits it, what would help. */
export function explain(paths: readonly EvaluatedPath[]): string[] {
  const [path] = leadingPaths(paths);
  const machine = path && measuredMachine(path);
  if (path === undefined || machine === undefined) {
    return ['Not enough was measured for a prediction: it needs a bandwidth and a matmul result.'];
  }
  const bandwidth = formatRate(machine.bandwidthBytesPerSecond, 'B/s');
  // Integer products are no floating-point operations, however many there are a second.
  const { int8: _, ...floating } = machine.computeFlopsPerSecond;
  const compute = formatRate(Math.max(0, ...Object.values(floating)), 'FLOP/s');
  const workload = parseWorkloadId('llama-3.1-8b--q4_k_m--chat');
  const limit = workload && predict(machine, workload).decode?.limit;
  const isMemoryBound = limit === 'memory-bandwidth';
  const why = isMemoryBound
    ? `each new token must read all weights from memory, at ${bandwidth}`
    : `the arithmetic, at ${compute}, is slower than its memory (${bandwidth})`;
  const help = isMemoryBound
    ? 'Faster memory, a smaller model or stronger quantization would help; more compute would not.'
    : 'More compute (a GPU, or a CPU with wider vector units) would help; faster memory would not.';
  return [
    `${path.device.facts.name} ${whatItRuns(machine)} (predicted).`,
    `Writing an answer is limited by ${isMemoryBound ? 'memory bandwidth' : 'compute'}: ${why}.`,
    help,
  ];
}
