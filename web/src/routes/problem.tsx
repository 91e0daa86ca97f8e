import { problemTypePrefix, problemTypes } from '@ridgeline/schema/problem';
import { ApiError } from '../api-error.ts';
import { definePage } from '../page.ts';

/** `/docs/problems/{id}`: what an error means and what to do; the `type` of a problem leads here. */
export const problemPage = definePage({
  path: `${problemTypePrefix}:id`,
  title: 'Problem',
  nav: [],
  examples: [{ name: 'problem', address: '/docs/problems/schema-violation' }],
  addresses: () => problemTypes.map(({ id }) => `${problemTypePrefix}${id}`),
  render({ params }) {
    const type = problemTypes.find(({ id }) => id === params.id);
    if (type === undefined) throw new ApiError(404, 'There is no such problem.');
    return {
      title: type.title,
      description: `${type.title}. ${type.remedy}`,
      body: (
        <article class="prose">
          <p class="eyebrow">
            Problem <code>{type.id}</code>, status {type.status}
          </p>
          <h1>{type.title}</h1>
          <h2>What to do</h2>
          <p>{type.remedy}</p>
          <p>
            The answer’s <code>detail</code> says what was wrong this time, <code>errors</code>{' '}
            points at each field, and <code>instance</code> is the request to name in a report.{' '}
            <a href="/docs#problems">All problems</a>
          </p>
        </article>
      ),
    };
  },
});
