import { matmulSpec } from '@ridgeline/kernels/matmul/spec';
import { readSpec } from '@ridgeline/kernels/read/spec';
import { challengeB, challengeRow } from '@ridgeline/kernels/verification/challenge-matmul';
import {
  blockDigest,
  blockWords,
  mixedBlock,
  readInChain,
} from '@ridgeline/kernels/verification/challenge-read';
import type { MatmulWork } from '@ridgeline/kernels/verification/matmul-kind';
import type { ReadWork } from '@ridgeline/kernels/verification/read-kind';
import { digestRows } from '@ridgeline/kernels/verification/row-digest';
import { expect, test } from 'vitest';
import type { Backend } from './backends/backend.ts';
import { createNodeBlasBackend } from './backends/blas/node-blas-backend.ts';
import { createNodeWasmBackend } from './backends/wasm/node-wasm-backend.ts';
import { webgpu } from './backends/webgpu/webgpu-backend.ts';
import { nodeGpu } from './node-gpu.ts';
import { sha256 } from './sha256.ts';

const challenge: MatmulWork = {
  ...({ kernel: 'matmul', rows: 192, repetitions: 3 } as const),
  seed: [0x9234_5678, 0x9abc_def0],
};
const entry = new URL('./backends/wasm/node-engine.ts', import.meta.url);

const backends: Readonly<Record<string, () => Backend>> = {
  wasm: () => createNodeWasmBackend({ id: 'wasm', title: 'Wasm', threads: 2, entry }),
  blas: () => createNodeBlasBackend({ threads: 2, load: () => import('koffi') }),
  webgpu: () => webgpu(nodeGpu({ load: () => import('webgpu'), version: '0.6.2' })),
};

test.each(Object.keys(backends))(
  '%s answers a challenge exactly, row by row',
  async (id) => {
    const backend = backends[id]?.();
    const probe = await backend?.probe();
    if (backend === undefined || !probe?.isAvailable) {
      console.warn(`${id} is not available here and was not checked.`);
      return;
    }
    try {
      const { repetitions, rows: n } = challenge;
      const size = { m: n, n, k: n };
      const rest = { dtype: 'f32', size, seed: 1, values: 'random', copies: 1 } as const;
      const prepared = await backend.prepare({ kernel: matmulSpec, ...rest });
      // A pass that is left over from the random inputs would show.
      await prepared.execute(1);
      const digests = await prepared.prove?.(challenge);
      const b = challengeB(challenge);
      const expected = Array.from({ length: n * repetitions }, (_, place) =>
        digestRows(challengeRow(challenge, b, Math.floor(place / n), place % n), n),
      ).flatMap((digest) => [...digest]);
      expect([...(digests ?? [])]).toEqual(expected);
      await prepared.dispose();
    } finally {
      await backend.close();
    }
  },
  60_000,
);

test('wasm streams a read challenge exactly, block by block and key by key', async () => {
  const reading: ReadWork = {
    ...({ kernel: 'read', blocks: 5, passes: 3 } as const),
    seed: [0x8765_4321, 0xfedc_ba98],
  };
  const backend = backends.wasm?.();
  const probe = await backend?.probe();
  if (backend === undefined || !probe?.isAvailable) throw new Error('wasm must work everywhere.');
  try {
    const size = { elements: reading.blocks * blockWords };
    const rest = { dtype: 'f32', size, seed: 1, values: 'random', copies: 1 } as const;
    const prepared = await backend.prepare({ kernel: readSpec, ...rest });
    await prepared.execute(1);
    const digests = await prepared.prove?.(reading);
    const blocks = Array.from({ length: reading.blocks }, (_, block) => mixedBlock(reading, block));
    const expected = await readInChain(
      reading,
      async (key) => Uint32Array.from(blocks.flatMap((block) => [...blockDigest(block, key)])),
      sha256,
    );
    expect([...(digests ?? [])]).toEqual([...expected]);
    const other = { ...reading, blocks: 4 };
    await expect(prepared.prove?.(other)).rejects.toThrow('4 blocks');
  } finally {
    await backend.close();
  }
}, 60_000);
