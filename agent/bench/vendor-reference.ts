import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gpuCopyElements, gpuOrder, gpuWork } from './gpu-tasks.ts';
import type { MissingReference } from './native-references.ts';
import type { SeriesTable } from './series.ts';

const reference = "the GPU vendor's matmul and device copy";
const repetitions = 8;

interface VendorResult {
  readonly name: string;
  readonly tasks: Readonly<Record<string, readonly number[]>>;
}

/**
 * Times the vendor's own products and copy on a hardware GPU: through PyTorch, or cuBLAS built by nvcc
 * where that is absent. Neither is ever installed; what is missing is named.
 */
export function timeVendor(table: SeriesTable): MissingReference[] {
  const python = runPython();
  const result = typeof python === 'string' ? runCublas() : python;
  if (typeof result === 'string') return [{ reference, reason: `${python}; ${result}` }];
  for (const [task, seconds] of Object.entries(result.tasks)) {
    table.add({ contender: 'vendor', task, ...gpuWork(task) }, seconds);
  }
  return [];
}

/** The result, or why there is none. */
type Attempt = VendorResult | string;

const args = [`${gpuOrder}`, `${gpuCopyElements}`, `${repetitions}`];

function run(name: string, program: string, before: readonly string[]): Attempt {
  const { status, stdout, stderr, error } = spawnSync(program, [...before, ...args], {
    encoding: 'utf8',
  });
  if (error !== undefined) return `${name}: ${program} is not installed`;
  if (status !== 0) return `${name}: ${stderr.trim().split('\n').at(-1)?.slice(0, 200)}`;
  return JSON.parse(stdout) as VendorResult;
}

function runPython(): Attempt {
  const script = fileURLToPath(new URL('reference/vendor.py', import.meta.url));
  return run('PyTorch', 'python3', [script]);
}

function runCublas(): Attempt {
  const folder = mkdtempSync(join(tmpdir(), 'ridgeline-vendor-'));
  try {
    const source = fileURLToPath(new URL('reference/vendor.cu', import.meta.url));
    const program = join(folder, 'vendor');
    const built = spawnSync('nvcc', ['-O2', source, '-o', program, '-lcublas'], {
      encoding: 'utf8',
    });
    if (built.error !== undefined) return 'cuBLAS: nvcc is not installed';
    if (built.status !== 0) return `cuBLAS: nvcc did not build it: ${built.stderr.slice(0, 200)}`;
    return run('cuBLAS', program, []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
