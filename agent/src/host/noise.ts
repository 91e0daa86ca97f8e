import { cpus, loadavg } from 'node:os';
import type { CpuRoom } from '@ridgeline/measure/room/cpu-room';
import type { Submission } from '@ridgeline/schema/submission';
import { type FlagId, flags } from '@ridgeline/vocabulary/flags';
import { clockProbeSeconds } from './clock-speed.ts';
import { type CpuTimes, familySeconds, readCpuTimes } from './other-cpu.ts';

/** Slower by more than this at the end than at the start: the clock fell. */
const throttledSlopeRatio = 0.1;

/** Others use less than this share of the CPU on a quiet host. */
const quietRatio = 0.15;

/** A wall clock that ran this much further than the machine: it slept meanwhile. */
const sleepSeconds = 2;

/** Time over which Linux averages the load. */
const loadSeconds = 60;

interface Moment {
  /** By a clock that only goes forward. */
  readonly atSeconds: number;
  readonly cpu: CpuTimes;
  readonly familySeconds: number | undefined;
  readonly clockSeconds: number;
  /** Of the fastest core; undefined where the system does not tell. */
  readonly frequencyHertz: number | undefined;
  /** Wall clock minus the clock that stops while the machine sleeps. */
  readonly clockGapSeconds: number;
}

function lookAtHost(): Moment {
  return {
    atSeconds: performance.now() / 1000,
    clockSeconds: clockProbeSeconds(),
    frequencyHertz: Math.max(0, ...cpus().map(({ speed }) => speed * 1e6)) || undefined,
    cpu: readCpuTimes(),
    familySeconds: familySeconds(),
    clockGapSeconds: (Date.now() - performance.now()) / 1000,
  };
}

/** What the host did besides the run. */
export interface Noise {
  readonly noise: Submission['noise'];
  /** What readers must know of the host during the run. */
  readonly flags: readonly FlagId[];
}

/** What else the host did during a run, recorded beside the figures. */
export class NoiseRecord {
  readonly #loadBefore = loadavg()[0] ?? 0;
  readonly #before = lookAtHost();
  readonly #isOnBattery: boolean | undefined;

  private constructor(isOnBattery: boolean | undefined) {
    this.#isOnBattery = isOnBattery;
  }

  static async start(): Promise<NoiseRecord> {
    // Loaded here: it is large, and most commands never ask the system.
    const { default: si } = await import('systeminformation');
    const { hasBattery, acConnected } = await si.battery();
    return new NoiseRecord(hasBattery ? !acConnected : undefined);
  }

  /**
   * To be called when every process of the run has ended.
   * @param awakeCpus processors that idle loops of ours kept awake during the run
   */
  finish(awakeCpus: number): Noise {
    const before = this.#before;
    const now = lookAtHost();
    const slope = now.clockSeconds / before.clockSeconds - 1;
    const { stealRatio, otherCpuRatio } = cpuRatios(before, now);
    const noise: Submission['noise'] = {
      // Windows has no load average: it reads as 0 there and is left out.
      ...(process.platform !== 'win32' && {
        loadAverageBefore: this.#loadBefore,
        loadAverageAfter: loadWithout(awakeCpus, performance.now() / 1000 - before.atSeconds),
      }),
      ...(stealRatio !== undefined && { stealRatio }),
      ...(otherCpuRatio !== undefined && { otherCpuRatio }),
      ...(this.#isOnBattery !== undefined && { isOnBattery: this.#isOnBattery }),
      ...(before.frequencyHertz !== undefined && { frequencyBeforeHertz: before.frequencyHertz }),
      ...(now.frequencyHertz !== undefined && { frequencyAfterHertz: now.frequencyHertz }),
      thermalSlopeRatio: Math.min(10, Math.max(-1, slope)),
    };
    const found: readonly (readonly [FlagId, boolean])[] = [
      ['battery', this.#isOnBattery === true],
      ['busy', (stealRatio ?? 0) > 0.1],
      // On a busy host the slower loop says only that others share the core.
      ['throttled', slope > throttledSlopeRatio && (otherCpuRatio ?? 0) < quietRatio],
      ['suspended', now.clockGapSeconds - before.clockGapSeconds > sleepSeconds],
    ];
    return { noise, flags: found.filter(([, isSet]) => isSet).map(([flag]) => flag) };
  }
}

/**
 * The load average without idle loops that ran for some seconds until now. The system counts them as
 * waiting work like any other, though they give way to all of it.
 */
export function loadWithout(loops: number, seconds: number, load = loadavg()[0] ?? 0): number {
  const share = 1 - Math.exp(-seconds / loadSeconds);
  return Math.max(0, Math.round(100 * (load - loops * share)) / 100);
}

function cpuRatios(before: Moment, now: Moment) {
  const total = now.cpu.totalSeconds - before.cpu.totalSeconds;
  if (total <= 0) return {};
  const steal = now.cpu.stealSeconds - before.cpu.stealSeconds;
  const ratioOf = (seconds: number): number => Math.min(1, Math.max(0, seconds / total));
  if (now.familySeconds === undefined || before.familySeconds === undefined) {
    return { stealRatio: ratioOf(steal) };
  }
  const own = now.familySeconds - before.familySeconds;
  const busy = now.cpu.busySeconds - before.cpu.busySeconds;
  return { stealRatio: ratioOf(steal), otherCpuRatio: ratioOf(busy - steal - own) };
}

/** Flags of a run in a room that is smaller than it looks. */
export function roomFlags({ quotaCores }: CpuRoom): FlagId[] {
  return quotaCores === undefined ? [] : ['cpu-quota'];
}

/** Flags of a run that many of its measurements carry. */
export function measurementFlags(measurements: Submission['measurements']): FlagId[] {
  const ok = measurements.filter((each) => each.outcome === 'ok');
  const isOften = (id: string): boolean =>
    ok.filter((each) => each.flags?.includes(id)).length > 0.25 * ok.length;
  return flags.flatMap(({ id, isLifted }) => (isLifted && isOften(id) ? [id] : []));
}
