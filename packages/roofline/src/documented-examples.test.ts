import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** One `@example` of a doc comment: statements, then `expression // result`. */
interface Example {
  readonly file: string;
  readonly code: string;
  readonly result: string;
}

const folders = ['units', 'statistics', 'roofline', 'catalog'].map(
  (name) => new URL(`../../${name}/src/`, import.meta.url),
);

function sourceFiles(folder: URL): URL[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return sourceFiles(new URL(`${entry.name}/`, folder));
    const isSource = entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts');
    return isSource ? [new URL(entry.name, folder)] : [];
  });
}

function examplesOf(file: URL): Example[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/@example\s([\s\S]*?)(?=\n\s*\*\s*@|\*\/)/g)].map((match) => {
    const lines = (match[1] ?? '')
      .split('\n')
      .map((line) => line.replace(/^\s*\* ?/, '').trim())
      .filter((line) => line !== '' && !line.startsWith('//'));
    const last = lines.pop() ?? '';
    const at = last.lastIndexOf(' // ');
    if (at < 0) throw new Error(`${file.pathname}: an @example ends in "expression // result".`);
    const code = [...lines, `return (${last.slice(0, at)});`].join('\n');
    return { file: file.pathname.split('/packages/')[1] ?? '', code, result: last.slice(at + 4) };
  });
}

const files = folders.flatMap(sourceFiles);
const examples = files.flatMap(examplesOf);
const modules: Record<string, unknown>[] = await Promise.all(
  files.map((file) => import(file.href)),
);
const scope: Record<string, unknown> = Object.assign({}, ...modules);

test('there are examples to run', () => {
  expect(examples.length).toBeGreaterThan(12);
});

test.each(examples)('the example in $file gives $result', ({ code, result }) => {
  const value: unknown = new Function(...Object.keys(scope), code)(...Object.values(scope));
  const expected = result.replace(/^'(.*)'$/, '$1');
  if (typeof value === 'number') expect(value / Number(expected)).toBeCloseTo(1, 3);
  else expect(String(value)).toBe(expected);
});
