import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MissingReference } from './native-references.ts';
import type { SeriesTable } from './series.ts';
import { timeVendor } from './vendor-reference.ts';

/** Backends that are timed in a fresh process each, with the task under which they are compared. */
export const backendForms = [
  { backend: 'gpujs-webasm', task: 'matmul-all-threads' },
  { backend: 'gpujs-cpu', task: 'matmul-one-thread' },
  { backend: 'gpujs-webgpu', task: 'matmul-gpu' },
  { backend: 'gpujs-webgpu-naive', task: 'matmul-gpu' },
  { backend: 'webgpu', task: 'matmul-gpu' },
] as const;

/** What only a real GPU is asked for: it is compared with the vendor's libraries. */
const hardwareForms = [
  { backend: 'webgpu', task: 'matmul-f16-gpu' },
  { backend: 'webgpu', task: 'copy-gpu' },
] as const;

/** What the process of one backend prints. */
export interface FormResult {
  readonly work: number;
  readonly unit: 'flops' | 'bytes';
  readonly seconds: readonly number[];
  readonly isHardwareGpu: boolean;
  readonly adapter?: string;
  /** The program that the backend chose. */
  readonly variant?: string;
}

/** Times gpu.js's forms and our WGSL, and the vendor's libraries on a real GPU; names what is missing. */
export function timeForms(
  table: SeriesTable,
  variants: Record<string, string>,
): MissingReference[] {
  const missing: MissingReference[] = [];
  let adapter = 'no adapter answered';
  let isHardwareGpu = false;
  const time = ({ backend, task }: { readonly backend: string; readonly task: string }): void => {
    const result = runForm(backend, task);
    if (typeof result === 'string') {
      missing.push({ reference: `${backend} ${task}`, reason: result });
      return;
    }
    const { work, unit, seconds, variant } = result;
    table.add({ contender: backend, task, work, unit }, seconds);
    if (variant !== undefined) variants[`${backend} ${task}`] = variant;
    isHardwareGpu ||= result.isHardwareGpu;
    if (result.adapter !== undefined) adapter = `${result.adapter} is drawn by the CPU`;
  };
  for (const form of backendForms) time(form);
  if (!isHardwareGpu) {
    const reference = "the GPU vendor's matmul and device copy";
    return [...missing, { reference, reason: `no GPU: ${adapter}` }];
  }
  for (const form of hardwareForms) time(form);
  return [...missing, ...timeVendor(table)];
}

/** What the process of one backend printed, or why it did not. */
function runForm(backend: string, task: string): FormResult | string {
  const program = fileURLToPath(new URL('backend-form.ts', import.meta.url));
  const run = spawnSync(process.execPath, [program, backend, task], { encoding: 'utf8' });
  return run.status === 0 ? (JSON.parse(run.stdout) as FormResult) : run.stderr.slice(-300);
}
