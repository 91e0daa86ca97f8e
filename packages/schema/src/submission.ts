import { platforms } from '@ridgeline/vocabulary/platforms';
import { idsOf } from '@ridgeline/vocabulary/word';
import { z } from 'zod';
import { countNumber, positive, ratio, wholeNumber } from './figures.ts';
import { instant, screenedText, uuidV7, wireId } from './text.ts';

const name = screenedText(120);
const version = z
  .string()
  .max(64)
  .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'must be a version such as 1.2.3');
const localId = wireId;

/** Operating systems, as Node names them; a page in a browser is not told which one it runs on. */
export const platform = z.enum(idsOf(platforms));

const coreCounts = z.strictObject({
  logicalCores: wholeNumber.max(65_536),
  physicalCores: wholeNumber.max(65_536).optional(),
  performanceCores: wholeNumber.max(65_536).optional(),
  efficiencyCores: wholeNumber.max(65_536).optional(),
});

/** What of the machine the run could use, where that is less than all of it. */
const room = z.strictObject({
  /** What affinity masks and cpusets leave. */
  allowed: coreCounts.optional(),
  /** Processors' worth of time that a container may use: 0.5 is half a CPU. */
  quotaCores: positive.optional(),
  memoryLimitBytes: wholeNumber.optional(),
});

const host = z.strictObject({
  platform,
  architecture: wireId,
  osName: name.optional(),
  osVersion: name.optional(),
  memoryBytes: wholeNumber,
  logicalCores: wholeNumber.max(65_536),
  isVirtual: z.boolean().optional(),
  /** The computer as its firmware calls it. */
  hardwareVendor: name.optional(),
  hardwareModel: name.optional(),
  formFactor: z.enum(['desktop', 'laptop']).optional(),
  room: room.optional(),
  memoryType: name.optional(),
  memoryTransfersPerSecond: positive.optional(),
});

const noise = z.strictObject({
  loadAverageBefore: z.number().min(0).max(1e6).optional(),
  loadAverageAfter: z.number().min(0).max(1e6).optional(),
  otherCpuRatio: ratio.optional(),
  stealRatio: ratio.optional(),
  isOnBattery: z.boolean().optional(),
  /** Clock of the fastest core as the system tells it, just after a loop that raises it. */
  frequencyBeforeHertz: positive.optional(),
  frequencyAfterHertz: positive.optional(),
  thermalSlopeRatio: z.number().min(-1).max(10).optional(),
  /** A virtual machine's processors were kept from sleeping, which misplaces threads there. */
  wereCpusKeptAwake: z.boolean().optional(),
});

const caches = z.strictObject({
  level1DataBytes: wholeNumber.optional(),
  level2Bytes: wholeNumber.optional(),
  level3Bytes: wholeNumber.optional(),
});

/** As the system reads them; an id of 16 bits, a revision of 8. */
const pciIds = z.strictObject({
  vendor: countNumber.max(0xff_ff),
  device: countNumber.max(0xff_ff),
  subsystemVendor: countNumber.max(0xff_ff).optional(),
  subsystemDevice: countNumber.max(0xff_ff).optional(),
  revision: countNumber.max(0xff).optional(),
});

const device = z.strictObject({
  /** Local to this submission: `cpu0`, `gpu0` … */
  id: localId,
  kind: z.enum(['cpu', 'gpu']),
  /** Normalised marketing name, e.g. `AMD Ryzen 9 7950X`. */
  name,
  /** The string the system gave, when it differs. */
  reportedName: name.optional(),
  /** What other tools and tables call it, most specific first. */
  otherNames: z.array(name).max(4).optional(),
  vendor: name,
  /** CPU family/model/stepping or GPU architecture as the system reports it. */
  architecture: name.optional(),
  memoryBytes: wholeNumber.optional(),
  physicalCores: wholeNumber.max(65_536).optional(),
  logicalCores: wholeNumber.max(65_536).optional(),
  /** Of the physical cores, where there are fast and slow ones. */
  performanceCores: wholeNumber.max(65_536).optional(),
  efficiencyCores: wholeNumber.max(65_536).optional(),
  pciIds: pciIds.optional(),
  /** Cores of a GPU as its system counts them. */
  gpuCores: wholeNumber.max(65_536).optional(),
  /** How many of its kind the machine has, where there are several; one of them was measured. */
  count: wholeNumber.min(2).max(64).optional(),
  sockets: wholeNumber.max(1024).optional(),
  numaNodes: wholeNumber.max(1024).optional(),
  caches: caches.optional(),
  instructionSets: z.array(wireId).max(64).optional(),
  /** A GPU API drawn by the CPU (SwiftShader, lavapipe, WARP): labelled, never ranked as a GPU. */
  isSoftwareAdapter: z.boolean(),
});

const softwarePath = z.strictObject({
  /** Local to this submission and named by measurements, e.g. `cpu0-gpujs-webasm`. */
  id: localId,
  device: localId,
  /** Backend id of the suite: `gpujs-cpu`, `gpujs-webasm`, `gpujs-webgpu`, `webgpu`, `wasm` … */
  backend: wireId,
  runtimeName: name,
  runtimeVersion: name,
  libraryName: name.optional(),
  libraryVersion: name.optional(),
  /** Graphics or compute API and driver where there is one. */
  api: name.optional(),
  driver: name.optional(),
  threads: wholeNumber.max(65_536).optional(),
  /** Numbers of threads that were tried before `threads` was chosen. */
  triedThreads: z.array(wholeNumber.max(65_536)).max(8).optional(),
});

const size = z
  .record(wireId, wholeNumber)
  .refine((value) => Object.keys(value).length <= 6, 'has more than 6 dimensions');

const okMeasurement = z.strictObject({
  outcome: z.literal('ok'),
  kernel: wireId,
  dtype: wireId,
  path: localId,
  /** Problem size by dimension, e.g. `{"m":1024,"n":1024,"k":1024}` or `{"elements":4194304}`. */
  size,
  durationSeconds: z.strictObject({
    median: positive,
    /** Those of the samples; agents leave them out, since a submission has little room. */
    min: positive.optional(),
    max: positive.optional(),
    /** Seconds of one execution, in order; every timed sample, raw. */
    samples: z.array(positive).min(1).max(4096),
  }),
  /** Executions timed together in one sample (short kernels are batched against timer quanta). */
  executionsPerSample: wholeNumber,
  /** Derived claims; the server recomputes both from samples and the kernel's declared cost. */
  computeFlopsPerSecond: positive.optional(),
  bandwidthBytesPerSecond: positive.optional(),
  /** Relative error of the verified answer against the reference, 0 when bit-identical. */
  relativeError: z.number().min(0).max(1),
  /** Program that the backend chose among its own, e.g. `shared-128x128x16`; absent where it has one only. */
  variant: wireId.optional(),
  flags: z.array(wireId).max(16).optional(),
});

const otherMeasurement = z.strictObject({
  outcome: z.enum(['unsupported', 'skipped']),
  kernel: wireId,
  dtype: wireId,
  path: localId,
  size: size.optional(),
  reason: screenedText(300),
});

const failedMeasurement = z.strictObject({
  ...otherMeasurement.shape,
  outcome: z.literal('failed'),
  /** Why, for programs: `wrong-answer`, `hang`, `crash`, `no-room`, `unsupported`, or one yet to come. */
  cause: wireId,
});

const measurement = z.discriminatedUnion('outcome', [
  okMeasurement,
  otherMeasurement,
  failedMeasurement,
]);

const unavailableBackend = z.strictObject({ backend: wireId, reason: screenedText(300) });

/**
 * Submission v1: one run of the agent, whole, as sent to `POST /v1/submissions`.
 * `run.id` is also the Idempotency-Key. Nothing in it is personal: no host name, user, serial or address.
 */
export const submission = z
  .strictObject({
    schemaVersion: z.literal(1),
    run: z.strictObject({
      id: uuidV7,
      suite: wireId,
      preset: z.enum(['quick', 'standard', 'full']),
      startedAt: instant,
      finishedAt: instant,
      agentVersion: version,
      flags: z.array(wireId).max(16),
      /** True when Ctrl-C or a time limit ended the run early: what was measured is whole, the plan is not. */
      isPartial: z.boolean(),
    }),
    host,
    noise,
    // A board's rows are few for each run.
    devices: z.array(device).min(1).max(6),
    softwarePaths: z.array(softwarePath).max(16),
    unavailableBackends: z.array(unavailableBackend).max(32),
    /** Devices of the machine that the run did not measure, and why. */
    leftOutDevices: z
      .array(z.strictObject({ name, reason: screenedText(300) }))
      .max(16)
      .optional(),
    measurements: z.array(measurement).max(1024),
  })
  .meta({ id: 'Submission' });

export type Submission = z.infer<typeof submission>;
export type SubmittedDevice = z.infer<typeof device>;
export type SubmittedSoftwarePath = z.infer<typeof softwarePath>;
export type Measurement = z.infer<typeof measurement>;
export type OkMeasurement = z.infer<typeof okMeasurement>;

/** Largest accepted body of `POST /v1/submissions`, in bytes. */
export const submissionMaximumBytes = 65_536;
