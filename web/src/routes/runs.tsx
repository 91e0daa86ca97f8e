import { submissionPage } from '@ridgeline/schema/responses';
import { RunTable } from '../components/run-table.tsx';
import { definePage } from '../page.ts';

/** `/runs`: all runs, newest first. */
export const runsPage = definePage({
  path: '/runs',
  title: 'Runs',
  nav: ['footer'],
  examples: [{ name: 'runs', address: '/runs' }],
  async render({ api, url }) {
    const cursor = url.searchParams.get('cursor') ?? undefined;
    const page = await api.get('/v1/submissions', submissionPage, { cursor });
    return {
      description: 'Every run that was submitted, newest first, with its status and raw samples.',
      jsonHref: '/v1/submissions',
      body: (
        <article class="detail">
          <h1>Runs</h1>
          <p class="lead">
            Everything that was submitted, also what is not ranked, with the reason.
          </p>
          {page.submissions.length === 0 ? (
            <p class="notice">
              There is none yet. <code>npx ridgeline run --submit</code> makes the first.
            </p>
          ) : (
            <RunTable runs={page.submissions} caption="Runs, newest first" />
          )}
          {page.nextCursor !== null && (
            <p class="actions">
              <a
                class="button"
                href={`/runs?cursor=${encodeURIComponent(page.nextCursor)}`}
                rel="next"
              >
                Older runs
              </a>
            </p>
          )}
        </article>
      ),
    };
  },
});
