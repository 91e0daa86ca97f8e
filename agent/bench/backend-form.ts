// Times one backend at one task in a process of its own and prints JSON. Arguments: backend and task.
import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { Backend } from '@ridgeline/measure/backends/backend';
import { backendDefinitions } from '@ridgeline/measure/backends/backend-list';
import { prepareGpujs } from '@ridgeline/measure/backends/gpujs/gpujs-prepared';
import { nodeHost } from '@ridgeline/measure/node-host';
import { backendForms, type FormResult } from './backend-forms.ts';
import { gpuTask } from './gpu-tasks.ts';
import { naiveMatmul } from './naive-matmul.ts';

const order = 512;
const repetitions = 4;
/** Executions timed together on a real GPU, where starting one costs a tenth of a millisecond. */
const gpuExecutions = 20;

/** A backend of the list, or gpu.js on WebGPU with the product in its plainest form. */
async function createBackend(form: string): Promise<Backend | undefined> {
  const isNaive = form === 'gpujs-webgpu-naive';
  const listed = isNaive ? 'gpujs-webgpu' : form;
  const definition = backendDefinitions.find((each) => each.id === listed);
  const backend = await definition?.create(nodeHost());
  if (backend === undefined || !isNaive) return backend;
  return { ...backend, prepare: (request) => prepareGpujs('webgpu', naiveMatmul, request) };
}

const [, , id = '', task = ''] = process.argv;
const backend = await createBackend(id);
const matmul = findKernelSpec('matmul');
if (backend === undefined || matmul === undefined) {
  throw new Error(`Name a backend: ${backendForms.map((form) => form.backend).join(', ')}.`);
}
const probe = await backend.probe();
if (!probe.isAvailable) {
  console.error(probe.reason);
  process.exit(1);
}
const isHardwareGpu = probe.adapter?.isSoftwareAdapter === false;
const small = { kernel: matmul, dtype: 'f32', size: { m: order, n: order, k: order } };
const { kernel, dtype, size } = isHardwareGpu ? gpuTask(task) : small;
if (!backend.supports(kernel.id, dtype)) {
  console.error(`${id} has no program for ${kernel.id} in ${dtype} here.`);
  process.exit(1);
}
const problem = { kernel, size, dtype, seed: 1, values: 'random', copies: 1 } as const;
const prepared = await backend.prepare(problem);
const executions = isHardwareGpu ? gpuExecutions : 1;
await prepared.execute(executions);
const seconds: number[] = [];
for (let i = 0; i < repetitions; i++) {
  seconds.push((await prepared.execute(executions)).seconds / executions);
}
const unit = kernel.rate === 'computeFlopsPerSecond' ? 'flops' : 'bytes';
const result: FormResult = {
  ...{ work: kernel.cost(size, dtype)[unit], unit, seconds, isHardwareGpu },
  ...(prepared.variant && { variant: prepared.variant }),
  ...(probe.adapter && { adapter: probe.adapter.name }),
};
console.log(JSON.stringify(result));
process.exit(0);
