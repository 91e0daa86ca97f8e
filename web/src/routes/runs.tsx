import { submissionPage } from '@ridgeline/schema/responses';
import { RunTable } from '../components/run-table.tsx';
import { definePage } from '../page.ts';

/** `/runs`: signed runs, the last received first; unsigned ones with `?tier=T0`. */
export const runsPage = definePage({
  path: '/runs',
  title: 'Runs',
  nav: ['footer'],
  examples: [
    { name: 'runs', address: '/runs' },
    { name: 'unsigned runs', address: '/runs?tier=T0' },
  ],
  async render({ api, url }) {
    const cursor = url.searchParams.get('cursor') ?? undefined;
    const isUnsigned = url.searchParams.get('tier') === 'T0';
    const tier = isUnsigned ? 'T0' : undefined;
    const page = await api.get('/v1/submissions', submissionPage, { cursor, tier });
    return {
      description: 'Every run that was submitted, the last first, with its status and raw samples.',
      jsonHref: '/v1/submissions',
      body: (
        <article class="detail">
          <h1>Runs</h1>
          <p class="lead">
            {isUnsigned
              ? 'Runs that nobody signed: anyone could have written them, and no board counts them. '
              : 'Every signed run, also what is not ranked, with the reason. '}
            {isUnsigned ? (
              <a href="/runs">Signed runs</a>
            ) : (
              <a href="/runs?tier=T0">Unsigned runs</a>
            )}{' '}
            have a list of their own.
          </p>
          {page.submissions.length === 0 ? (
            <p class="notice">
              There is none yet.{' '}
              {!isUnsigned && (
                <>
                  <code>npx ridgeline run --submit</code> makes the first.
                </>
              )}
            </p>
          ) : (
            <RunTable runs={page.submissions} caption="Runs, newest first" />
          )}
          {page.nextCursor !== null && (
            <p class="actions">
              <a
                class="button"
                href={`/runs?${new URLSearchParams({ ...(tier && { tier }), cursor: page.nextCursor })}`}
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
