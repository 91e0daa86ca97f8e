import type { LlmEvent, LlmSample } from './llm-result.ts';
import type { QuietWait } from './quiet-wait.ts';

/** Wall-clock seconds of one piece of work. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** Times one piece of work after another, each after a quiet moment where one can be had. */
export class SampleTaker {
  readonly samples: { prefill: LlmSample[]; decode: LlmSample[] } = { prefill: [], decode: [] };
  readonly #quiet: QuietWait;
  readonly #onEvent: (event: LlmEvent) => void;

  constructor(quiet: QuietWait, onEvent: (event: LlmEvent) => void) {
    this.#quiet = quiet;
    this.#onEvent = onEvent;
  }

  /** Does the work and keeps the rate at which `tokens` went by. */
  async take(
    phase: 'prefill' | 'decode',
    tokens: number,
    work: () => Promise<unknown>,
  ): Promise<void> {
    await this.#quiet.untilQuiet();
    const seconds = await secondsOf(work);
    const otherCpuRatio = this.#quiet.othersCpuRatio();
    const sample = { throughputTokensPerSecond: tokens / seconds, otherCpuRatio };
    const sampleCount = this.samples[phase].push(sample);
    this.#onEvent({ type: 'sample', phase, sample, sampleCount });
  }
}
