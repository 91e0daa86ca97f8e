import { kernelPage } from '@ridgeline/schema/responses';
import { bases } from '@ridgeline/vocabulary/bases';
import { limits } from '@ridgeline/vocabulary/limits';
import { BasisBadge } from '../components/basis-badge.tsx';
import { definePage } from '../page.ts';

/** `/methodology`: what is measured, how it is checked, how predictions are made. */
export const methodologyPage = definePage({
  path: '/methodology',
  async render({ api }) {
    const { kernels, suite } = await api.get('/v1/kernels', kernelPage);
    return {
      title: 'Methodology',
      description:
        'What the agent measures, how each answer is verified, how runs become ranks and how tokens per second are predicted.',
      jsonHref: '/v1/kernels',
      body: (
        <article class="prose">
          <h1>Methodology</h1>
          <p class="lead">
            Two numbers decide how fast a machine runs a language model: how fast it multiplies
            matrices and how fast it reads memory. We measure both, check every answer, keep every
            sample, and say what we do not know.
          </p>

          <h2>Four kinds of number</h2>
          <p>They are never mixed, and each figure on this site says which one it is.</p>
          <dl>
            {bases.map(({ id, words }) => (
              <div>
                <dt>
                  <BasisBadge basis={id} />
                </dt>
                <dd>{words}</dd>
              </div>
            ))}
            <div>
              <dt>predicted</dt>
              <dd>
                Computed from one of the other three by the model below, always with the interval
                that holds four of five real results.
              </dd>
            </div>
          </dl>

          <h2>What is measured</h2>
          <p>
            The suite <code>{suite}</code> has these kernels. One fused multiply-add counts as two
            operations; bytes are those an algorithm must move, not what caches do.
          </p>
          <section class="table-scroll" tabindex={0} aria-label="Kernels">
            <table>
              <caption class="visually-hidden">Kernels of the suite</caption>
              <thead>
                <tr>
                  <th scope="col">Kernel</th>
                  <th scope="col">What it does</th>
                  <th scope="col">Types</th>
                </tr>
              </thead>
              <tbody>
                {kernels.map(({ dtypes, id, summary }) => (
                  <tr>
                    <th scope="row">
                      <code>{id}</code>
                    </th>
                    <td>{summary}</td>
                    <td>{dtypes.join(', ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p>
            Each kernel runs through several <em>software paths</em>: gpu.js in plain JavaScript,
            WebAssembly and WebGPU as a portable baseline, hand-written WebAssembly SIMD and WGSL,
            and the system’s BLAS where there is one. The headline of a device is its best verified
            path, and the path is always named: the same chip can be many times slower through
            another one. A GPU interface that the CPU draws is labelled and never ranked as a GPU.
          </p>

          <h2>How a measurement is taken</h2>
          <ul>
            <li>Inputs are random numbers with full mantissas: zeros run faster on some chips.</li>
            <li>
              Before anything is timed, the kernel must give a known answer; a wrong answer is a
              failure, not a slow result.
            </li>
            <li>
              Warm-up runs until times are steady; short kernels are timed in batches of at least 5
              milliseconds.
            </li>
            <li>
              Repeats go on until the spread is small or the time is used up. Medians rank; the best
              sample is shown beside them.
            </li>
            <li>
              Bandwidth counts only from working sets of at least four times the last-level cache.
              The curve over sizes shows the caches.
            </li>
            <li>
              Every backend runs in a process of its own, so that idle threads of one do not slow
              the next and a crash costs one backend.
            </li>
            <li>
              Other load, battery and stolen time are recorded and become flags; a flagged run is
              shown with its flags (see below).
            </li>
            <li>
              In a Linux virtual machine a thread of idle priority keeps each processor awake, since
              the kernel puts two threads on one processor when the other sleeps. Such a run says
              so.
            </li>
            <li>
              An outcome is ok, unsupported, skipped or failed, each with its reason. What is
              missing is absent, never zero.
            </li>
          </ul>

          <h2>How runs become ranks</h2>
          <p>
            The server takes no derived number from a client: it recomputes every rate from the raw
            samples and the kernel’s declared work, refuses what contradicts itself, and keeps apart
            what is implausible for the device. A device’s figure is the median over owners of each
            owner’s median, so that nobody weighs more by submitting more. With fewer than five
            owners a row is marked as new and has no rank. Rows whose intervals overlap share a
            rank.
          </p>
          <p>
            A run is verified by a challenge. Before it is sent, the server draws a fresh product of
            integers, which every honest device computes bit for bit; the program that was timed
            computes it for some seconds and commits to a digest of every row at once. Only then
            does the server draw sixteen secret rows, and it recomputes each. Its own clock between
            the question and the commitment gives a floor of the speed: a path whose claim is at
            most 1.25 times the floor is verified, tier T2. The time of drawing the inputs, of the
            digests and of the network counts against the claim. A computer that is busy meanwhile,
            or that measured offline and sends a day later, stays at tier T1. A quick run proves the
            best path of each device, longer runs every path of Wasm, BLAS and WebGPU; what gpu.js
            and ONNX Runtime compute, and formats other than f32, are not challenged.
          </p>
          <p>
            A CPU path that claims a bandwidth must prove that too. It fills an array from a fresh
            seed, at least as large as the one that was measured and larger than any cache, and
            mixes each word with others until it costs sixty-four draws to whoever did not keep it
            in memory. Then it reads the array again and again, each time into digests under a key
            that follows from the digests of the whole pass before. So no two passes can be done in
            one reading, and sixteen secret blocks, which the server computes for itself, show
            whether they were done. Bytes read and filled over the server’s time are the floor, with
            the same 1.25. What a GPU streams is signed only: no GPU program for it exists yet.
          </p>
          <p>
            What a verified result proves: this key produced the right products within the time it
            claims. It does not prove the name of the device. See <a href="/policy">the rules</a>.
          </p>

          <h2>How tokens per second are predicted</h2>
          <p>
            Decode, writing an answer, reads all active weights and the cache of the conversation
            for each token. Prefill, reading the question, multiplies them with every token of it.
            For each phase
          </p>
          <p class="formula">
            <code>
              time = max(operations ÷ attainable rate, bytes ÷ attainable bandwidth) + overhead
            </code>
          </p>
          <p>
            The attainable shares are fitted to published results, chip by chip left out, and differ
            by vendor and runtime; a machine’s own measurements replace data-sheet figures where
            there are any. <a href="/validation">Prediction error</a> shows how wrong we are, with
            the worst misses by name.
          </p>
          <dl>
            {limits.map(({ remedy, title, words }) => (
              <div>
                <dt>{title}</dt>
                <dd>
                  {words} {remedy}
                </dd>
              </div>
            ))}
          </dl>
          <p>
            The roofline is due to Williams, Waterman and Patterson (Communications of the ACM
            52(4), 2009).
          </p>
        </article>
      ),
    };
  },
});
