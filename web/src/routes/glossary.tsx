import { definePage } from '../page.ts';

const terms: readonly (readonly [term: string, meaning: string])[] = [
  [
    'token',
    'A piece of text, about three quarters of an English word. Models read and write in tokens.',
  ],
  [
    'prefill',
    'Reading the prompt. All its tokens are multiplied at once, so arithmetic sets the pace.',
  ],
  [
    'decode',
    'Writing the answer, token by token. Each reads all active weights, so memory sets the pace.',
  ],
  ['time to first token', 'How long a reader waits before the answer begins: the time of prefill.'],
  [
    'quantization',
    'Storing weights in fewer bits. It saves memory and time and costs some quality.',
  ],
  [
    'context',
    'The tokens that a model keeps in mind: prompt and answer. Their cache takes memory.',
  ],
  ['batch', 'Requests answered together. They share each reading of the weights.'],
  [
    'mixture of experts',
    'A model of which each token uses a part: all of it must fit, the active part sets the pace.',
  ],
  ['kernel', 'The smallest timed program, with a declared number of operations and bytes.'],
  ['problem size', 'The inputs of a kernel, such as the edge of a matrix or the length of a list.'],
  ['backend', 'A way to execute kernels: gpu.js, WebAssembly, WebGPU, the system’s BLAS.'],
  [
    'software path',
    'Backend, runtime and driver together. Figures of different paths are never pooled.',
  ],
  ['host', 'The computer that a run was made on.'],
  ['device', 'The CPU package or GPU that was measured.'],
  ['sample', 'One timed execution, or the mean of a few that were timed together.'],
  ['measurement', 'Samples and statistics of one kernel, size, type, backend and device.'],
  ['run', 'One invocation of the agent.'],
  ['submission', 'A run that was sent to the API.'],
  ['owner', 'The key that signed a submission. No name, no account.'],
  ['peak', 'The best measured rate of a device for a number format.'],
  [
    'roofline',
    'The smaller of peak arithmetic and intensity times peak bandwidth: what a job can reach.',
  ],
  ['arithmetic intensity', 'Operations per byte moved. Low for decode, high for prefill.'],
  [
    'ridge point',
    'Peak arithmetic divided by peak bandwidth: the intensity at which a job stops waiting for memory.',
  ],
  [
    'workload',
    'A model in a number format with a job: how long prompts and answers are and how many run at once.',
  ],
  ['phase', 'Prefill (reading the prompt), decode (writing the answer) or a training step.'],
  [
    'tier',
    'How far a submission was verified: T0 unsigned, T1 signed and consistent, T2 proved against a fresh challenge, T3 confirmed by other owners, T4 measured by maintainers.',
  ],
  [
    'entry',
    'A row of the leaderboard: a device through one software path, or a device from its data sheet.',
  ],
];

/** `/glossary`: one meaning for each term. */
export const glossaryPage = definePage({
  path: '/glossary',
  render() {
    return {
      title: 'Glossary',
      description: 'One meaning for each term that this site, its API and its code use.',
      body: (
        <article class="prose">
          <h1>Glossary</h1>
          <p class="lead">
            One meaning for each term, the same on the site, in the API and in the code.
          </p>
          <dl>
            {terms.map(([term, meaning]) => (
              <div id={term.replaceAll(' ', '-')}>
                <dt>{term}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </article>
      ),
    };
  },
});
