import { type HeadlineId, headlines, peakId } from '@ridgeline/kernels/headlines';
import { type EvaluatedMeasurement, rateOf } from './evaluated-measurement.ts';

/** One headline figure of one software path of one run. */
export interface Peak {
  /** Id of the headline and, where it has a figure for each, the dtype: `bandwidth`, `compute-f32`. */
  readonly peak: string;
  readonly headline: HeadlineId;
  readonly dtype: string;
  readonly kernel: string;
  /** At the median: the kernel's rate, or seconds where it has none. */
  readonly value: number;
  /** At the fastest sample. */
  readonly best: number;
  readonly sampleCount: number;
  readonly measurement: EvaluatedMeasurement;
}

interface Candidate extends Peak {
  readonly preference: number;
}

function candidateOf(measurement: EvaluatedMeasurement): Candidate | undefined {
  const { declared, given, isFromMemory } = measurement;
  const { headline, isStream, rate } = declared?.spec ?? {};
  if (headline === undefined || (isStream && !isFromMemory)) return undefined;
  const isLatency = rate === undefined;
  const value = isLatency ? measurement.medianSeconds : rateOf(measurement, 'medianSeconds');
  const best = isLatency ? measurement.minSeconds : rateOf(measurement, 'minSeconds');
  if (value === undefined || best === undefined || !(value > 0)) return undefined;
  const { dtype, durationSeconds, kernel } = given;
  return {
    peak: peakId(headline.id, dtype),
    headline: headline.id,
    dtype,
    kernel,
    value,
    best,
    sampleCount: durationSeconds.samples.length,
    measurement,
    preference: headline.preference,
  };
}

function isPreferred(candidate: Candidate, than: Candidate): boolean {
  // Another kernel stands in only where the first one was not measured.
  if (candidate.preference !== than.preference) return candidate.preference < than.preference;
  const { declared, isNoisy } = candidate.measurement;
  if (isNoisy !== than.measurement.isNoisy) return !isNoisy;
  return declared?.spec.rate === undefined
    ? candidate.value < than.value
    : candidate.value > than.value;
}

/**
 * The peaks of one software path in the order of the headlines: for each and its dtype the best size of
 * the preferred kernel, quiet sizes first; of kernels that stream only what no cache holds.
 */
export function peaksOf(measurements: readonly EvaluatedMeasurement[]): Peak[] {
  const best = new Map<string, Candidate>();
  for (const measurement of measurements) {
    const candidate = candidateOf(measurement);
    const known = candidate && best.get(candidate.peak);
    if (candidate === undefined || (known !== undefined && !isPreferred(candidate, known)))
      continue;
    best.set(candidate.peak, candidate);
  }
  const found = [...best.values()].map(({ preference: _preference, ...peak }) => peak);
  return headlines.flatMap(({ id }) => found.filter(({ headline }) => headline === id));
}

/** The peak with an id, e.g. `bandwidth` or `compute-f32`. */
export function findPeak(peaks: readonly Peak[], id: string): Peak | undefined {
  return peaks.find(({ peak }) => peak === id);
}

/** The fastest sample of any streaming kernel beyond the caches; undefined when none was measured. */
export function fastestStream(measurements: readonly EvaluatedMeasurement[]): number | undefined {
  const rates = measurements.flatMap((each) =>
    each.isFromMemory ? (rateOf(each, 'minSeconds') ?? []) : [],
  );
  return rates.length === 0 ? undefined : Math.max(...rates);
}
