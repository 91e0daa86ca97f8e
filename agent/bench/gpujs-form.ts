// Times gpu.js's form of the matrix multiply in a process of its own; prints JSON. Argument: the mode.
import { findKernelSpec } from '@ridgeline/kernels/specs';
import { gpujsCpu, gpujsWebasm } from '@ridgeline/measure/backends/gpujs/gpujs-backends';

const order = 512;
const repetitions = 4;

const mode = process.argv[2];
const backend = mode === 'cpu' ? gpujsCpu() : gpujsWebasm();
const kernel = findKernelSpec('matmul');
const probe = await backend.probe();
if (!probe.isAvailable || kernel === undefined) {
  console.error(probe.isAvailable ? 'The suite has no matmul.' : probe.reason);
  process.exit(1);
}
const size = { m: order, n: order, k: order };
const prepared = await backend.prepare({
  ...{ kernel, size, dtype: 'f32', seed: 1, values: 'random', copies: 1 },
});
await prepared.execute(1);
const seconds: number[] = [];
for (let i = 0; i < repetitions; i++) seconds.push((await prepared.execute(1)).seconds);
console.log(JSON.stringify({ work: kernel.cost(size, 'f32').flops, seconds }));
process.exit(0);
