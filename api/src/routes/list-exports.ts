import { exportManifest } from '@ridgeline/schema/responses';
import { exportLicense, exportSchemaVersion } from '../services/exports/export-writer.ts';
import { manifestKey } from '../services/exports/write-exports.ts';
import { apiVersion } from '../version.ts';
import { defineRoute, none } from './route.ts';

export const listExports = defineRoute({
  method: 'GET',
  path: '/v1/exports',
  id: 'listExports',
  summary: 'Files of the newest daily dump, CC0-1.0, with their SHA-256',
  description:
    'The board as JSON Lines, CSV and Parquet, every public submission as JSON Lines and Parquet, ' +
    'and `leaderboard.json`, which `npm run recompute` derives again from the submissions alone. ' +
    'The public log of every submission: its signed checkpoints (C2SP signed-note), entries and tiles ' +
    '(C2SP tlog-tiles, those of a level one after the other).',
  access: 'public',
  params: none,
  query: none,
  responses: { 200: { description: 'The manifest.', schema: exportManifest } },
  problems: [],
  isStoreless: true,
  async handle({ answer, services }) {
    const stored = await services.exports?.get(manifestKey);
    // Before the first night there is nothing to list, which is no error.
    if (!stored) {
      return answer(200, {
        createdAt: null,
        schemaVersion: exportSchemaVersion,
        license: exportLicense,
        apiVersion,
        isConsistent: true,
        log: null,
        files: [],
      });
    }
    return answer(200, exportManifest.parse(await new Response(stored.body).json()));
  },
});
