/** Writes api/openapi.json from the list of routes: `npm run openapi -w @ridgeline/api`. */
import { writeFile } from 'node:fs/promises';
import { openapiDocument } from '../src/openapi-document.ts';
import { routes } from '../src/routes/routes.ts';

const file = new URL('../openapi.json', import.meta.url);
await writeFile(file, `${JSON.stringify(openapiDocument(routes), null, 2)}\n`);
