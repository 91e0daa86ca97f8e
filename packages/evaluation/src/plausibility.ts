import { median } from '@ridgeline/statistics/quantile';
import { noisySpreadRatio } from '@ridgeline/statistics/robust-spread';
import { clockRules } from './clock-rules.ts';
import type { EvaluatedPath, Evaluation } from './evaluate.ts';
import { slowerLargeProduct } from './monotone-products.ts';
import { namedDeviceRules } from './named-device-rules.ts';
import { findPeak, type Peak } from './peaks.ts';
import { looksPersonal } from './personal-text.ts';
import { boundOf, type FiguresByPeak } from './physical-bounds.ts';
import { defineRule, type PlausibilityRule, percent } from './plausibility-rule.ts';
import { isSoftwareAdapterName } from './submitted-device.ts';

/** A latency is all jitter; a rate is not. */
const isRate = ({ measurement }: Peak): boolean => measurement.declared?.spec.rate !== undefined;

/** The best that a device's paths claim of each peak. */
function bestFigures(paths: readonly EvaluatedPath[]): FiguresByPeak {
  const figures = new Map<string, number>();
  for (const { best, peak } of paths.flatMap(({ peaks }) => peaks)) {
    figures.set(peak, Math.max(best, figures.get(peak) ?? 0));
  }
  return figures;
}

/** Each rule is relative to the device: no fixed cap, which would refuse tomorrow's hardware. */
export const plausibilityRules: readonly PlausibilityRule[] = [
  defineRule({
    id: 'above-physics',
    title: 'No rate exceeds what the device can do',
    isQuarantining: true,
    find({ paths }) {
      for (const { device, peaks } of paths) {
        const figures = bestFigures(paths.filter((path) => path.device === device));
        for (const peak of peaks) {
          const bound = boundOf(peak, device, figures);
          if (bound !== undefined && peak.best > bound) {
            return `${peak.peak} of ${device.facts.name} is ${percent(peak.best / bound)} of the most it can be.`;
          }
        }
      }
      return undefined;
    },
  }),
  defineRule({
    id: 'roofline',
    title: 'Weights are not streamed faster than memory is read',
    isQuarantining: true,
    find({ paths }) {
      for (const { device, peaks } of paths) {
        // A software adapter's memory is its host's caches and threads: it is no GPU and not ranked as one.
        if (device.facts.isSoftwareAdapter) continue;
        const streams = paths.flatMap((path) =>
          path.device === device ? (path.fastestStreamBytesPerSecond ?? []) : [],
        );
        const fastest = Math.max(...streams);
        const beyond = peaks.find(
          ({ headline, value }) => headline === 'matvec' && value > 1.5 * fastest,
        );
        if (streams.length > 0 && beyond !== undefined) {
          return `${beyond.peak} of ${device.facts.name} is ${percent(beyond.value / fastest)} of its memory bandwidth.`;
        }
      }
      return undefined;
    },
  }),
  defineRule({
    id: 'zero-variance',
    title: 'Samples vary as clocks do',
    isQuarantining: true,
    find({ measurements }) {
      const frozen = measurements.find(
        ({ given, minSeconds, maxSeconds }) =>
          given.durationSeconds.samples.length >= 8 && minSeconds === maxSeconds,
      );
      return frozen && `All samples of /measurements/${frozen.index} are identical.`;
    },
  }),
  defineRule({
    id: 'noisy',
    title: 'Most headline figures repeat',
    isQuarantining: true,
    find({ paths }) {
      const spreads = paths
        .flatMap(({ peaks }) => peaks)
        .filter(isRate)
        .map(({ measurement }) => measurement.spreadRatio);
      const typical = spreads.length === 0 ? 0 : median(spreads);
      // Contended hosts are honest: they are flagged and shown; only what repeats nowhere is kept apart.
      return typical > 1 ? `Half of the headlines spread by ${percent(typical)}.` : undefined;
    },
  }),
  defineRule({
    id: 'wrong-answer',
    title: 'Every timed answer is right within its tolerance',
    isQuarantining: true,
    find({ measurements }) {
      const wrong = measurements.find(({ given, declared }) => {
        const tolerance = declared?.spec.tolerance(given.dtype, given.size);
        return tolerance !== undefined && given.relativeError > tolerance;
      });
      return wrong && `The relative error of /measurements/${wrong.index} is above its tolerance.`;
    },
  }),
  defineRule({
    id: 'unknown-device',
    title: 'Each device has a name that cannot be mistaken',
    isQuarantining: true,
    find({ devices }) {
      const unknown = devices.find(({ isNameable }) => !isNameable);
      return (
        unknown && `/devices/${unknown.index}/name is not in the catalogue and not plain ASCII.`
      );
    },
  }),
  defineRule({
    id: 'software-adapter',
    title: 'Software adapters are named as such',
    isQuarantining: true,
    find({ devices }) {
      const hidden = devices.find(
        ({ given }) =>
          given.kind === 'gpu' &&
          !given.isSoftwareAdapter &&
          isSoftwareAdapterName(given.name, given.reportedName, given.vendor),
      );
      return hidden && `/devices/${hidden.index} is drawn by the CPU but is not labelled so.`;
    },
  }),
  defineRule({
    id: 'memory-suspect',
    title: 'Memory is what such a device can have',
    isQuarantining: true,
    find({ devices, run }) {
      if (run.host.memoryBytes > 2 ** 48) return 'The host claims more than 256 TiB.';
      const wrong = devices.find(({ given, listed }) => {
        if (given.kind !== 'gpu' || given.memoryBytes === undefined) return false;
        return given.memoryBytes > 1.25 * (listed?.memoryBytes ?? 2 ** 42);
      });
      return wrong && `/devices/${wrong.index}/memoryBytes is more than such a device has.`;
    },
  }),
  defineRule({
    id: 'memory-exceeded',
    title: 'Working sets fit the memory',
    isQuarantining: true,
    find({ measurements, run }) {
      const large = measurements.find(
        ({ declared }) => (declared?.cost.bytes ?? 0) > 2 * run.host.memoryBytes,
      );
      return large && `/measurements/${large.index} moves more bytes than the host's memory holds.`;
    },
  }),
  defineRule({
    id: 'unit-suspect',
    title: 'Figures have the magnitude of their unit',
    isQuarantining: true,
    find({ paths }) {
      const slow = paths
        .flatMap(({ peaks }) => peaks)
        .find((peak) => isRate(peak) && peak.value < 1e5);
      return slow && `${slow.peak} is ${slow.value}, far below any machine: a prefix was lost.`;
    },
  }),
  defineRule({
    id: 'pii-suspect',
    title: 'No text looks like an address or identifier',
    isQuarantining: true,
    find({ run }) {
      const { devices, host, softwarePaths } = run;
      const fields = [host, ...devices, ...softwarePaths].flatMap((part) => Object.entries(part));
      return fields.some(
        // Four numbers with dots are an address in a name but a release in a version.
        ([key, text]) =>
          typeof text === 'string' && !/version|driver/i.test(key) && looksPersonal(text),
      )
        ? 'A text looks like a hardware address, an IP address, a mail address or a serial UUID.'
        : undefined;
    },
  }),
  ...clockRules,
  ...namedDeviceRules,
  defineRule({
    id: 'main-memory',
    title: 'Bandwidth was measured beyond the caches',
    isQuarantining: false,
    find({ measurements, paths }) {
      const isStreaming = ({ given }: EvaluatedPath): boolean =>
        measurements.some((each) => each.given.path === given.id && each.declared?.spec.isStream);
      const bare = paths.find((path) => isStreaming(path) && !findPeak(path.peaks, 'bandwidth'));
      return bare && `${bare.given.id} has no figure from four times its last cache on.`;
    },
  }),
  defineRule({
    id: 'quiet',
    title: 'The host was quiet',
    isQuarantining: false,
    find({ paths }) {
      const noisy = paths
        .flatMap(({ given, peaks }) => peaks.map((peak) => ({ ...peak, path: given.id })))
        .filter(({ measurement }) => measurement.isNoisy);
      if (noisy.length === 0) return undefined;
      const names = noisy.map(({ path, peak }) => `${peak} on ${path}`);
      return `Samples spread by more than ${percent(noisySpreadRatio)}: ${names.join(', ')}.`;
    },
  }),
  defineRule({
    id: 'monotone',
    title: 'Larger products are not slower',
    // Caches that end and clocks that fall do this to honest machines too: shown, not held against a run.
    isQuarantining: false,
    find({ measurements }) {
      const slower = slowerLargeProduct(measurements);
      return (
        slower && `/measurements/${slower.index} is ${percent(slower.ratio)} of a smaller size.`
      );
    },
  }),
  defineRule({
    id: 'known-kernels',
    title: 'Every kernel is one that the server can recompute',
    isQuarantining: false,
    find({ measurements }) {
      const unknown = measurements.filter(({ declared }) => declared === undefined);
      const kernels = [...new Set(unknown.map(({ given }) => given.kernel))];
      return kernels.length === 0 ? undefined : `Stored unranked: ${kernels.join(', ')}.`;
    },
  }),
];

/** Outcome of one rule, in words for people. */
export interface PlausibilityCheck {
  readonly id: string;
  readonly title: string;
  readonly isPassed: boolean;
  readonly isQuarantining: boolean;
  readonly detail: string;
}

/** Every rule's outcome on a submission. */
export function checkPlausibility(evaluation: Evaluation, receivedAt: Date): PlausibilityCheck[] {
  return plausibilityRules.map((rule) => {
    const { id, isQuarantining, title } = rule;
    const fault = rule.find(evaluation, receivedAt);
    return { id, title, isQuarantining, isPassed: fault === undefined, detail: fault ?? 'Kept.' };
  });
}
