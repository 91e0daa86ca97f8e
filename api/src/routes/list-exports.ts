import { exportManifest } from '@ridgeline/schema/responses';
import { exportLicense, exportSchemaVersion } from '../services/exports/export-writer.ts';
import { manifestKey } from '../services/exports/write-exports.ts';
import { apiVersion } from '../version.ts';
import { defineRoute, revalidated } from './route.ts';

const emptyManifest = {
  schemaVersion: exportSchemaVersion,
  license: exportLicense,
  apiVersion,
  isConsistent: true,
  files: [],
};

/** `GET /v1/exports`. */
export const listExports = defineRoute({
  method: 'GET',
  path: '/v1/exports',
  id: 'listExports',
  summary: 'Files of the newest daily dump, CC0-1.0, with their SHA-256',
  description:
    'The board as JSON Lines, CSV and Parquet, every public submission as JSON Lines and Parquet, ' +
    'and `leaderboard.json`, which `npm run recompute` derives again from the submissions alone.',
  access: 'public',
  responses: { 200: { description: 'The manifest.', schema: exportManifest } },
  cacheControl: revalidated,
  async handle({ services }) {
    const manifest = await services.exports?.get(manifestKey);
    // Before the first night there is nothing to list, which is no error.
    const none = { ...emptyManifest, createdAt: null };
    return { body: manifest?.body ?? none };
  },
});
