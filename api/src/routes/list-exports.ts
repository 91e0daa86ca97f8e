import { exportManifest } from '@ridgeline/schema/responses';
import { manifestKey } from '../services/exports/write-exports.ts';
import { defineRoute, revalidated } from './route.ts';

/** `GET /v1/exports`. */
export const listExports = defineRoute({
  method: 'GET',
  path: '/v1/exports',
  id: 'listExports',
  summary: 'Files of the newest daily dump, CC0-1.0, with their SHA-256',
  access: 'public',
  responses: { 200: { description: 'The manifest.', schema: exportManifest } },
  cacheControl: revalidated,
  async handle({ services }) {
    const manifest = await services.exports?.get(manifestKey);
    // Before the first night there is nothing to list, which is no error.
    const none = { createdAt: null, schemaVersion: 1, license: 'CC0-1.0', files: [] };
    return { body: manifest?.body ?? none };
  },
});
