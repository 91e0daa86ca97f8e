import { validationResult } from '@ridgeline/roofline/validation-result';
import type { PhaseAccuracy } from '@ridgeline/roofline/validation-result-type';
import { formatRate } from '@ridgeline/units/format-rate';
import { definePage } from '../page.ts';

function percent(ratio: number | undefined): string {
  return ratio === undefined ? '–' : `${(100 * ratio).toFixed(1)} %`;
}

const headings = [
  'Results',
  'Median error',
  'Error that 90 % stay below',
  'Within 20 %',
  'Inside the 80 % interval',
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
  readonly rows: readonly { readonly name: string; readonly accuracy: PhaseAccuracy }[];
}

function AccuracyTable({ caption, rows }: AccuracyTableProps) {
  return (
    <section class="table-scroll" tabindex={0} aria-label={caption}>
      <table>
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Predictions of</th>
            {headings.map((heading) => (
              <th scope="col" class="numeric">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ accuracy, name }) => (
            <tr>
              <th scope="row">{name}</th>
              <AccuracyCells accuracy={accuracy} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const dimensions = [
  ['vendor', 'By vendor'],
  ['backend', 'By runtime'],
  ['quantization', 'By number format'],
] as const;

/** `/validation`: how wrong the predictions are. */
export const validationPage = definePage({
  path: '/validation',
  render() {
    const { decode, groups, method, prefill, unpredicted, worst } = validationResult;
    return {
      title: 'Prediction error',
      description:
        'How wrong our predictions are against results that others published, chip by chip left out.',
      body: (
        <article class="prose">
          <h1>Prediction error</h1>
          <p class="lead">
            Every prediction here was made without having seen the chip it is compared with. These
            are predictions from data-sheet figures; predictions from a machine’s own measurements
            are narrower.
          </p>
          <p class="quiet">Method: {method}.</p>
          <AccuracyTable
            caption="Error of both phases"
            rows={[
              { name: 'decode', accuracy: decode },
              { name: 'prefill', accuracy: prefill },
            ]}
          />
          {dimensions.map(([dimension, title]) => (
            <>
              <h2>{title}</h2>
              <AccuracyTable
                caption={title}
                rows={groups
                  .filter((group) => group.scope === 'single' && group.dimension === dimension)
                  .map((group) => ({ name: `${group.name}, ${group.phase}`, accuracy: group }))}
              />
            </>
          ))}
          <h2>The worst misses, by name</h2>
          <section class="table-scroll" tabindex={0} aria-label="Worst misses">
            <table>
              <caption class="visually-hidden">The largest errors</caption>
              <thead>
                <tr>
                  <th scope="col">Device</th>
                  <th scope="col">Runtime, model</th>
                  <th scope="col">Phase</th>
                  <th scope="col" class="numeric">
                    Published
                  </th>
                  <th scope="col" class="numeric">
                    Predicted
                  </th>
                  <th scope="col" class="numeric">
                    Error
                  </th>
                </tr>
              </thead>
              <tbody>
                {worst.map((miss) => (
                  <tr>
                    <th scope="row" title={miss.source}>
                      {miss.device}
                    </th>
                    <td>
                      {miss.backend}, {miss.model} {miss.quantization}
                    </td>
                    <td>{miss.phase}</td>
                    <td class="numeric">{formatRate(miss.measuredTokensPerSecond, 'tokens/s')}</td>
                    <td class="numeric">{formatRate(miss.predictedTokensPerSecond, 'tokens/s')}</td>
                    <td class="numeric">{percent(miss.errorRatio)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p>
            {unpredicted.count} published results could not be predicted, because figures are
            missing; they are named, with reasons, by <code>npm run validate</code>.
          </p>
        </article>
      ),
    };
  },
});
