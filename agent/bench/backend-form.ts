// Times one backend's f32 matrix multiply in a process of its own and prints JSON. Argument: its id.
import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { Backend } from '@ridgeline/measure/backends/backend';
import {
  gpujsCpu,
  gpujsWebasm,
  gpujsWebgpu,
} from '@ridgeline/measure/backends/gpujs/gpujs-backends';
import { webgpu } from '@ridgeline/measure/backends/webgpu/webgpu-backend';
import { nodeGpu } from '@ridgeline/measure/node-gpu';
import { backendForms, type FormResult } from './backend-forms.ts';

const order = 512;
/** A real GPU is done with the small matrix before it is awake. */
const gpuOrder = 4096;
const repetitions = 4;

const gpu = nodeGpu({ load: () => import('webgpu'), version: '' });
const backends: Readonly<Record<string, () => Backend>> = {
  'gpujs-cpu': gpujsCpu,
  'gpujs-webasm': gpujsWebasm,
  'gpujs-webgpu': () => gpujsWebgpu(gpu),
  webgpu: () => webgpu(gpu),
} satisfies Record<(typeof backendForms)[number]['backend'], () => Backend>;

const backend = backends[process.argv[2] ?? '']?.();
const kernel = findKernelSpec('matmul');
if (backend === undefined || kernel === undefined) {
  throw new Error(`Name a backend: ${backendForms.map((form) => form.backend).join(', ')}.`);
}
const probe = await backend.probe();
if (!probe.isAvailable) {
  console.error(probe.reason);
  process.exit(1);
}
const isHardwareGpu = probe.adapter?.isSoftwareAdapter === false;
const n = isHardwareGpu ? gpuOrder : order;
const size = { m: n, n, k: n };
const problem = { kernel, size, dtype: 'f32', seed: 1, values: 'random', copies: 1 } as const;
const prepared = await backend.prepare(problem);
await prepared.execute(1);
const seconds: number[] = [];
for (let i = 0; i < repetitions; i++) seconds.push((await prepared.execute(1)).seconds);
const work = kernel.cost(size, 'f32').flops;
const adapter = probe.adapter?.name;
const result: FormResult = { work, seconds, isHardwareGpu, ...(adapter && { adapter }) };
console.log(JSON.stringify(result));
process.exit(0);
