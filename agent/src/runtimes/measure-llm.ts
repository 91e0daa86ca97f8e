import { totalParameters } from '@ridgeline/roofline/models/parameters';
import { decodeWork } from '@ridgeline/roofline/phase-work';
import { checkRoom, roomFor } from './check-room.ts';
import { type FoundRuntime, findRuntime } from './find-runtime.ts';
import type { LlmEvent, LlmMeasurement, LlmResult } from './llm-result.ts';
import { createModelFile, type ModelFile } from './model-file.ts';
import { defaultShape, type ModelShape } from './model-shape.ts';
import { runRuntimeProcess } from './run-runtime-process.ts';
import type { RuntimeReply } from './runtime-messages.ts';
import { runtimePackage } from './runtime-packages.ts';
import { summarizePhase } from './summarize-phase.ts';
import { syntheticWorkload } from './synthetic-workload.ts';
import { findWeightFormat, type WeightFormatId } from './weight-formats.ts';
import { type ModelPlan, planModel, writeModel } from './write-model.ts';

/** What to run, where the runtime is, and whom to tell. */
export interface MeasureLlmOptions {
  /** Folder that holds the installed runtime, as `installRuntime` filled it. */
  readonly runtimeFolder: string;
  readonly quantization: WeightFormatId;
  readonly promptTokens: number;
  readonly generatedTokens: number;
  /** `gpu` only where a real one exists; the default is `cpu`. */
  readonly compute?: 'cpu' | 'gpu';
  readonly shape?: ModelShape;
  /** Time for the repeats of both phases together; at twice it a slow machine is cut short. */
  readonly timeBudgetSeconds?: number;
  /** Folder for the model's file while it is loaded; the system's temporary folder by default. */
  readonly temporaryFolder?: string;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: LlmEvent) => void;
}

/** Options whose defaults are filled in, with the runtime and the laid-out model. */
interface LlmRun extends MeasureLlmOptions {
  readonly shape: ModelShape;
  readonly runtime: Extract<FoundRuntime, { found: true }>;
  readonly plan: ModelPlan;
}

function measurementOf(
  run: LlmRun,
  { softwarePath, samples }: Extract<RuntimeReply, { type: 'done' }>,
): LlmMeasurement {
  const { shape, quantization, promptTokens, generatedTokens } = run;
  const workload = syntheticWorkload(shape, quantization, promptTokens, generatedTokens);
  return {
    outcome: 'ok',
    softwarePath,
    shape,
    quantization,
    parameters: totalParameters(workload.model),
    decodeWeightBytes: decodeWork(workload).weightBytes,
    fileBytes: run.plan.fileBytes,
    prefill: summarizePhase(promptTokens, samples.prefill),
    decode: summarizePhase(generatedTokens, samples.decode),
  };
}

/** Enough for three repeats of the largest format on two cores. */
const defaultTimeBudgetSeconds = 40;

/** Positions after the answer, for the token with which an answer starts and the last check. */
const spareTokens = 2;

function checkTokens({ promptTokens, generatedTokens }: MeasureLlmOptions, shape: ModelShape) {
  const needed = promptTokens + generatedTokens + spareTokens;
  if (promptTokens >= 1 && generatedTokens >= 1 && needed <= shape.contextTokens) return;
  throw new RangeError(
    `A prompt of ${promptTokens} and an answer of ${generatedTokens} tokens, each at least 1, do not fit the context of ${shape.contextTokens} (${spareTokens} stay free).`,
  );
}

/** Writes the model and runs it; whoever calls removes the file. */
async function runModel(run: LlmRun, file: ModelFile): Promise<LlmResult> {
  const { signal, onEvent, plan, runtime } = run;
  await writeModel(file.path, plan, {
    signal,
    onProgress: (writtenBytes) =>
      onEvent?.({ type: 'model-writing', writtenBytes, totalBytes: plan.fileBytes }),
  });
  const request = {
    entry: runtime.entry,
    runtime: runtimePackage.name,
    version: runtime.version,
    modelPath: file.path,
    compute: run.compute ?? 'cpu',
    vocabularySize: run.shape.vocabularySize,
    contextTokens: run.shape.contextTokens,
    promptTokens: run.promptTokens,
    generatedTokens: run.generatedTokens,
    timeBudgetSeconds: run.timeBudgetSeconds ?? defaultTimeBudgetSeconds,
  };
  const onReply = (reply: RuntimeReply): void => {
    if (reply.type === 'event') onEvent?.(reply.event);
    // What cannot be removed now, as on Windows, is removed at the end.
    if (reply.type === 'loaded') void file.remove().catch(() => undefined);
  };
  const ending = await runRuntimeProcess(request, onReply, signal);
  if (ending.type === 'done') return measurementOf(run, ending);
  if (ending.type === 'failed') return { outcome: 'failed', reason: ending.reason };
  return {
    outcome: 'unavailable',
    reason: `${runtimePackage.name} can use no GPU here (${ending.reason})`,
    nextStep: 'Run on the CPU, or install its GPU binaries.',
  };
}

/**
 * Runs a synthetic random-weight llama model through a real LLM runtime and times its two phases.
 * The runtime has a process of its own, and the model's file is removed however the run ends.
 * An abort ends as `failed`.
 * @throws RangeError when no model has the shape, or its context is too short for the tokens
 */
export async function measureLlm(options: MeasureLlmOptions): Promise<LlmResult> {
  const { shape = defaultShape, quantization, signal } = options;
  checkTokens(options, shape);
  const plan = planModel(shape, findWeightFormat(quantization));
  const runtime = await findRuntime(options.runtimeFolder);
  if (!runtime.found) {
    return { outcome: 'unavailable', reason: runtime.reason, nextStep: runtime.nextStep };
  }
  let file: ModelFile | undefined;
  try {
    file = await createModelFile(options.temporaryFolder);
    const noRoom = checkRoom(plan.fileBytes, await roomFor(file.path));
    if (noRoom) return { outcome: 'unavailable', ...noRoom };
    return await runModel({ ...options, shape, runtime, plan }, file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: 'failed', reason: signal?.aborted ? 'interrupted' : reason };
  } finally {
    await file?.remove();
  }
}
