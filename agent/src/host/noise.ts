import { loadavg } from 'node:os';
import type { Submission } from '@ridgeline/schema/submission';
import { type CpuTimes, readCpuTimes } from './other-cpu.ts';

/** What else the host did during a run, recorded beside the figures. */
export class NoiseRecord {
  readonly #loadBefore: number;
  readonly #cpuBefore: CpuTimes;
  readonly #isOnBattery: boolean | undefined;

  private constructor(isOnBattery: boolean | undefined) {
    this.#loadBefore = loadavg()[0] ?? 0;
    this.#cpuBefore = readCpuTimes();
    this.#isOnBattery = isOnBattery;
  }

  static async start(): Promise<NoiseRecord> {
    const { default: si } = await import('systeminformation');
    const { hasBattery, acConnected } = await si.battery();
    return new NoiseRecord(hasBattery ? !acConnected : undefined);
  }

  finish(): Submission['noise'] {
    const now = readCpuTimes();
    const total = now.totalSeconds - this.#cpuBefore.totalSeconds;
    const steal = now.stealSeconds - this.#cpuBefore.stealSeconds;
    return {
      // Windows has no load average: it reads as 0 there and is left out.
      ...(process.platform !== 'win32' && {
        loadAverageBefore: this.#loadBefore,
        loadAverageAfter: loadavg()[0] ?? 0,
      }),
      ...(total > 0 && { stealRatio: Math.min(1, Math.max(0, steal / total)) }),
      ...(this.#isOnBattery !== undefined && { isOnBattery: this.#isOnBattery }),
    };
  }
}

/** Outcome flags of a run, from its noise and its measurements' own flags. */
export function runFlags(
  noise: Submission['noise'],
  measurements: Submission['measurements'],
): string[] {
  const ok = measurements.filter((each) => each.outcome === 'ok');
  const share = (flag: string): number =>
    ok.filter((each) => each.flags?.includes(flag)).length / Math.max(1, ok.length);
  const flags: readonly (readonly [string, boolean])[] = [
    ['battery', noise.isOnBattery === true],
    ['busy', (noise.stealRatio ?? 0) > 0.1],
    ['contended', share('contended') > 0.25],
    ['noisy', share('noisy') > 0.25],
    ['unstable', share('unstable') > 0.25],
  ];
  return flags.filter(([, isSet]) => isSet).map(([flag]) => flag);
}
