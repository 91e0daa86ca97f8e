import { expect, it } from 'vitest';
import { buildModules } from '../../wasm/build.ts';
import { wasmModules } from './modules.ts';

it('holds the modules that the sources compile to', { timeout: 60_000 }, async () => {
  const built = await buildModules();
  for (const base64 of Object.values(wasmModules)) expect(built).toContain(`'${base64}'`);
});
