import { type ExportManifest, exportManifest } from '@ridgeline/schema/responses';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { ApiError } from '../api-error.ts';
import type { BoardApi } from '../board-api.ts';
import { definePage } from '../page.ts';

/** The newest dump; undefined while the API is away, since the rest of the page stands without it. */
async function readManifest(api: BoardApi): Promise<ExportManifest | undefined> {
  try {
    return await api.get('/v1/exports', exportManifest);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function Dumps({ manifest }: { manifest: ExportManifest | undefined }) {
  if (manifest === undefined) {
    return <p class="notice">The list of dumps cannot be read right now. Load the page again.</p>;
  }
  if (manifest.createdAt === null) {
    return (
      <p>The first dump of this installation is made tonight; the API has the same rows now.</p>
    );
  }
  return (
    <section class="table-scroll" aria-label="Files of the newest dump" tabindex={0}>
      <table>
        <caption>
          Made {manifest.createdAt.slice(0, 16).replace('T', ' ')} UTC, schema version{' '}
          {manifest.schemaVersion}
        </caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" class="numeric">
              Rows
            </th>
            <th scope="col" class="numeric">
              Size
            </th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {manifest.files.map(({ bytes, name, rows, sha256, url }) => (
            <tr>
              <th scope="row">
                <a href={url}>{name}</a>
              </th>
              <td class="numeric">{rows.toLocaleString('en-US')}</td>
              <td class="numeric">{formatBytes(bytes)}</td>
              <td class="source">
                <code>{sha256}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** `/data`: licence, access, how to cite. */
export const dataPage = definePage({
  path: '/data',
  async render({ api }) {
    const manifest = await readManifest(api);
    return {
      title: 'Data and citing',
      jsonHref: '/v1/exports',
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
          <h2>Take all of it</h2>
          <p>
            Every night the whole board and every public run are written to files, each with its
            checksum. Parquet files open in DuckDB, pandas or Polars as they are.
          </p>
          <Dumps manifest={manifest} />
          <p>
            <code>npm run recompute -- ADDRESS</code> in a checkout of the code derives the board
            again from the runs alone, and says whether the published one is the same.
          </p>
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
