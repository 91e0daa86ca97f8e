import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gpujsPrograms } from '@ridgeline/kernels/gpujs-programs';
import { backendDefinitions } from '@ridgeline/measure/backends/backend-list';
import type { SuiteResult } from '@ridgeline/measure/measure-suite';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, launchBrowser } from '../support/browser.ts';

/** The page's program: the folders that hold what a page can run; nothing of Node is in its bundle. */
const program = `
import { gpujsBackends } from '@ridgeline/measure/backends/gpujs/definition';
import { webgpuBackends } from '@ridgeline/measure/backends/webgpu/definition';
import { assertConforms, conformanceProblems } from '@ridgeline/measure/conformance-problems';
import { measureSuite } from '@ridgeline/measure/measure-suite';
const host = {
  threadCounts: [navigator.hardwareConcurrency],
  gpu: { open: async () => navigator.gpu },
};
const definitions = [...webgpuBackends, ...gpujsBackends].filter((each) => each.runsInPages);
const backends = await Promise.all(definitions.map(({ create }) => create(host)));
globalThis.conform = async () => {
  const outcomes = [];
  for (const backend of backends) {
    if (!(await backend.probe()).isAvailable) continue;
    for (const problem of conformanceProblems(backend)) {
      // All sizes are asked in Node.
      if (problem.size !== problem.kernel.checkSizes[0]) continue;
      const outcome = await assertConforms(backend, problem).then(() => 'right', String);
      outcomes.push([backend.id, problem.kernel.id, problem.dtype, outcome].join(' '));
    }
  }
  return outcomes;
};
globalThis.measure = () => measureSuite({
  backends,
  preset: 'quick',
  timeBudgetSeconds: 40,
  cacheBytes: 4 * 1024 ** 2,
  memoryBytes: 1024 ** 3,
  // The least that shows a measurement: what the suite asks is checked above.
  kernels: ['dispatch'],
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

let server: Awaited<ReturnType<typeof serve>>;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

/** What a function of the page's program answers. */
async function ask<Answer>(name: 'conform' | 'measure'): Promise<Answer> {
  const page = await browser.newPage();
  await page.goto(server.url);
  const answer = await page.evaluate(
    (each) => (globalThis as unknown as Record<string, () => Promise<unknown>>)[each]?.(),
    name,
  );
  return answer as Answer;
}

describe.skipIf(browserPath === undefined)('the suite in a web page, minified', () => {
  beforeAll(async () => {
    server = await serve(await bundle());
    browser = await launchBrowser(['--enable-unsafe-webgpu']);
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it('gets each kernel right that a backend has a program for', async () => {
    const outcomes = await ask<string[]>('conform');
    expect(outcomes.filter((outcome) => !outcome.endsWith(' right'))).toEqual([]);
    for (const { kernel, dtype } of gpujsPrograms) {
      expect(outcomes).toContain(`gpujs-webasm ${kernel} ${dtype} right`);
    }
  });

  it('measures on the same backends as in Node', async () => {
    const { measurements, softwarePaths, unavailableBackends } = await ask<SuiteResult>('measure');
    const backends = backendDefinitions.flatMap(({ id, runsInPages }) => (runsInPages ? [id] : []));
    const seen = [...softwarePaths, ...unavailableBackends].map(({ backend }) => backend);
    expect(seen.sort()).toEqual(backends.sort());
    // A machine whose browser offers no adapter still has the CPU ones.
    expect(softwarePaths.map(({ backend }) => backend)).toContain('gpujs-webasm');
    for (const { id, facts } of softwarePaths) {
      expect(facts.runtimeName).toBe('Chrome');
      const outcomes = measurements
        .filter(({ path }) => path === id)
        .map(({ kernel, outcome }) => `${kernel} ${outcome}`);
      expect(outcomes, id).toEqual(['dispatch ok']);
    }
  });
});
