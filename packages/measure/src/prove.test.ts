import { matmulSpec } from '@ridgeline/kernels/matmul/spec';
import { toBase64Url } from '@ridgeline/kernels/verification/bytes-text';
import {
  drawLeaves,
  faultOfProof,
  joinedPath,
} from '@ridgeline/kernels/verification/challenge-kind';
import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import { rootOfRoots } from '@ridgeline/kernels/verification/hash-tree';
import { expect, test } from 'vitest';
import { backendDefinitions } from './backends/backend-list.ts';
import { nodeHost } from './node-host.ts';
import { sha256 } from './sha256.ts';

const keys = { seed: [0x1234_5678, 0x9abc_def0], start: [0x0fed_cba9, 0x8765_4321] } as const;
const below = (bound: number) => Math.floor(Math.random() * bound);

const cases = backendDefinitions.flatMap(({ create, id, proves = [] }) =>
  proves.map((kind) => [id, kind, create] as const),
);

test.each(cases)(
  '%s proves %s',
  async (id, kindId, create) => {
    const backend = await create(nodeHost());
    const probe = await backend.probe();
    const kind = challengeKindOf(kindId);
    if (!probe.isAvailable || !backend.supports(kind.kernel, kind.dtype)) {
      console.warn(`${id} has no ${kindId} here, which was not checked.`);
      await backend.close();
      return;
    }
    try {
      const counts = { places: kind.isFilled ? 4096 : 256, rounds: 3 };
      // A pass that is left over from other inputs would show.
      const size = { m: 256, n: 256, k: 256 };
      const problem = { kernel: matmulSpec, dtype: 'f32', size, copies: 1, seed: 1 } as const;
      const prepared = await backend.prepare({ ...problem, values: 'random' });
      await prepared.execute(1);
      const prover = await backend.prove?.({ kind: kindId, counts });
      const firstRoot = await prover?.fill(keys.seed);
      const roots = (await prover?.compute(keys.start)) ?? [];
      const root = await rootOfRoots(roots, sha256);
      const picks = drawLeaves(kind, counts, 16, below);
      const openings = (await prover?.open(picks)) ?? [];
      const proof = { root, roots: toBase64Url(joinedPath(roots)), picks, openings };
      const work = { ...keys, counts, firstRoot };
      const began = performance.now();
      expect(await faultOfProof(kind, work, proof, { sha256, below })).toBeUndefined();
      expect(performance.now() - began).toBeLessThan(2000);
      const other = { ...work, start: [1, 2] as const };
      expect(await faultOfProof(kind, other, proof, { sha256, below })).toMatch(/wrong$/);
      await prover?.dispose();
    } finally {
      await backend.close();
    }
  },
  60_000,
);
