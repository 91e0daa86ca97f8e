import { jobs } from '@ridgeline/roofline/jobs/jobs';
import { models } from '@ridgeline/roofline/models/models';
import { activeParameters, totalParameters } from '@ridgeline/roofline/models/parameters';
import { definePage } from '../page.ts';

function billions(parameters: number): string {
  return `${(parameters / 1e9).toPrecision(3)} billion`;
}

/** `/workloads`: the models and jobs to choose from. */
export const workloadsPage = definePage({
  path: '/workloads',
  title: 'Workloads',
  nav: ['footer'],
  examples: [{ name: 'workloads', address: '/workloads' }],
  render() {
    return {
      description: 'The models, number formats and jobs for which the board predicts speed.',
      jsonHref: '/v1/workloads',
      body: (
        <article class="prose">
          <h1>Workloads</h1>
          <p class="lead">
            A workload is a model, the number format of its weights and a job: how long prompts and
            answers are, and how many run at once.
          </p>
          <h2>Jobs</h2>
          <dl>
            {jobs.map(
              ({ batchSize, contextTokens, generatedTokens, id, promptTokens, summary, title }) => (
                <div>
                  <dt>
                    <a href={`/?job=${id}`}>{title}</a>
                  </dt>
                  <dd>
                    {summary} Prompt {promptTokens.toLocaleString('en-US')}, answer{' '}
                    {generatedTokens.toLocaleString('en-US')}, context{' '}
                    {contextTokens.toLocaleString('en-US')} tokens; {batchSize} at once.
                  </dd>
                </div>
              ),
            )}
          </dl>
          <h2>Models</h2>
          <section class="table-scroll" tabindex={0} aria-label="Models">
            <table>
              <caption class="visually-hidden">Models with their parameters and sources</caption>
              <thead>
                <tr>
                  <th scope="col">Model</th>
                  <th scope="col" class="numeric">
                    Parameters
                  </th>
                  <th scope="col" class="numeric">
                    Active for a token
                  </th>
                  <th scope="col">Source of the architecture</th>
                </tr>
              </thead>
              <tbody>
                {models.map((model) => (
                  <tr>
                    <th scope="row">
                      <a href={`/?model=${model.id}`}>{model.title}</a>
                    </th>
                    <td class="numeric">{billions(totalParameters(model))}</td>
                    <td class="numeric">{billions(activeParameters(model))}</td>
                    <td class="source">{model.source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </article>
      ),
    };
  },
});
