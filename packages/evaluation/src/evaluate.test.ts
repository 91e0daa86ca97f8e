import { readFileSync } from 'node:fs';
import { exampleSubmission } from '@ridgeline/schema/example-submission';
import type { OkMeasurement, Submission } from '@ridgeline/schema/submission';
import { submission as schema } from '@ridgeline/schema/submission';
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import { checkPlausibility } from './plausibility.ts';

const receivedAt = new Date('2026-11-01T12:01:00Z');

function changed(change: (draft: Submission) => void): Submission {
  const draft = structuredClone(exampleSubmission);
  change(draft);
  return schema.parse(draft);
}

function evaluated(change: (draft: Submission) => void = () => undefined) {
  const evaluation = evaluate(changed(change));
  expect(evaluation.faults).toEqual([]);
  return evaluation;
}

function pointers(change: (draft: Submission) => void): string[] {
  return evaluate(changed(change)).faults.map(({ pointer }) => pointer);
}

function reasons(change: (draft: Submission) => void): string[] {
  return checkPlausibility(evaluated(change), receivedAt)
    .filter(({ isPassed, isQuarantining }) => isQuarantining && !isPassed)
    .map(({ id }) => id);
}

function ok(draft: Submission, index: number): OkMeasurement {
  const measurement = draft.measurements[index];
  if (measurement?.outcome !== 'ok') throw new Error(`/measurements/${index} is not ok`);
  return measurement;
}

function device(draft: Submission) {
  const [first] = draft.devices;
  if (first === undefined) throw new Error('the example has a device');
  return first;
}

/** The same figures, of a GPU. */
function asGpu(draft: Submission): void {
  device(draft).kind = 'gpu';
  Object.assign(draft.softwarePaths[0] ?? {}, { backend: 'webgpu', threads: undefined });
}

/** Makes one measurement `factor` times faster without any contradiction. */
function speedUp(measurement: OkMeasurement, factor: number): void {
  const { durationSeconds } = measurement;
  durationSeconds.samples = durationSeconds.samples.map((seconds) => seconds / factor);
  durationSeconds.median /= factor;
  durationSeconds.min = Math.min(...durationSeconds.samples);
  durationSeconds.max = Math.max(...durationSeconds.samples);
  for (const rate of ['bandwidthBytesPerSecond', 'computeFlopsPerSecond'] as const) {
    if (measurement[rate] !== undefined) measurement[rate] *= factor;
  }
}

describe('a valid run', () => {
  test('is identified, and its peaks are recomputed from samples', () => {
    const { devices, paths } = evaluated();
    expect(devices[0]?.facts).toMatchObject({ slug: 'amd-ryzen-7-7800x3d', isListed: true });
    const peaks = new Map(paths[0]?.peaks.map((peak) => [peak.peak, peak]));
    expect(peaks.get('bandwidth')?.value).toBeCloseTo(6.1e10, -5);
    expect(peaks.get('bandwidth')?.best).toBeCloseTo(6.1e10 / 0.997, -5);
    expect(peaks.get('compute-f32')?.value).toBeCloseTo(6.2e11, -5);
  });

  test('breaks no rule', () => {
    expect(reasons(() => undefined)).toEqual([]);
  });

  test('rates that were not claimed are recomputed all the same', () => {
    const { paths } = evaluated((draft) => {
      for (const index of [0, 1, 2, 3]) {
        delete ok(draft, index).bandwidthBytesPerSecond;
        delete ok(draft, index).computeFlopsPerSecond;
      }
    });
    expect(paths[0]?.peaks.map(({ peak }) => peak)).toContain('compute-f32');
  });
});

describe('a real run', () => {
  // A quick run on a virtual machine with two cores of an AMD EPYC and Mesa's software adapter, which
  // multiplies vectors faster than it reads memory.
  const golden = JSON.parse(
    readFileSync(new URL('golden/run-epyc-2-cores.json', import.meta.url), 'utf8'),
  );

  test('is not quarantined for what a software adapter does', () => {
    const evaluation = evaluate(schema.parse(golden));
    const arrivedAt = new Date(Date.parse(golden.run.finishedAt) + 1000);
    const broken = checkPlausibility(evaluation, arrivedAt).filter(
      ({ isPassed, isQuarantining }) => isQuarantining && !isPassed,
    );
    expect([...evaluation.faults, ...broken]).toEqual([]);
  });
});

describe('what no cache may hold', () => {
  test('bandwidth out of the caches is no memory bandwidth', () => {
    const evaluation = evaluated((draft) => {
      draft.measurements = draft.measurements.filter((_, index) => index !== 1);
    });
    expect(evaluation.paths[0]?.peaks.map(({ peak }) => peak)).not.toContain('bandwidth');
  });
});

describe('devices', () => {
  test('a plain unknown CPU gets a slug of its own with its cores', () => {
    const { devices } = evaluated((draft) => {
      device(draft).name = 'AMD EPYC';
      device(draft).logicalCores = 2;
      device(draft).physicalCores = 2;
      Object.assign(draft.softwarePaths[0] ?? {}, { threads: 2 });
    });
    expect(devices[0]?.facts).toMatchObject({
      slug: 'unlisted-amd-epyc-2-cores',
      isListed: false,
    });
  });

  test('a look-alike is quarantined', () => {
    const lookAlike = (draft: Submission) => {
      device(draft).name = 'NVIDІA GeForce RTX 4090';
    };
    expect(reasons(lookAlike)).toEqual(['unknown-device']);
    expect(evaluated(lookAlike).devices[0]?.isNameable).toBe(false);
  });

  test('a software adapter is never taken for a GPU', () => {
    const adapter = (draft: Submission) => {
      Object.assign(device(draft), { kind: 'gpu', name: 'llvmpipe (LLVM 15.0.6, 256 bits)' });
      Object.assign(draft.softwarePaths[0] ?? {}, { backend: 'webgpu', threads: undefined });
    };
    expect(evaluated(adapter).devices[0]?.facts).toMatchObject({
      isSoftwareAdapter: true,
      isListed: false,
    });
    expect(reasons(adapter)).toContain('software-adapter');
    expect(
      reasons((draft) => {
        adapter(draft);
        device(draft).isSoftwareAdapter = true;
      }),
    ).toEqual([]);
  });
});

describe('contradictions', () => {
  test.each<[string, (draft: Submission) => void, string]>([
    [
      'a rate',
      (d) => {
        ok(d, 3).computeFlopsPerSecond = 6.3e11;
      },
      '/measurements/3/computeFlopsPerSecond',
    ],
    [
      'a median',
      (d) => {
        ok(d, 3).durationSeconds.median *= 1.008;
      },
      '/measurements/3/durationSeconds/median',
    ],
    [
      'a minimum',
      (d) => {
        const { durationSeconds } = ok(d, 3);
        durationSeconds.min = Math.min(...durationSeconds.samples) / 2;
      },
      '/measurements/3/durationSeconds/min',
    ],
    [
      'an id of another week',
      (d) => {
        d.run.id = `01a1${d.run.id.slice(4)}`.replace('01a196fb', '01a16fb1');
      },
      '/run/id',
    ],
    [
      'a GPU that Wasm measured',
      (d) => {
        device(d).kind = 'gpu';
      },
      '/softwarePaths/0/backend',
    ],
    [
      'time',
      (d) => {
        d.run.finishedAt = d.run.startedAt;
      },
      '/measurements',
    ],
    [
      'batched time',
      (d) => {
        ok(d, 3).executionsPerSample = 1e6;
      },
      '/measurements',
    ],
    [
      'order',
      (d) => {
        d.run.startedAt = '2026-11-01T12:00:31Z';
      },
      '/run/finishedAt',
    ],
    [
      'threads',
      (d) => {
        Object.assign(d.softwarePaths[0] ?? {}, { threads: 17 });
      },
      '/softwarePaths/0/threads',
    ],
    [
      'cores',
      (d) => {
        device(d).physicalCores = 17;
      },
      '/devices/0/logicalCores',
    ],
    [
      'a device',
      (d) => {
        device(d).id = 'cpu1';
      },
      '/softwarePaths/0/device',
    ],
    [
      'a path',
      (d) => {
        ok(d, 0).path = 'gpu0-webgpu';
      },
      '/measurements/0/path',
    ],
    ['an id', (d) => void d.devices.push({ ...device(d) }), '/devices/1/id'],
  ])('%s that disagrees is pointed at', (_, change, pointer) => {
    expect(pointers(change)).toContain(pointer);
  });
});

describe('implausible runs', () => {
  test.each<[string, (draft: Submission) => void, string]>([
    ['three times the data sheet', (d) => speedUp(ok(d, 1), 3), 'above-physics'],
    ['more flops than the cores have', (d) => speedUp(ok(d, 3), 20), 'above-physics'],
    [
      'a lost prefix',
      (d) => {
        for (const index of [1, 2, 3]) speedUp(ok(d, index), 1e-6);
      },
      'unit-suspect',
    ],
    [
      'a wrong answer',
      (d) => {
        ok(d, 3).relativeError = 0.01;
      },
      'wrong-answer',
    ],
    [
      'a MAC address',
      (d) => {
        d.host.osName = 'host 00:1a:2b:3c:4d:5e';
      },
      'pii-suspect',
    ],
    [
      'a clock far ahead',
      (d) => {
        d.run.startedAt = '2026-11-01T12:10:00Z';
        d.run.finishedAt = '2026-11-01T12:10:30Z';
      },
      'clock-ahead',
    ],
    [
      'an hour of work in a minute',
      (d) => {
        d.run.startedAt = '2026-11-01T11:01:00Z';
      },
      'wall-impossible',
    ],
    [
      'one and a half times the sheet of a processor',
      (d) => speedUp(ok(d, 1), (1.5 * 102e9) / 6.1e10),
      'above-physics',
    ],
    [
      'more cores than are at work',
      (d) => {
        Object.assign(device(d), { physicalCores: 96, logicalCores: 192 });
        d.host.logicalCores = 192;
        Object.assign(d.softwarePaths[0] ?? {}, { threads: 192 });
        for (const index of [2, 3]) speedUp(ok(d, index), 0.1);
      },
      'below-cores',
    ],
    [
      'a name far above the machine',
      (d) => {
        Object.assign(device(d), { name: 'NVIDIA GeForce RTX 4090', vendor: 'NVIDIA' });
        asGpu(d);
      },
      'below-sheet',
    ],
    [
      'a processor of one maker that another one made',
      (d) => {
        device(d).vendor = 'GenuineIntel';
      },
      'name-contradiction',
    ],
    [
      'two names of two products',
      (d) => {
        device(d).reportedName = 'AMD Ryzen 5 5600X 6-Core Processor';
      },
      'name-contradiction',
    ],
    [
      'a maker in letters of another script',
      (d) => {
        device(d).vendor = 'АМD';
      },
      'look-alike',
    ],
    [
      'a driver in letters of another script',
      (d) => {
        Object.assign(d.softwarePaths[0] ?? {}, { driver: 'NVIDІA 560.1' });
      },
      'look-alike',
    ],
    [
      'an int8 product of 1e20 op/s beside f32 ones of a plain machine',
      (d) => {
        device(d).name = 'Plain GPU';
        asGpu(d);
        const int8 = structuredClone(ok(d, 3));
        int8.dtype = 'int8';
        speedUp(int8, 1e20 / 6.2e11);
        d.measurements.push(int8);
      },
      'above-physics',
    ],
    [
      'absurd memory',
      (d) => {
        d.host.memoryBytes = 2 ** 50;
      },
      'memory-suspect',
    ],
  ])('%s is quarantined as such', (_, change, reason) => {
    const far = (draft: Submission) => {
      change(draft);
      // Slow figures need a long run, or they contradict its length.
      if (reason === 'unit-suspect') draft.run.startedAt = '2025-01-01T00:00:00Z';
    };
    expect(reasons(far)).toContain(reason);
  });

  test('a processor with more cores than its name has is quarantined, several of it are not', () => {
    const brokenWith = (physicalCores: number) => {
      const evaluation = evaluated((draft) => {
        Object.assign(device(draft), { physicalCores, logicalCores: 2 * physicalCores });
        Object.assign(draft.softwarePaths[0] ?? {}, { threads: 2 });
      });
      const devices = evaluation.devices.map((each) => ({
        ...each,
        ...(each.listed && { listed: { ...each.listed, physicalCores: 8 } }),
      }));
      return checkPlausibility({ ...evaluation, devices }, receivedAt)
        .filter(({ isPassed }) => !isPassed)
        .map(({ id }) => id);
    };
    expect(brokenWith(12)).toContain('core-count');
    for (const cores of [2, 8, 16]) expect(brokenWith(cores)).not.toContain('core-count');
  });

  test('frozen samples are quarantined from eight on', () => {
    const freeze = (count: number) => (draft: Submission) => {
      const { durationSeconds } = ok(draft, 3);
      durationSeconds.samples = Array(count).fill(durationSeconds.median);
      durationSeconds.min = durationSeconds.max = durationSeconds.median;
    };
    expect(reasons(freeze(8))).toEqual(['zero-variance']);
    expect(reasons(freeze(7))).toEqual([]);
  });

  test('an unknown kernel is stored and unranked, not refused', () => {
    const unknown = (draft: Submission) => {
      ok(draft, 3).kernel = 'attention';
    };
    expect(reasons(unknown)).toEqual([]);
    const check = checkPlausibility(evaluated(unknown), receivedAt).find(
      ({ id }) => id === 'known-kernels',
    );
    expect(check).toMatchObject({ isPassed: false, detail: 'Stored unranked: attention.' });
  });
});

test.each([{ m: 1024, n: 1024 }, { m: 1024, n: 1024, k: 1024, l: 2 }, { elements: 2 ** 20 }, {}])(
  'a known kernel of the size %o contradicts itself',
  (size) => {
    const { faults } = evaluate(
      changed((draft) => {
        const matmul = draft.measurements.find(({ kernel }) => kernel === 'matmul');
        Object.assign(matmul ?? {}, { size });
      }),
    );
    expect(faults.map(({ pointer }) => pointer)).toContainEqual(expect.stringMatching(/size$/));
  },
);
