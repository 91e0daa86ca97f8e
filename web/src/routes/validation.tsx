import { defaultCalibration } from '@ridgeline/roofline/calibration/default-calibration';
import { validationResult } from '@ridgeline/roofline/validation-result';
import type { PhaseAccuracy, ValidationMiss } from '@ridgeline/roofline/validation-result-type';
import { formatRate } from '@ridgeline/units/format-rate';
import { definePage } from '../page.ts';

function percent(ratio: number | undefined): string {
  return ratio === undefined ? '–' : `${(100 * ratio).toFixed(ratio < 0.1 ? 1 : 0)} %`;
}

const scopes: readonly { id: string; title: string }[] = [
  { id: 'single', title: 'One device, a named llama.cpp backend (the headline)' },
  { id: 'multi', title: 'Several devices together' },
  { id: 'system', title: 'A runner’s defaults' },
  { id: 'averaged', title: 'Averages over unlike prompts on an unlabelled path (not comparable)' },
];

function AccuracyCells({ accuracy }: { accuracy: PhaseAccuracy }) {
  return (
    <>
      <td class="numeric">{accuracy.count}</td>
      <td class="numeric">{percent(accuracy.medianAbsoluteErrorRatio)}</td>
      <td class="numeric">{percent(accuracy.p90AbsoluteErrorRatio)}</td>
      <td class="numeric">{percent(accuracy.within20PercentRatio)}</td>
      <td class="numeric">{percent(accuracy.coverageRatio)}</td>
    </>
  );
}

interface AccuracyTableProps {
  readonly caption: string;
  readonly rows: readonly (PhaseAccuracy & { readonly title: string; readonly phase: string })[];
}

function AccuracyTable({ caption, rows }: AccuracyTableProps) {
  return (
    <section class="table-scroll" aria-label={caption} tabindex={0}>
      <table>
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Results</th>
            <th scope="col">Phase</th>
            <th scope="col" class="numeric">
              Count
            </th>
            <th scope="col" class="numeric">
              Median error
            </th>
            <th scope="col" class="numeric">
              9 of 10 below
            </th>
            <th scope="col" class="numeric">
              Within 20 %
            </th>
            <th scope="col" class="numeric">
              In the 80 % interval
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{row.title}</th>
              <td>{row.phase}</td>
              <AccuracyCells accuracy={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Headline({ accuracy, phase }: { accuracy: PhaseAccuracy; phase: string }) {
  return (
    <div>
      <dt>{phase}, median error</dt>
      <dd class="value">{percent(accuracy.medianAbsoluteErrorRatio)}</dd>
      <dd class="evidence">
        {accuracy.count} published results, nine of ten below{' '}
        {percent(accuracy.p90AbsoluteErrorRatio)}; {percent(accuracy.coverageRatio)} lie in the{' '}
        {percent(validationResult.confidence)} interval
      </dd>
    </div>
  );
}

function Misses({ misses }: { misses: readonly ValidationMiss[] }) {
  return (
    <section class="table-scroll" aria-label="Worst misses" tabindex={0}>
      <table>
        <caption class="visually-hidden">The largest errors, by name</caption>
        <thead>
          <tr>
            <th scope="col">Device</th>
            <th scope="col">Job</th>
            <th scope="col" class="numeric">
              Published
            </th>
            <th scope="col" class="numeric">
              Predicted
            </th>
            <th scope="col" class="numeric">
              Error
            </th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          {misses.map((miss) => (
            <tr>
              <th scope="row">{miss.device}</th>
              <td>
                {miss.model} {miss.quantization}, {miss.phase}, {miss.backend}
              </td>
              <td class="numeric">{formatRate(miss.measuredTokensPerSecond, 'tokens/s')}</td>
              <td class="numeric">{formatRate(miss.predictedTokensPerSecond, 'tokens/s')}</td>
              <td class="numeric">{percent(miss.errorRatio)}</td>
              <td class="source">{miss.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** `/validation`: how wrong the predictions are, as the calibration's own check printed it. */
export const validationPage = definePage({
  path: '/validation',
  title: 'Prediction error',
  nav: ['footer'],
  examples: [{ name: 'validation', address: '/validation' }],
  render() {
    const { decode, groups, method, prefill, unpredicted, worst } = validationResult;
    const overall = scopes.flatMap(({ id, title }) =>
      groups
        .filter(({ dimension, scope }) => scope === id && dimension === 'all')
        .map((group) => ({ ...group, title })),
    );
    const detailed = groups
      .filter(
        ({ dimension, scope }) =>
          scope === 'single' && ['vendor', 'backend', 'quantization', 'kind'].includes(dimension),
      )
      .map((group) => ({ ...group, title: `${group.dimension}: ${group.name}` }));
    return {
      description:
        'How far predicted tokens per second are from published results, with the worst misses by name.',
      body: (
        <article class="detail">
          <header>
            <h1>How wrong are the predictions?</h1>
            <p class="lead">
              Each published result was predicted from the data sheet by constants that were fitted
              without its chip ({method}). These figures are generated, not written; the constants
              are calibration {defaultCalibration.version}.
            </p>
          </header>
          <dl class="tiles">
            <Headline phase="Decode" accuracy={decode} />
            <Headline phase="Prefill" accuracy={prefill} />
          </dl>
          <section class="panel">
            <h2>By kind of result</h2>
            <AccuracyTable caption="Accuracy by kind of result" rows={overall} />
          </section>
          <section class="panel">
            <h2>By vendor, backend and format</h2>
            <AccuracyTable caption="Accuracy by vendor, backend and format" rows={detailed} />
          </section>
          <section class="panel">
            <h2>The worst misses</h2>
            <Misses misses={worst} />
          </section>
          <section class="panel">
            <h2>Not predicted</h2>
            <p>
              {unpredicted.count} published rates could not be predicted, because a figure is
              missing. They are named, not dropped.
            </p>
            <details>
              <summary>Which, and why</summary>
              <ul class="checks">
                {unpredicted.rows.map(({ backend, device, model, phase, quantization, reason }) => (
                  <li>
                    {device}, {backend}, {model} {quantization}, {phase}: {reason}
                  </li>
                ))}
              </ul>
            </details>
          </section>
        </article>
      ),
    };
  },
});
