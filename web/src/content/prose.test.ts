import { expect, test } from 'vitest';
import { renderTexts } from '../../scripts/render-prose.ts';

const files = {
  'data.md': '{{dumps}}',
  'glossary.md': 'tier\n: One of {{tiers}},\n  or *none*.\n\ntwo words\n: Two.\n',
  'methodology.md':
    '# Title\n\n## A part\n\n{{bases}} {{suite}} {{kernels}} {{flags}} {{evidence}} {{tiers}} {{limits}}',
  'policy.md': '{{statuses}}\n\n{{proof-reasons}}',
};

test('a place alone in its paragraph is a block, any other stands within the text', () => {
  const { glossary, policy } = renderTexts(files);
  expect(policy).toEqual([{ place: 'statuses' }, '\n', { place: 'proof-reasons' }, '\n']);
  expect(glossary).toEqual([
    '<dl><div id="tier"><dt>tier</dt><dd>One of ',
    { place: 'tiers' },
    ', or <em>none</em>.</dd></div><div id="two-words"><dt>two words</dt><dd>Two.</dd></div></dl>\n',
  ]);
});

test('sections can be linked to', () => {
  expect(renderTexts(files).methodology[0]).toContain('<h2 id="a-part">A part</h2>');
});

test.each([
  ['has a place that its page does not fill', { 'data.md': '{{dumps}} {{dump}}' }, '{{dump}}'],
  ['lacks a place that its page fills', { 'data.md': 'Nothing.' }, '{{dumps}}'],
  ['belongs to no page', { 'news.md': 'News.' }, 'content/news.md'],
])('the build fails by name for a text that %s', (_fault, changes, words) => {
  expect(() => renderTexts({ ...files, ...changes })).toThrow(words);
});

test('the build fails by name for a text that is missing', () => {
  const { 'policy.md': _policy, ...others } = files;
  expect(() => renderTexts(others)).toThrow('content/policy.md');
});
