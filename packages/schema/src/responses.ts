import { type Headline, headlines } from '@ridgeline/kernels/headlines';
import { bases } from '@ridgeline/vocabulary/bases';
import { evidenceLevels } from '@ridgeline/vocabulary/evidence-levels';
import { limits } from '@ridgeline/vocabulary/limits';
import { statuses } from '@ridgeline/vocabulary/statuses';
import { tiers } from '@ridgeline/vocabulary/tiers';
import { idsOf } from '@ridgeline/vocabulary/word';
import { z } from 'zod';
import { countNumber, positive, ratio, wholeNumber } from './figures.ts';
import { platform } from './submission.ts';
import { deviceSlug, screenedText, uuidV7, wireId } from './text.ts';

/** Where a figure comes from; predictions are labelled by the object that holds them. */
export const basis = z.enum(idsOf(bases)).meta({ id: 'Basis' });

export const interval = z
  .object({ low: z.number(), high: z.number(), confidence: ratio })
  .meta({ id: 'Interval' });

export const evidenceLevel = z.enum(idsOf(evidenceLevels)).meta({ id: 'EvidenceLevel' });

/** What stands behind one measured figure; a proof is worth its own kernel and number format alone. */
export const evidence = z
  .object({
    level: evidenceLevel,
    /** Of a proved figure: kernel and format of the work that was checked. Absent where maintainers vouch. */
    proof: z
      .object({
        kernel: wireId,
        dtype: wireId,
        /** Least rate that the work took by the server's clock, in the unit of the figure; the median of several. */
        floor: positive,
        /** When the last of it was proved. */
        provedAt: z.string(),
      })
      .optional(),
  })
  .meta({ id: 'Evidence' });

/** One figure with its kind, and count and spread when measured. The unit is in the name of the field. */
export const figure = z
  .object({
    value: positive,
    basis,
    /** Of a measured figure. */
    evidence: evidence.optional(),
    /** Order-statistic interval of the median, when at least two owners or runs back it. */
    interval: interval.optional(),
    /** Best of the runs behind `value`, when measured. */
    best: positive.optional(),
    ownerCount: countNumber.optional(),
    /**
     * Owners among them who count for ranks: their keys are a week old or linked to an account, and they share
     * neither network nor curve.
     */
    independentOwnerCount: countNumber.optional(),
    runCount: countNumber.optional(),
    sampleCount: countNumber.optional(),
    kernel: wireId.optional(),
    dtype: wireId.optional(),
    /** Citation of a published or spec figure. */
    source: z.string().optional(),
  })
  .meta({ id: 'Figure' });

export const deviceSummary = z
  .object({
    slug: deviceSlug,
    name: z.string(),
    vendor: z.string(),
    kind: z.enum(['cpu', 'gpu']),
    memoryBytes: wholeNumber.optional(),
    launchYear: z.number().int().optional(),
    /** False for a device that measured itself but that the catalogue does not know: shown, not ranked. */
    isListed: z.boolean(),
    isSoftwareAdapter: z.boolean(),
  })
  .meta({ id: 'DeviceSummary' });

export const softwarePathSummary = z
  .object({
    backend: wireId,
    runtimeName: z.string(),
    runtimeVersion: z.string(),
    libraryName: z.string().optional(),
    libraryVersion: z.string().optional(),
    api: z.string().optional(),
    driver: z.string().optional(),
    /** Operating system of the newest run; absent in rows derived before it was kept. */
    platform: platform.optional(),
  })
  .meta({ id: 'SoftwarePath' });

export const limit = z.enum(idsOf(limits)).meta({ id: 'Limit' });

export const predicted = z.object({ value: z.number(), interval }).meta({ id: 'Predicted' });

export const phasePrediction = z
  .object({
    throughputTokensPerSecond: predicted,
    limit,
    breakdownSeconds: z.object({
      weights: z.number(),
      kv: z.number(),
      compute: z.number(),
      overhead: z.number(),
    }),
  })
  .meta({ id: 'PhasePrediction' });

export const memoryFit = z
  .object({
    fit: z.enum(['fits', 'fits-with-more-devices', 'does-not-fit', 'unknown']),
    requiredBytes: z.number(),
    weightsBytes: z.number(),
    kvCacheBytes: z.number(),
    activationBytes: z.number(),
    overheadBytes: z.number(),
    availableBytes: z.number().optional(),
    deviceCount: z.number().int().optional(),
  })
  .meta({ id: 'MemoryFit' });

/** A prediction from the figures of one row; `basis` names what its inputs rest on. */
export const prediction = z
  .object({
    kind: z.literal('predicted'),
    workload: z.string(),
    basis,
    memory: memoryFit,
    prefill: phasePrediction.optional(),
    decode: phasePrediction.optional(),
    timeToFirstTokenSeconds: predicted.optional(),
    /** Tokens trained on per second, when the job is training. */
    trainingStep: phasePrediction.optional(),
    limit,
  })
  .meta({ id: 'Prediction' });

export const price = z
  .object({
    amountUsd: positive,
    /** What the amount buys: the device, or an hour of it. */
    per: z.enum(['device', 'hour']),
    asOf: z.string(),
    source: z.string(),
  })
  .meta({ id: 'Price' });

type PeakFields = {
  readonly [H in Headline as H['field']]: H['isByDtype'] extends true
    ? z.ZodRecord<typeof wireId, typeof figure>
    : z.ZodOptional<typeof figure>;
};

/** A figure for each headline of the suite, by dtype where each format has one of its own. */
export const peaks = z
  .object(
    Object.fromEntries(
      headlines.map(({ field, isByDtype }) => [
        field,
        isByDtype ? z.record(wireId, figure) : figure.optional(),
      ]),
    ) as PeakFields,
  )
  .meta({ id: 'Peaks' });

export const tier = z.enum(idsOf(tiers)).meta({ id: 'Tier' });

/** A device's row on a leaderboard: one device × software path (measured), or one device (published, spec). */
export const leaderboardEntry = z
  .object({
    /** Shared by ties; null when the row is shown but not ranked. */
    rank: z.number().int().nullable(),
    /** The one row that stands for its device: its best verified path, else published, else spec. */
    isHeadline: z.boolean(),
    basis,
    device: deviceSummary,
    /** Null on published and spec rows. */
    softwarePath: softwarePathSummary.nullable(),
    suite: wireId.nullable(),
    peaks,
    prediction: prediction.nullable(),
    limit: limit.nullable(),
    /** Real results for exactly this model × quantization that others published, never a prediction. */
    publishedResults: z.array(
      z.object({
        backend: z.string(),
        prefillTokensPerSecond: positive.optional(),
        decodeTokensPerSecond: positive.optional(),
        source: z.string(),
      }),
    ),
    prices: z.array(price),
    /** Of the weakest figure that the row's numbers rest on. */
    tier: tier.nullable(),
    /** The weakest evidence that the row's numbers rest on; null on published and spec rows. */
    evidence: evidenceLevel.nullable(),
    /** Fewest owners and runs behind a figure that the row's numbers rest on. */
    ownerCount: countNumber,
    runCount: countNumber,
    /** Rests on figures that fewer owners proved than a rank needs. */
    isPreliminary: z.boolean(),
    measuredAt: z.string().nullable(),
    /** The newest submission behind a measured row. */
    submissionId: uuidV7.nullable(),
  })
  .meta({ id: 'LeaderboardEntry' });

export const workloadSummary = z
  .object({
    id: z.string(),
    title: z.string(),
    model: z.object({ id: wireId, title: z.string(), parameterCount: positive }),
    quantization: z.object({ id: wireId, title: z.string(), bitsPerWeight: positive }),
    job: z.object({ id: wireId, title: z.string(), summary: z.string() }),
    promptTokens: countNumber,
    generatedTokens: countNumber,
    contextTokens: countNumber,
    batchSize: wholeNumber,
  })
  .meta({ id: 'Workload' });

export const leaderboard = z
  .object({
    workload: workloadSummary,
    sort: z.string(),
    /** Rows that match the filters, before paging. */
    entryCount: countNumber,
    /** Rows by basis, before paging. */
    entryCountByBasis: z.object({
      measured: countNumber,
      published: countNumber,
      spec: countNumber,
    }),
    entries: z.array(leaderboardEntry),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Leaderboard' });

export const submissionStatus = z.enum(idsOf(statuses)).meta({ id: 'SubmissionStatus' });

/** Answer to `POST /v1/submissions`: 201 stored, 200 the same again, 202 stored but not ranked. */
export const submissionReceipt = z
  .object({
    id: uuidV7,
    status: submissionStatus,
    tier,
    /** Reason codes of a quarantine, e.g. `above-physics`; empty otherwise. */
    reasons: z.array(wireId),
    receivedAt: z.string(),
    url: z.string(),
  })
  .meta({ id: 'SubmissionReceipt' });

/** One measurement as stored: rates recomputed by the server from samples and the declared cost. */
export const storedMeasurement = z
  .object({
    outcome: z.enum(['ok', 'unsupported', 'skipped', 'failed']),
    kernel: wireId,
    dtype: wireId,
    backend: wireId,
    device: wireId,
    size: z.record(z.string(), wholeNumber).optional(),
    /** Why it failed, for programs; `reason` says it to people. */
    cause: wireId.optional(),
    reason: z.string().optional(),
    durationSeconds: z
      .object({
        median: positive,
        mad: z.number(),
        min: positive,
        max: positive,
        interval: interval.optional(),
        samples: z.array(positive),
      })
      .optional(),
    executionsPerSample: wholeNumber.optional(),
    computeFlopsPerSecond: positive.optional(),
    bandwidthBytesPerSecond: positive.optional(),
    relativeError: z.number().optional(),
    flags: z.array(wireId).optional(),
    /** Where it gives a headline figure of its path: what stands behind that. */
    evidence: evidence.optional(),
  })
  .meta({ id: 'StoredMeasurement' });

export const submittedDeviceSummary = deviceSummary.extend({
  id: wireId,
  /** Facts as submitted: cores, caches, instruction sets. */
  physicalCores: wholeNumber.optional(),
  logicalCores: wholeNumber.optional(),
  architecture: z.string().optional(),
});

export const submissionSummary = z
  .object({
    id: uuidV7,
    suite: wireId,
    preset: z.string(),
    status: submissionStatus,
    tier,
    reasons: z.array(wireId),
    receivedAt: z.string(),
    startedAt: z.string(),
    finishedAt: z.string(),
    agentVersion: z.string(),
    isPartial: z.boolean(),
    flags: z.array(wireId),
    devices: z.array(submittedDeviceSummary),
    measurementCount: countNumber,
    /** Fingerprint of the key that signed it, null when unsigned. */
    owner: z.string().nullable(),
    url: z.string(),
  })
  .meta({ id: 'SubmissionSummary' });

export const submissionDetail = submissionSummary
  .extend({
    host: z.record(z.string(), z.unknown()),
    noise: z.record(z.string(), z.unknown()),
    softwarePaths: z.array(softwarePathSummary.extend({ id: wireId, device: wireId })),
    unavailableBackends: z.array(z.object({ backend: wireId, reason: z.string() })),
    /** Devices of the machine that the run did not measure. */
    leftOutDevices: z.array(z.object({ name: z.string(), reason: z.string() })),
    measurements: z.array(storedMeasurement),
    /** Checks that the server made, each with its outcome, in words for people. */
    checks: z.array(
      z.object({ id: wireId, title: z.string(), isPassed: z.boolean(), detail: z.string() }),
    ),
  })
  .meta({ id: 'SubmissionDetail' });

export const submissionPage = z
  .object({ submissions: z.array(submissionSummary), nextCursor: z.string().nullable() })
  .meta({ id: 'SubmissionPage' });

/** A curve of one kernel on one software path: best rate at each problem size, for charts. */
export const sizeCurve = z
  .object({
    kernel: wireId,
    dtype: wireId,
    backend: wireId,
    submissionId: uuidV7,
    /** `sizeBytes` is the working set; `value` is bytes/s for bandwidth kernels, flops/s for compute. */
    metric: z.enum(['bandwidthBytesPerSecond', 'computeFlopsPerSecond', 'durationSeconds']),
    points: z.array(
      z.object({
        size: z.record(z.string(), wholeNumber),
        sizeBytes: positive,
        value: positive,
        low: positive,
        high: positive,
      }),
    ),
  })
  .meta({ id: 'SizeCurve' });

/** How the runs behind each figure of a device spread on one software path. */
export const distribution = z
  .object({
    suite: wireId,
    backend: wireId,
    runtimeName: z.string(),
    /** `bandwidth`, `compute-f32`, `matvec-q8_0`, `dispatch` … in SI base units. */
    peak: wireId,
    runCount: countNumber,
    quantiles: z.array(z.object({ ratio, value: positive })),
  })
  .meta({ id: 'Distribution' });

/** Where a device stands among all of its kind, by the best row of each. */
export const standing = z
  .object({
    sort: z.string(),
    deviceCount: countNumber,
    /** Share of the others that it is better than. */
    betterThanRatio: ratio,
  })
  .meta({ id: 'Standing' });

export const deviceDetail = z
  .object({
    device: deviceSummary,
    aliases: z.array(z.string()),
    /** Spec-sheet peaks from the catalogue, absent for unlisted devices. */
    spec: peaks.optional(),
    /** Bandwidths that others measured and published. */
    publishedBandwidths: z.array(
      z.object({ benchmark: z.string(), metric: z.string(), value: positive, source: z.string() }),
    ),
    prices: z.array(price),
    /** The same rows as on the leaderboard for the chosen workload, the headline first. */
    workload: workloadSummary,
    entries: z.array(leaderboardEntry),
    curves: z.array(sizeCurve),
    distributions: z.array(distribution),
    /** Null when no row of the device has a figure for the workload. */
    standing: standing.nullable(),
    submissions: z.array(submissionSummary),
  })
  .meta({ id: 'DeviceDetail' });

export const devicePage = z
  .object({
    devices: z.array(deviceSummary.extend({ runCount: countNumber, url: z.string() })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'DevicePage' });

export const workloadPage = z
  .object({
    defaultWorkload: z.string(),
    workloads: z.array(workloadSummary),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'WorkloadPage' });

export const kernelPage = z
  .object({
    suite: wireId,
    kernels: z.array(
      z.object({
        id: wireId,
        title: z.string(),
        summary: z.string(),
        dtypes: z.array(wireId),
        dimensions: z.array(wireId),
        metric: z.string(),
      }),
    ),
  })
  .meta({ id: 'KernelPage' });

export const modelPage = z
  .object({
    models: z.array(
      z.object({
        id: wireId,
        title: z.string(),
        parameterCount: positive,
        /** Parameters that one token is multiplied with; fewer than all in a mixture of experts. */
        activeParameterCount: positive,
        layers: wholeNumber,
        maximumContextTokens: wholeNumber,
        source: z.string(),
      }),
    ),
    quantizations: z.array(z.object({ id: wireId, title: z.string(), source: z.string() })),
    jobs: z.array(z.object({ id: wireId, title: z.string(), summary: z.string() })),
  })
  .meta({ id: 'ModelPage' });

/** Predictions of one workload on one device, from every basis there is. */
export const predictionAnswer = z
  .object({
    device: deviceSummary,
    workload: workloadSummary,
    predictions: z.array(
      z.object({
        basis,
        /** The weakest evidence of the measured figures it rests on; null for other bases. */
        evidence: evidenceLevel.nullable(),
        softwarePath: softwarePathSummary.nullable(),
        prediction,
      }),
    ),
  })
  .meta({ id: 'PredictionAnswer' });

/** One decision about a submission. */
export const submissionEvent = z
  .object({
    sequence: wholeNumber,
    at: z.string(),
    /** `intake`, `verifier`, `owner` or `maintainer`. */
    actor: z.string(),
    status: submissionStatus,
    tier,
    reasons: z.array(wireId),
    /** What its proofs showed, each for one path, kernel and number format. */
    floors: z.array(
      z.object({
        path: wireId,
        kernel: wireId,
        dtype: wireId,
        unitsPerSecond: positive,
        provedAt: z.string(),
      }),
    ),
    detail: z.string(),
  })
  .meta({ id: 'SubmissionEvent' });

export const submissionEvents = z
  .object({ id: uuidV7, events: z.array(submissionEvent), nextCursor: z.string().nullable() })
  .meta({ id: 'SubmissionEvents' });

/** A decision of a maintainer; it is an event like any other, with its reason in public. */
export const moderationRequest = z
  .strictObject({
    status: z.enum(['accepted', 'quarantined', 'withdrawn']),
    reasons: z.array(wireId).max(8),
    detail: screenedText(500),
    /** Only with `accepted`: maintainers made the run themselves, on a machine of theirs. */
    tier: z.literal('T4').optional(),
  })
  .meta({ id: 'ModerationRequest' });

/** Several devices side by side, each with every row it has. */
export const comparison = z
  .object({
    workload: workloadSummary,
    devices: z.array(z.object({ device: deviceSummary, entries: z.array(leaderboardEntry) })),
  })
  .meta({ id: 'Comparison' });

/** Quantities that boards are sorted by. */
export const metricPage = z
  .object({
    metrics: z.array(
      z.object({ id: wireId, title: z.string(), unit: z.string(), isHigherBetter: z.boolean() }),
    ),
  })
  .meta({ id: 'MetricPage' });

/** One way to meet a target, cheapest first. */
export const adviceOption = z
  .object({
    device: deviceSummary,
    basis,
    deviceCount: wholeNumber,
    /** Of the device, or of an hour of it; null when no price is known. */
    price: price.nullable(),
    /** Price of all devices together. */
    totalUsd: positive.nullable(),
    costPerMillionTokensUsd: positive.nullable(),
    /** Of all users together. */
    throughputTokensPerSecond: predicted,
    perUserTokensPerSecond: positive,
    /** Predicted speed over the target: far above 1 is over-provisioned. */
    sufficiencyRatio: positive,
    /** Whether even the low end of the interval suffices. */
    isSafe: z.boolean(),
    limit,
    reason: z.string(),
  })
  .meta({ id: 'AdviceOption' });

export const advice = z
  .object({
    workload: workloadSummary,
    targetTokensPerSecondPerUser: positive,
    options: z.array(adviceOption),
    /** Devices that were considered and do not meet the target or the budget. */
    insufficientCount: countNumber,
    assumptions: z.array(z.string()),
  })
  .meta({ id: 'Advice' });

/** Files of the newest dump. */
export const exportManifest = z
  .object({
    /** Null before the first dump. */
    createdAt: z.string().nullable(),
    schemaVersion: wholeNumber,
    license: z.literal('CC0-1.0'),
    /** Of the code that wrote it; recompute with the same. */
    apiVersion: z.string(),
    /** No row of the board changed while the dump was made, so recomputing it gives the same bytes. */
    isConsistent: z.boolean(),
    /** The public log; null before the first dump. */
    log: z
      .object({
        origin: z.string(),
        /** Checks its checkpoints: `name+key id+key`. Keep it: it does not change. */
        verifierKey: z.string(),
        /** Entries that the newest checkpoint signs. */
        size: countNumber,
      })
      .nullable(),
    files: z.array(
      z.object({
        name: z.string(),
        url: z.string(),
        mediaType: z.string(),
        bytes: countNumber,
        rows: countNumber,
        sha256: z.string(),
      }),
    ),
  })
  .meta({ id: 'ExportManifest' });

/** What there is, with addresses. */
export const apiIndex = z
  .object({
    name: z.string(),
    version: z.string(),
    suite: wireId,
    links: z.array(
      z.object({ rel: z.string(), method: z.string(), href: z.string(), title: z.string() }),
    ),
  })
  .meta({ id: 'ApiIndex' });

export const health = z
  .object({ status: z.enum(['ok']), suite: wireId, version: z.string() })
  .meta({ id: 'Health' });

export type Advice = z.infer<typeof advice>;
export type AdviceOption = z.infer<typeof adviceOption>;
export type ExportManifest = z.infer<typeof exportManifest>;
export type LeaderboardEntry = z.infer<typeof leaderboardEntry>;
export type Price = z.infer<typeof price>;
export type Leaderboard = z.infer<typeof leaderboard>;
export type DeviceSummary = z.infer<typeof deviceSummary>;
export type DeviceDetail = z.infer<typeof deviceDetail>;
export type Figure = z.infer<typeof figure>;
export type FigureEvidence = z.infer<typeof evidence>;
export type Peaks = z.infer<typeof peaks>;
export type SubmissionReceipt = z.infer<typeof submissionReceipt>;
export type SubmissionSummary = z.infer<typeof submissionSummary>;
export type SubmissionEvents = z.infer<typeof submissionEvents>;
export type SubmissionDetail = z.infer<typeof submissionDetail>;
export type StoredMeasurement = z.infer<typeof storedMeasurement>;
export type SizeCurve = z.infer<typeof sizeCurve>;
export type WorkloadSummary = z.infer<typeof workloadSummary>;
