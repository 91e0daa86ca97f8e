import type { Backend } from '@ridgeline/measure/backends/backend';
import { findRuntime } from '../src/runtimes/find-runtime.ts';
import { installRuntime } from '../src/runtimes/install-runtime.ts';
import { measureLlm } from '../src/runtimes/measure-llm.ts';
import { pathsOf } from '../src/store/paths.ts';
import { engineTurn } from './contenders.ts';
import type { MissingReference } from './native-references.ts';
import type { QuietWindow } from './quiet-window.ts';
import type { SeriesTable } from './series.ts';

const quantizations = ['q8_0', 'q4_0'] as const;
/** Copies of a 4096 × 4096 matrix that together exceed any last-level cache. */
const copies = 16;
const rounds = 2;

/**
 * Our dequantizing matvec beside the weight bytes a second that llama.cpp's decode reaches with a
 * synthetic model; names what could not be compared. Installs the runtime only when `isWanted`.
 */
export async function timeDecode(
  table: SeriesTable,
  engine: Backend,
  quiet: QuietWindow,
  isWanted: boolean,
): Promise<MissingReference[]> {
  const reference = 'llama.cpp decode';
  if (!isWanted) return [{ reference, reason: 'not asked for: add --llm (downloads 85 MB once)' }];
  const folder = pathsOf(process.env).llmFolder;
  if (!(await findRuntime(folder)).found) {
    const installed = await installRuntime({ folder });
    if (installed.outcome === 'failed') return [{ reference, reason: installed.reason }];
  }
  for (const dtype of quantizations) {
    const task = `decode-${dtype}`;
    const ours = engineTurn(engine, {
      ...{ kernel: 'matvec', dtype, size: { n: 4096, k: 4096 }, copies, repetitions: 20, task },
    });
    for (let round = 0; round < rounds; round++) {
      await quiet.wait();
      await ours(table);
      await quiet.wait();
      const result = await measureLlm({
        ...{ runtimeFolder: folder, quantization: dtype, promptTokens: 16, generatedTokens: 24 },
        timeBudgetSeconds: 8,
      });
      if (result.outcome !== 'ok') return [{ reference, reason: result.reason }];
      const { decodeWeightBytes: work, decode } = result;
      const seconds = decode.samples.map((sample) => 1 / sample.throughputTokensPerSecond);
      table.add({ contender: 'llama.cpp', task, work, unit: 'bytes' }, seconds);
    }
  }
  return [];
}
