import { formatBytes } from '@ridgeline/units/format-bytes';
import { ApiError } from '../api-error.ts';
import { definePage } from '../page.ts';
import { workloadDetail } from '../workload-detail.ts';

/** `/workloads/{id}`: what a workload asks of a machine. */
export const workloadPage = definePage({
  path: '/workloads/:id',
  render({ params }) {
    const detail = workloadDetail(params.id ?? '');
    if (detail === undefined) throw new ApiError(404, 'There is no such workload.');
    const { facts, title, workload } = detail;
    return {
      title,
      description: `What ${title} asks of a machine: memory, bytes and operations for each token.`,
      jsonHref: `/v1/leaderboard?workload=${workload.id}`,
      body: (
        <article class="prose">
          <p class="eyebrow">Workload</p>
          <h1>{title}</h1>
          <p class="lead">{workload.job.summary}</p>
          <dl class="facts">
            {facts.map(([name, value]) => (
              <div>
                <dt>{name}</dt>
                <dd>{typeof value === 'number' ? formatBytes(value) : value}</dd>
              </div>
            ))}
          </dl>
          <p class="actions">
            <a class="button" href={`/?workload=${workload.id}`}>
              Which machines run it
            </a>{' '}
            <a class="button secondary" href={`/advisor?workload=${workload.id}`}>
              What is the cheapest
            </a>
          </p>
          <p class="quiet">Architecture: {workload.model.source}</p>
        </article>
      ),
    };
  },
});
