import type { NoiseProbe } from './suite-options.ts';

/** CPU that others may use while a sample counts as quiet, in cores. */
const quietCores = 0.15;
const pollSeconds = 0.05;

/** Watches what other programs do to a CPU measurement. Without a probe everything counts as quiet. */
export class NoiseWatch {
  readonly #probe: NoiseProbe | undefined;
  readonly #quietRatio: number;

  constructor(probe: NoiseProbe | undefined, cores: number) {
    this.#probe = probe;
    this.#quietRatio = quietCores / Math.max(1, cores);
  }

  /** Waits until the host is quiet, at most `seconds`; not at all when it was since the last look. */
  async waitForQuiet(seconds: number): Promise<void> {
    if (this.wasQuiet()) return;
    const deadline = performance.now() + seconds * 1000;
    do {
      await sleep(pollSeconds);
      if (this.wasQuiet()) return;
    } while (performance.now() < deadline);
  }

  /** Whether others kept quiet since this or {@link waitForQuiet} was last called. */
  wasQuiet(): boolean {
    return this.#probe === undefined || this.#probe.otherCpuRatio() <= this.#quietRatio;
  }
}

function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
