import { chat } from '../src/jobs/chat.ts';
import type { Machine } from '../src/machine.ts';
import { recognizeModel } from '../src/models/recognize-model.ts';
import type { Quantization } from '../src/quantizations/define-quantization.ts';
import { findQuantization } from '../src/quantizations/quantizations.ts';
import { recognizeQuantization } from '../src/quantizations/recognize-quantization.ts';
import { makeWorkload, type Workload } from '../src/workload.ts';
import { machineOfRow } from './machine-of-row.ts';
import type { ThroughputRow } from './throughput-rows.ts';

export type Phase = 'decode' | 'prefill';

/**
 * What a result can be compared with: `single` one device with a named llama.cpp backend, `averaged`
 * LocalScore's mean over nine shapes, `system` a whole computer with a runner's defaults, `multi`
 * several devices, `other` a runtime that is not of llama.cpp's kind.
 */
export type Scope = 'single' | 'averaged' | 'system' | 'multi' | 'other';

/** Runtimes with their own kernels: what llama.cpp reaches says little of them. */
const otherRuntimes =
  /^(?:vllm|tensorrt|trt|sglang|tgi|mlx|mlc|exllama|transformers|pytorch|onnx|openvino|ipex|deepspeed|ktransformers|jax)/i;

/** One published rate of one phase, ready to be predicted. */
export interface ThroughputCase {
  readonly row: ThroughputRow;
  readonly phase: Phase;
  readonly scope: Scope;
  readonly machine: Machine;
  readonly workload: Workload;
  readonly deviceCount: number;
  readonly tokensPerSecond: number;
}

/** A published rate that cannot be predicted, and why. */
export interface UnpredictedCase {
  readonly row: ThroughputRow;
  readonly phase: Phase;
  readonly reason: string;
}

function scopeOf({ backend, kind }: ThroughputRow): Scope {
  if (/multi|hybrid|cluster/i.test(kind)) return 'multi';
  if (/^(llamafile|localscore)/i.test(backend)) return 'averaged';
  if (/^(ollama|lm ?studio)/i.test(backend)) return 'system';
  return otherRuntimes.test(backend) ? 'other' : 'single';
}

/** gpt-oss is published in MXFP4 only, so that a runner's default means it. */
function quantizationOf({ model, quantization }: ThroughputRow): Quantization | undefined {
  if (/gpt.?oss/i.test(model) && /default/i.test(quantization)) return findQuantization('mxfp4');
  return recognizeQuantization(quantization);
}

/** Cells that a prediction of the phase needs and that hold no figure. */
function unreadableReason({ unreadable }: ThroughputRow, phase: Phase): string | undefined {
  // llama-bench writes 0 tokens for the phase that a row does not time.
  const ofOther = phase === 'decode' ? /^prefill_|^prompt_/ : /^decode_|^generated_/;
  const cells = [...unreadable].filter(
    ([column]) => !ofOther.test(column) && column !== 'memory_bytes',
  );
  const named = cells.map(([column, cell]) => `${column} "${cell.slice(0, 40)}"`);
  return named.length === 0 ? undefined : `no plausible figure: ${named.join(', ')}`;
}

function caseOf(row: ThroughputRow, phase: Phase, rate: number): ThroughputCase | UnpredictedCase {
  const unreadable = unreadableReason(row, phase);
  if (unreadable !== undefined) return { row, phase, reason: unreadable };
  const model = recognizeModel(row.model);
  if (model === undefined) return { row, phase, reason: `unknown model "${row.model}"` };
  const quantization = quantizationOf(row);
  if (quantization === undefined) {
    return { row, phase, reason: `unknown quantization "${row.quantization}"` };
  }
  const machine = machineOfRow(row);
  if ('missing' in machine) return { row, phase, reason: `missing ${machine.missing}` };
  const { f32, f16 } = machine.computeFlopsPerSecond;
  if (phase === 'prefill' && f32 === undefined && f16 === undefined) {
    return { row, phase, reason: 'missing compute rate' };
  }
  const base = makeWorkload(model, quantization, chat);
  const promptTokens = row.promptTokens ?? 512;
  // llama-bench times prompt and generation apart, so generation starts with an empty context.
  const workload: Workload =
    phase === 'decode'
      ? { ...base, promptTokens: 0, generatedTokens: row.generatedTokens ?? 128 }
      : { ...base, promptTokens, contextTokens: promptTokens, generatedTokens: 0 };
  const deviceCount = Number(/[*x×]\s*(\d+)$/.exec(row.device)?.[1] ?? 1);
  return {
    row,
    phase,
    scope: scopeOf(row),
    machine,
    workload,
    deviceCount,
    tokensPerSecond: rate,
  };
}

/** Every rate of every row, split into what can be predicted and what cannot. */
export function throughputCases(rows: readonly ThroughputRow[]): {
  readonly cases: readonly ThroughputCase[];
  readonly unpredicted: readonly UnpredictedCase[];
} {
  const cases: ThroughputCase[] = [];
  const unpredicted: UnpredictedCase[] = [];
  for (const row of rows) {
    for (const phase of ['decode', 'prefill'] as const) {
      const rate = phase === 'decode' ? row.decodeTokensPerSecond : row.prefillTokensPerSecond;
      const isUnreadable = row.unreadable.has(`${phase}_tokens_per_second`);
      if (rate === undefined && !isUnreadable) continue;
      const found = caseOf(row, phase, rate ?? 0);
      if ('reason' in found) unpredicted.push(found);
      else cases.push(found);
    }
    const isEmpty =
      row.decodeTokensPerSecond === undefined && row.prefillTokensPerSecond === undefined;
    const isNamed = ['decode', 'prefill'].some((phase) =>
      row.unreadable.has(`${phase}_tokens_per_second`),
    );
    if (isEmpty && !isNamed) unpredicted.push({ row, phase: 'decode', reason: 'no measured rate' });
  }
  return { cases, unpredicted };
}

/** Name of a chip without brand words, so that files that spell it otherwise leave the same one out. */
export function chipKey(chip: string): string {
  return chip
    .toLowerCase()
    .replace(/\b(nvidia|geforce|rtx|gtx|tesla|amd|radeon|rx|intel|gpu|generation)\b/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
