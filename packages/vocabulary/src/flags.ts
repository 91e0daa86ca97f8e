import type { Word } from './word.ts';

/** What readers must know of a run or of one measurement before they trust it. */
export interface Flag extends Word {
  readonly remedy: string;
  /** True when it says that the figures would differ if they were taken again: `--strict` refuses these. */
  readonly isNoise: boolean;
  /** True when a run carries it as soon as many of its measurements do. */
  readonly isLifted: boolean;
}

/** Every flag, of runs and of measurements. */
export const flags = [
  {
    id: 'battery',
    title: 'on battery',
    words: 'on battery, clocks may be lowered',
    remedy: 'plug in and repeat',
    isNoise: true,
    isLifted: false,
  },
  {
    id: 'busy',
    title: 'busy host',
    words: 'the hypervisor took CPU time away',
    remedy: 'repeat at a quieter time',
    isNoise: true,
    isLifted: false,
  },
  {
    id: 'contended',
    title: 'contended',
    words: 'other programs used the CPU',
    remedy: 'close them and repeat',
    isNoise: true,
    isLifted: true,
  },
  {
    id: 'noisy',
    title: 'noisy',
    words: 'samples spread widely',
    remedy: 'repeat on an idle machine',
    isNoise: true,
    isLifted: true,
  },
  {
    id: 'unsettled',
    title: 'unsettled',
    words: 'time was over before samples settled',
    remedy: 'a longer preset, or an idle machine',
    isNoise: false,
    isLifted: true,
  },
  {
    id: 'unstable',
    title: 'unstable',
    words: 'the median is far below the best',
    remedy: 'repeat on an idle machine',
    isNoise: true,
    isLifted: true,
  },
  {
    id: 'throttled',
    title: 'throttled',
    words: 'clocks fell while it was measured',
    remedy: 'let the machine cool and repeat',
    isNoise: true,
    isLifted: false,
  },
  {
    id: 'suspended',
    title: 'suspended',
    words: 'the machine slept during the run',
    remedy: 'repeat without sleep',
    isNoise: true,
    isLifted: false,
  },
  {
    id: 'cpu-quota',
    title: 'limited CPU',
    words: 'a container may use only a part of the CPU’s time',
    remedy:
      'lift its limit (docker --cpus, Kubernetes limits.cpu), or read the figures as that part’s',
    isNoise: false,
    isLifted: false,
  },
  {
    id: 'clock-mismatch',
    title: 'clocks disagree',
    words: 'the device’s own timer ran longer than the wall clock',
    remedy: 'update its driver and repeat',
    isNoise: false,
    isLifted: false,
  },
] as const satisfies readonly Flag[];

export type FlagId = (typeof flags)[number]['id'];
