import { type ExportManifest, exportManifest } from '@ridgeline/schema/responses';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { ApiError } from '../api-error.ts';
import type { BoardApi } from '../board-api.ts';
import { Prose } from '../components/prose.tsx';
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
  title: 'Data and citing',
  nav: ['footer'],
  examples: [{ name: 'data', address: '/data' }],
  async render({ api, texts }) {
    const manifest = await readManifest(api);
    return {
      jsonHref: '/v1/exports',
      description: 'All data is CC0: how to read it through the API, and how to cite it.',
      body: <Prose name="data" texts={texts} places={{ dumps: <Dumps manifest={manifest} /> }} />,
    };
  },
});
