import { tiers } from '@ridgeline/vocabulary/tiers';
import { Prose } from '../components/prose.tsx';
import { definePage } from '../page.ts';

/** `/glossary`: one meaning for each term. */
export const glossaryPage = definePage({
  path: '/glossary',
  title: 'Glossary',
  nav: ['footer'],
  examples: [{ name: 'glossary', address: '/glossary' }],
  render: ({ texts }) => ({
    description: 'One meaning for each term that this site, its API and its code use.',
    body: (
      <Prose
        name="glossary"
        texts={texts}
        places={{ tiers: tiers.map(({ id, title }) => `${id} ${title}`).join(', ') }}
      />
    ),
  }),
});
