import { compareTraining } from '@ridgeline/roofline/compare-training';
import { crossoverBatchSize } from '@ridgeline/roofline/crossover-batch';
import { memoryFit } from '@ridgeline/roofline/memory-fit';
import { decodeWork, prefillWork } from '@ridgeline/roofline/phase-work';
import { overrideWorkload, parseWorkloadId, type Workload } from '@ridgeline/roofline/workload';
import { leaderboard } from '@ridgeline/schema/responses';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { formatRate } from '@ridgeline/units/format-rate';
import { limits } from '@ridgeline/vocabulary/limits';
import { wordOf } from '@ridgeline/vocabulary/word';
import { ApiError } from '../api-error.ts';
import { BoardTable } from '../components/board-table.tsx';
import { definePage } from '../page.ts';
import { boardHref, readBoardState, workloadQuery } from '../url-state.ts';

const topRows = 10;

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function Demands({ workload }: { workload: Workload }) {
  const memory = memoryFit({ kind: 'gpu' }, workload);
  const isInference = workload.job.phase === 'inference';
  const decode = decodeWork(workload);
  const prefill = prefillWork(workload);
  const rows: [string, string, string][] = [
    [
      'Memory, all together',
      formatBytes(memory.requiredBytes),
      'weights, cache, activations and the runtime',
    ],
    [
      isInference ? 'Weights' : 'Weights, gradients, optimizer',
      formatBytes(memory.weightsBytes),
      workload.quantization.title,
    ],
    [
      'Cache of the conversation',
      formatBytes(memory.kvCacheBytes),
      `${count(workload.contextTokens)} tokens × ${count(workload.batchSize)}`,
    ],
  ];
  if (isInference && workload.generatedTokens > 0) {
    rows.push(
      [
        'Read for each written token',
        formatBytes(decode.bytes / decode.tokens),
        'active weights and cache, shared by all users of a batch',
      ],
      [
        'Intensity of decode',
        `${Number((decode.flops / decode.bytes).toPrecision(2))} flop/byte`,
        'far below most ridge points: decode waits for memory',
      ],
    );
  }
  rows.push([
    'Intensity of prefill',
    `${Number((prefill.flops / prefill.bytes).toPrecision(2))} flop/byte`,
    'far above most ridge points: prefill waits for arithmetic',
  ]);
  return (
    <dl class="tiles">
      {rows.map(([name, value, words]) => (
        <div>
          <dt>{name}</dt>
          <dd class="value">{value}</dd>
          <dd class="evidence">{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A GPU as one buys it for this, to put numbers to what a job asks. */
const exampleGpu = {
  kind: 'gpu',
  basis: 'spec',
  memoryBytes: 24 * 2 ** 30,
  bandwidthBytesPerSecond: 1e12,
  computeFlopsPerSecond: { f16: 1.5e14 },
} as const;

/** The same model used, adapted, fine-tuned and pre-trained on the example GPU. */
function UsedAndTrained({ model }: { model: Workload['model'] }) {
  return (
    <section class="table-scroll" aria-label="Using and training the model" tabindex={0}>
      <table>
        <caption>
          In BF16 on GPUs with 24 GiB, 1 TB/s and 150 TFLOP/s each; predicted from these figures
        </caption>
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col" class="numeric">
              Memory
            </th>
            <th scope="col" class="numeric">
              GPUs
            </th>
            <th scope="col" class="numeric">
              Tokens, predicted
            </th>
            <th scope="col">Waits for</th>
          </tr>
        </thead>
        <tbody>
          {compareTraining(exampleGpu, model).map(({ job, prediction }) => {
            const phase = prediction.trainingStep ?? prediction.decode;
            return (
              <tr>
                <th scope="row">{job.title}</th>
                <td class="numeric">{formatBytes(prediction.memory.requiredBytes)}</td>
                <td class="numeric">{prediction.memory.deviceCount ?? 'too many'}</td>
                <td class="numeric">
                  {phase && formatRate(phase.throughputTokensPerSecond.value, 'tokens/s')}
                </td>
                <td>{phase && wordOf(limits, phase.limit).title}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The batch at which decode turns compute-bound on an example of a machine. */
function Crossover({ workload }: { workload: Workload }) {
  if (workload.job.phase !== 'inference' || workload.generatedTokens === 0) return null;
  const batch = crossoverBatchSize(exampleGpu, workload);
  return (
    <p class="quiet">
      {batch === undefined
        ? 'With such a context more users never turn decode compute-bound: each brings a cache of its own.'
        : `On a GPU with 1 TB/s and 150 TFLOP/s, decode waits for memory up to about ${count(batch)} users at once (predicted); until then another user costs almost nothing.`}
    </p>
  );
}

/** `/workloads/{id}`: what a job asks of a machine, and who does it best. */
export const workloadPage = definePage({
  path: '/workloads/:id',
  title: 'Workload',
  nav: [],
  examples: [{ name: 'workload', address: '/workloads/llama-3.1-8b--q4_k_m--chat' }],
  async render({ api, params, url }) {
    const named = parseWorkloadId(params.id ?? '');
    if (named === undefined) throw new ApiError(404, 'There is no such workload.');
    const own = new URL(url);
    own.searchParams.set('workload', named.id);
    const state = readBoardState(own);
    const workload = overrideWorkload(named, {
      batchSize: positive(state.batch),
      contextTokens: positive(state.context),
    });
    const board = await api.get('/v1/leaderboard', leaderboard, {
      ...workloadQuery(state),
      limit: topRows,
    });
    const { job, model } = workload;
    return {
      title: board.workload.title,
      description: `What ${board.workload.title} asks of a machine: memory, bytes and operations per token, and the devices predicted to do it fastest.`,
      jsonHref: `/v1/leaderboard?workload=${workload.id}`,
      body: (
        <article class="detail">
          <header>
            <p class="eyebrow">Workload</p>
            <h1>{board.workload.title}</h1>
            <p class="lead">
              {job.summary} Prompt {count(workload.promptTokens)}, answer{' '}
              {count(workload.generatedTokens)}, context {count(workload.contextTokens)} tokens,{' '}
              {count(workload.batchSize)} at once.
            </p>
          </header>
          <section class="panel">
            <h2>What it asks of a machine</h2>
            <Demands workload={workload} />
            <Crossover workload={workload} />
            <p class="quiet">
              Architecture of {model.title}: <a href={model.source}>its published configuration</a>.
            </p>
          </section>
          <section class="panel">
            <h2>Using it next to training it</h2>
            <UsedAndTrained model={model} />
          </section>
          <section class="panel">
            <h2>Fastest devices, predicted</h2>
            <BoardTable board={board} pinned={[]} state={state} />
            <p class="actions">
              <a class="button" href={boardHref(state)}>
                The whole board
              </a>
            </p>
          </section>
        </article>
      ),
    };
  },
});
