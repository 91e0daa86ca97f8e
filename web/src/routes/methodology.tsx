import { kernelPage } from '@ridgeline/schema/responses';
import { bases } from '@ridgeline/vocabulary/bases';
import { evidenceLevels } from '@ridgeline/vocabulary/evidence-levels';
import { flags } from '@ridgeline/vocabulary/flags';
import { limits } from '@ridgeline/vocabulary/limits';
import { tiers } from '@ridgeline/vocabulary/tiers';
import type { z } from 'zod';
import { BasisBadge } from '../components/basis-badge.tsx';
import { Prose, WordList } from '../components/prose.tsx';
import { definePage } from '../page.ts';

function KernelTable({ kernels }: Pick<z.infer<typeof kernelPage>, 'kernels'>) {
  return (
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
  );
}

/** `/methodology`: what is measured, how it is checked, how predictions are made. */
export const methodologyPage = definePage({
  path: '/methodology',
  title: 'Methodology',
  nav: ['header'],
  examples: [{ name: 'methodology', address: '/methodology' }],
  async render({ api, texts }) {
    const { kernels, suite } = await api.get('/v1/kernels', kernelPage);
    return {
      description:
        'What the agent measures, how each answer is verified, how runs become ranks and how tokens per second are predicted.',
      jsonHref: '/v1/kernels',
      body: (
        <Prose
          name="methodology"
          texts={texts}
          places={{
            bases: <WordList words={bases} label={({ id }) => <BasisBadge basis={id} />} />,
            suite,
            kernels: <KernelTable kernels={kernels} />,
            flags: <WordList words={flags} />,
            evidence: <WordList words={evidenceLevels} />,
            tiers: <WordList words={tiers} label={({ id, title }) => `${id}, ${title}`} />,
            limits: <WordList words={limits} />,
          }}
        />
      ),
    };
  },
});
