import { expect, test } from 'vitest';
import { boardHref, leaderboardQuery, readBoardState, withWorkload } from './url-state.ts';

const read = (query: string) => readBoardState(new URL(`https://ridgeline.example/${query}`));

test('an address read and written again is the same address', () => {
  const href = '/?model=qwen3-8b&job=agentic&batch=4&kind=gpu&search=rtx&sort=price';
  expect(boardHref(read(href.slice(1)))).toBe(href);
});

test('defaults and empty fields leave the address', () => {
  expect(boardHref(read('?model=llama-3.1-8b&quantization=q4_k_m&job=chat&vendor=&search='))).toBe(
    '/',
  );
});

test('a change of a filter starts at the first page, a change of page keeps the filters', () => {
  const state = read('?kind=gpu&cursor=abc');
  expect(boardHref(state, { kind: 'cpu' })).toBe('/?kind=cpu');
  expect(boardHref(state, { cursor: 'def' })).toBe('/?kind=gpu&cursor=def');
});

test('a workload id is taken apart, and single parts win over it', () => {
  const state = read('?workload=qwen3-8b--q8_0--agentic');
  expect(leaderboardQuery(state).workload).toBe('qwen3-8b--q8_0--agentic');
  expect(leaderboardQuery(read('?workload=qwen3-8b--q8_0--agentic&job=lora')).workload).toBe(
    'qwen3-8b--q8_0--lora',
  );
});

test('links to other pages carry the workload and no filter', () => {
  const state = read('?model=qwen3-8b&context=8192&kind=gpu&search=rtx');
  expect(withWorkload('/devices/x', state)).toBe('/devices/x?model=qwen3-8b&context=8192');
});

test('text of the address is encoded', () => {
  expect(boardHref({ search: '"><script>&x=1' })).toBe('/?search=%22%3E%3Cscript%3E%26x%3D1');
});
