import { proofReasons } from '@ridgeline/vocabulary/proof-reasons';
import { statuses } from '@ridgeline/vocabulary/statuses';
import { Prose, WordList } from '../components/prose.tsx';
import { definePage } from '../page.ts';

/** `/policy`: rules, corrections, privacy. */
export const policyPage = definePage({
  path: '/policy',
  title: 'Rules and corrections',
  nav: ['footer'],
  examples: [{ name: 'policy', address: '/policy' }],
  render: ({ texts }) => ({
    description:
      'What is accepted, what is kept apart, how errors are corrected, and what is never collected.',
    body: (
      <Prose
        name="policy"
        texts={texts}
        places={{
          statuses: <WordList words={statuses} />,
          'proof-reasons': <WordList words={proofReasons} />,
        }}
      />
    ),
  }),
});
