import { pageBytes, pageStamp } from '@ridgeline/kernels/capacity/pages';
import { pageShader, pageWorkgroups } from '@ridgeline/kernels/capacity/pages-wgsl';
import { dimension } from '@ridgeline/kernels/kernel-spec';
import { availableBytes, grow } from '../../capacity/grow.ts';
import { Failure } from '../../failure.ts';
import { bufferUsage } from '../../gpu/gpu-constants.ts';
import { readBuffer } from '../../gpu/read-buffer.ts';
import type { Prepared, PrepareRequest } from '../backend.ts';

const largestPieceBytes = 1024 ** 3;

/** Part of the memory, with what writes and checks it. */
interface Piece {
  readonly pages: number;
  readonly firstPage: number;
  readonly words: GPUBuffer;
  readonly faults: GPUBuffer;
  readonly write: GPUComputePipeline;
  readonly check: GPUComputePipeline;
}

/** Takes device memory in buffers; the device itself writes and checks every word of them. */
export async function prepareGpuCapacity(
  device: GPUDevice,
  { seed, size }: PrepareRequest,
): Promise<Prepared> {
  const pieces: Piece[] = [];
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  const most = Math.min(largestPieceBytes, maxBufferSize, maxStorageBufferBindingSize);
  const grown = await grow({
    ceilingBytes: dimension(size, 'bytes'),
    pieceBytes: Math.floor(most / pageBytes) * pageBytes,
    availableBytes,
    async add(bytes, firstPage) {
      const piece = await allocate(device, seed, firstPage, bytes / pageBytes);
      if (piece !== undefined) pieces.push(piece);
      return piece !== undefined;
    },
  });
  if (grown.bytes === 0) throw new Failure('no-room', 'The device gave not even one buffer.');
  return {
    reachedSize: { bytes: grown.bytes },
    variant: grown.end,
    async execute(times) {
      const start = performance.now();
      for (let i = 0; i < times; i++) {
        for (const piece of pieces) run(device, piece);
        await device.queue.onSubmittedWorkDone();
      }
      return { seconds: (performance.now() - start) / 1000 };
    },
    async readOutput(from, count) {
      const answer: number[] = [];
      while (answer.length < count) {
        const page = from + answer.length;
        const piece = pieces.find(
          ({ firstPage, pages }) => page >= firstPage && page < firstPage + pages,
        );
        if (piece === undefined) return [...answer, Number.NaN];
        const first = page - piece.firstPage;
        const length = Math.min(piece.pages - first, count - answer.length);
        const bytes = await readBuffer(device, piece.faults, 4 * first, 4 * length);
        for (const [i, faults] of new Uint32Array(bytes).entries()) {
          answer.push(faults === 0 ? pageStamp(seed, page + i) : Number.NaN);
        }
      }
      return answer;
    },
    async dispose() {
      for (const piece of pieces) destroy(piece);
      await device.queue.onSubmittedWorkDone();
    },
  };
}

/** One piece, written once so that it is really there; undefined where the device refuses it. */
async function allocate(
  device: GPUDevice,
  seed: number,
  firstPage: number,
  pages: number,
): Promise<Piece | undefined> {
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('internal');
  const { storage, copySource, copyTarget } = bufferUsage;
  const words = device.createBuffer({ size: pages * pageBytes, usage: storage });
  const faults = device.createBuffer({
    size: 4 * pages,
    usage: storage | copySource | copyTarget,
  });
  const module = device.createShaderModule({ code: pageShader(seed, firstPage, pages) });
  const pipeline = (entryPoint: string) =>
    device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint } });
  const [write, check] = [pipeline('write'), pipeline('check')];
  const piece = { pages, firstPage, words, faults, write, check };
  run(device, piece);
  await device.queue.onSubmittedWorkDone();
  const errors = [await device.popErrorScope(), await device.popErrorScope()];
  if (errors.every((error) => error === null)) return piece;
  destroy(piece);
  return undefined;
}

/** Writes the piece, then checks it; what `check` counts starts from zero. */
function run(device: GPUDevice, { pages, words, faults, write, check }: Piece): void {
  const encoder = device.createCommandEncoder();
  encoder.clearBuffer(faults);
  for (const pipeline of [write, check]) {
    const bound = pipeline === write ? [words] : [words, faults];
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
      }),
    );
    pass.dispatchWorkgroups(...pageWorkgroups(pages));
    pass.end();
  }
  device.queue.submit([encoder.finish()]);
}

function destroy({ words, faults }: Piece): void {
  words.destroy();
  faults.destroy();
}
