import { definePage } from '../page.ts';

/** `/data`: licence, access, how to cite. */
export const dataPage = definePage({
  path: '/data',
  render() {
    return {
      title: 'Data and citing',
      description: 'All data is CC0: how to read it through the API, and how to cite it.',
      body: (
        <article class="prose">
          <h1>Data and citing</h1>
          <p class="lead">
            All data on this site is dedicated to the public domain (CC0 1.0). Code is under the MIT
            licence.
          </p>
          <h2>Read it</h2>
          <ul>
            <li>
              <a href="/v1/leaderboard">/v1/leaderboard</a>: the board for any workload, with every
              filter of the site
            </li>
            <li>
              <a href="/v1/submissions">/v1/submissions</a>: every run with its raw samples, page by
              page
            </li>
            <li>
              <a href="/v1/devices">/v1/devices</a>: the catalogue with sources, and what was
              measured
            </li>
            <li>
              <a href="/openapi.json">/openapi.json</a>: the contract, and{' '}
              <a href="/docs">its documentation</a>
            </li>
          </ul>
          <p>Every answer carries an ETag; any web page may read it.</p>
          <h2>Units</h2>
          <p>
            Fields are in SI base units and bytes, spelled in their names:{' '}
            <code>bandwidthBytesPerSecond</code>, <code>computeFlopsPerSecond</code>,{' '}
            <code>durationSeconds</code>. A fused multiply-add is two operations.
          </p>
          <h2>Cite it</h2>
          <p>
            The Ridgeline contributors: Ridgeline, measured, verified and explained hardware
            performance for LLM workloads. Name the suite version and the date of access, and the
            run’s address where you quote one.
          </p>
        </article>
      ),
    };
  },
});
