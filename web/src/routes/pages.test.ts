import { expect, test } from 'vitest';
import { definePage, type Page } from '../page.ts';
import { pages } from './pages.ts';

test('each page has an address of its own, and examples that it answers', () => {
  expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length);
  const names = pages.flatMap(({ examples }) => examples.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  for (const { examples, path } of pages) {
    const pattern = new RegExp(`^${path.replace(/:\w+/, '[^/]+')}$`);
    for (const { address } of examples) expect(address.split('?')[0]).toMatch(pattern);
  }
});

test('a page without an example, or without a word on its links, does not compile', () => {
  const page = {
    path: '/',
    title: 'Page',
    nav: [],
    examples: [{ name: 'page', address: '/' }],
    render: () => ({ description: 'A page.', body: null }),
  } as const satisfies Page;
  const { nav, ...unlinked } = page;
  // @ts-expect-error: nobody could test it
  definePage({ ...page, examples: [] });
  // @ts-expect-error: nobody would find it
  definePage(unlinked);
  expect(nav).toEqual([]);
});
