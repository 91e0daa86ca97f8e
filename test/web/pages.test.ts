import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import { submissionPage } from '@ridgeline/schema/responses';
import type { Stack } from '@ridgeline/stack/stack';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newOwner, sendSubmission } from '../api/signing.ts';
import { browserPath, launchBrowser } from '../support/browser.ts';
import { startTestStack } from '../support/test-stack.ts';
import { validSubmission } from '../support/valid-submission.ts';

let stack: Stack;
let browser: Browser | undefined;
/** Set once a run was sent: what stands in examples as `{run}` and `{device}`. */
const stored = { run: '', device: '' };

interface Example {
  readonly name: string;
  readonly address: string;
  readonly status?: number;
}

const built = await readFile(new URL('../../web/dist/page-examples.json', import.meta.url), 'utf8');
const ofPages: readonly Example[] = JSON.parse(built);
/** What every page of the site answers, as the pages say; and an address that no page has. */
const examples: readonly Example[] = [
  ...ofPages,
  { name: 'missing page', address: '/nothing-here', status: 404 },
];
const byName = new Map(examples.map((each) => [each.name, each]));

function addressOf(name: string): URL {
  const { address } = byName.get(name) ?? {};
  if (address === undefined) throw new Error(`No page has an example named "${name}".`);
  const path = address.replace(/\{(run|device)\}/, (_, what: keyof typeof stored) => stored[what]);
  return new URL(path, stack.url);
}

beforeAll(async () => {
  stack = await startTestStack();
  const answer = await sendSubmission(stack.url, validSubmission(), newOwner());
  expect(answer.status).toBeLessThan(300);
  const page = await (await fetch(new URL('/v1/submissions', stack.url))).json();
  const [run] = submissionPage.parse(page).submissions;
  Object.assign(stored, { run: run?.id, device: run?.devices[0]?.slug });
  if (browserPath !== undefined) browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const names = examples.map(({ name }) => name);

async function open(name: string, options: object): Promise<Page> {
  if (browser === undefined) throw new Error('open() without a Chromium');
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // The address of a missing page answers 404, which Chromium writes down.
    const isOwnStatus = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isOwnStatus) faults.push(message.text());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).host !== stack.url.host) faults.push(`asks ${request.url()}`);
  });
  await page.goto(String(addressOf(name)));
  expect(faults, 'errors in the console and requests to others').toEqual([]);
  return page;
}

/** What axe-core finds on a page into which it was loaded. */
async function violations(page: Page, rules: object): Promise<object[]> {
  const result = (await page.evaluate(`axe.run(${JSON.stringify(rules)})`)) as AxeResults;
  return result.violations.map(({ id, nodes }) => ({
    id,
    where: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)),
  }));
}

describe.skipIf(browserPath === undefined)('in a browser', () => {
  test.each(names)('%s is accessible, light and dark, and fits a phone', async (name) => {
    const page = await open(name, { colorScheme: 'light', viewport: { width: 1360, height: 900 } });
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
    expect(await violations(page, {}), 'light').toEqual([]);
    // Dark pages are the same documents in other colours.
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await violations(page, { runOnly: ['color-contrast'] }), 'dark').toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width, 'width on a phone').toBeLessThanOrEqual(390);
    await page.context().close();
  });

  test('the board works without JavaScript: choosing a model changes every prediction', async () => {
    const page = await open('board', { javaScriptEnabled: false });
    const before = await page.locator('.board .range-number').first().innerText();
    await page.locator('select[name=model]').selectOption('llama-3.1-70b');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(new URL(page.url()).searchParams.get('model')).toBe('llama-3.1-70b');
    expect(await page.locator('.board .range-number').first().innerText()).not.toBe(before);
    await page.context().close();
  });

  test('ticked devices lead to a comparison', async () => {
    const page = await open('board', {});
    await page.locator('.board input[type=checkbox]').nth(1).check();
    await page.locator('.board input[type=checkbox]').last().check();
    await page.getByRole('button', { name: 'Compare' }).click();
    expect(await page.locator('h1').innerText()).toContain('·');
    await page.context().close();
  });
});

describe('without a browser', () => {
  test.each(names)('%s is one whole page with its own title and no inline code', async (name) => {
    const answer = await fetch(addressOf(name));
    const html = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.status).toBe(byName.get(name)?.status ?? 200);
    expect(html).toMatch(/<title>[^<]+ · Ridgeline<\/title>/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).not.toMatch(/ style=|<style|<script(?! type="module" src=)| on[a-z]+="/);
  });

  test('the board weighs at most 100 KB compressed, with at most 30 KB of JavaScript', async () => {
    const html = await (await fetch(stack.url)).text();
    const [, style = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(html) ?? [];
    const [, script = ''] = /<script type="module" src="([^"]+)"/.exec(html) ?? [];
    const bytes = async (path: string): Promise<number> => {
      const answer = await fetch(new URL(path, stack.url));
      expect(answer.status).toBe(200);
      return brotliCompressSync(Buffer.from(await answer.arrayBuffer())).length;
    };
    const scriptBytes = await bytes(script);
    const total = (await bytes('/')) + (await bytes(style)) + scriptBytes;
    expect(scriptBytes).toBeLessThanOrEqual(30_000);
    expect(total).toBeLessThanOrEqual(100_000);
  });

  test('a page that did not change answers 304', async () => {
    const first = await fetch(new URL('/methodology', stack.url));
    await first.text();
    const again = await fetch(new URL('/methodology', stack.url), {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  test('the sitemap that robots.txt names lists pages of this origin that answer', async () => {
    const robots = await (await fetch(new URL('/robots.txt', stack.url))).text();
    const [, address = ''] = /^Sitemap: (.+)$/m.exec(robots) ?? [];
    const answer = await fetch(address);
    expect(answer.headers.get('content-type')).toContain('application/xml');
    const listed = [...(await answer.text()).matchAll(/<loc>(.+)<\/loc>/g)].flatMap(
      ([, each = '']) => each,
    );
    expect(listed.length).toBeGreaterThan(300);
    // Every page without parameters, and some of each kind with them.
    for (const page of [...listed.slice(0, 12), ...listed.filter((_, index) => index % 40 === 0)]) {
      expect((await fetch(page)).status, page).toBe(200);
    }
  });

  test('the API answers on the same address, unchanged', async () => {
    const answer = await fetch(new URL('/v1/leaderboard?limit=1', stack.url));
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('content-type')).toContain('application/json');
  });
});
