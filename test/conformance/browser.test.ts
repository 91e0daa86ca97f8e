import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SuiteResult } from '@ridgeline/measure/measure-suite';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { browserPath, launchBrowser } from '../support/browser.ts';

/** The page's program: every portable backend and the hand-written WGSL, as a web page has them. */
const program = `
import { gpujsCpu, gpujsWebasm, gpujsWebgpu } from '@ridgeline/measure/backends/gpujs/gpujs-backends';
import { webgpu } from '@ridgeline/measure/backends/webgpu/webgpu-backend';
import { measureSuite } from '@ridgeline/measure/measure-suite';
const source = { open: async () => navigator.gpu };
globalThis.measure = () => measureSuite({
  backends: [gpujsCpu(), gpujsWebasm(), webgpu(source), gpujsWebgpu(source)],
  preset: 'quick',
  timeBudgetSeconds: 40,
  cacheBytes: 4 * 1024 ** 2,
  memoryBytes: 1024 ** 3,
  kernels: ['copy', 'dispatch'],
});
`;

async function bundle(): Promise<string> {
  const stdin = { contents: program, resolveDir: import.meta.dirname };
  const options = { bundle: true, format: 'esm', platform: 'browser', minify: true } as const;
  const { outputFiles } = await build({ stdin, ...options, write: false });
  return outputFiles[0]?.text ?? '';
}

/** Serves one page isolated from other origins, which is what shared memory and threads require. */
async function serve(script: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    const isScript = request.url === '/program.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<script type="module" src="/program.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

async function measureInPage(): Promise<SuiteResult> {
  const server = await serve(await bundle());
  const browser = await launchBrowser(['--enable-unsafe-webgpu']);
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    return await page.evaluate(() =>
      (globalThis as unknown as { measure(): Promise<SuiteResult> }).measure(),
    );
  } finally {
    await browser.close();
    server.close();
  }
}

describe.skipIf(browserPath === undefined)('the suite in a web page', () => {
  it('measures and verifies on the same backends as in Node, minified', async () => {
    const { measurements, softwarePaths, unavailableBackends } = await measureInPage();
    const backends = ['gpujs-cpu', 'gpujs-webasm', 'webgpu', 'gpujs-webgpu'];
    const seen = [...softwarePaths, ...unavailableBackends].map(({ backend }) => backend);
    expect(seen.sort()).toEqual(backends.sort());
    // A machine whose browser offers no adapter still has the CPU ones.
    expect(softwarePaths.map(({ backend }) => backend)).toContain('gpujs-webasm');
    for (const { id, facts } of softwarePaths) {
      expect(facts.runtimeName).toBe('Chrome');
      const outcomes = measurements
        .filter(({ path }) => path === id)
        .map(({ kernel, outcome }) => `${kernel} ${outcome}`);
      expect(outcomes.sort(), id).toEqual(['copy ok', 'dispatch ok']);
    }
  });
});
