import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MissingReference } from './native-references.ts';
import type { SeriesTable } from './series.ts';

/** Backends that are timed in a fresh process each, with the task under which they are compared. */
export const backendForms = [
  { backend: 'gpujs-webasm', task: 'matmul-all-threads' },
  { backend: 'gpujs-cpu', task: 'matmul-one-thread' },
  { backend: 'gpujs-webgpu', task: 'matmul-gpu' },
  { backend: 'webgpu', task: 'matmul-gpu' },
] as const;

/** What the process of one backend prints. */
export interface FormResult {
  readonly work: number;
  readonly seconds: readonly number[];
  readonly isHardwareGpu: boolean;
  readonly adapter?: string;
}

const vendorReference = "the GPU vendor's matmul and device copy";

/** Times gpu.js's forms and our WGSL; names what failed and what there is no reference for. */
export function timeForms(table: SeriesTable): MissingReference[] {
  const program = fileURLToPath(new URL('backend-form.ts', import.meta.url));
  let vendor = 'no adapter answered';
  const missing = backendForms.flatMap(({ backend, task }) => {
    const run = spawnSync(process.execPath, [program, backend], { encoding: 'utf8' });
    if (run.status !== 0) return [{ reference: backend, reason: run.stderr.slice(-300) }];
    const { work, seconds, isHardwareGpu, adapter } = JSON.parse(run.stdout) as FormResult;
    table.add({ contender: backend, task, work, unit: 'flops' }, seconds);
    if (adapter !== undefined) {
      vendor = isHardwareGpu
        ? `not compared: nothing here calls the vendor's libraries on ${adapter}`
        : `no GPU: ${adapter} is drawn by the CPU`;
    }
    return [];
  });
  return [...missing, { reference: vendorReference, reason: vendor }];
}
