import { describe, expect, test } from 'vitest';
import { JsonScanner, pointerOf } from './scan-json.ts';

const scan = (json: string) => {
  JSON.parse(json);
  return new JsonScanner(json).scan();
};

describe('JsonScanner', () => {
  test.each([
    '{}',
    '[]',
    'null',
    '"text"',
    ' { "a" : [ 1 , { "b" : "c" } ] } ',
    '{"a":{"x":1},"b":{"x":1}}',
    '{"text":"a \\" quoted { brace","n":-1.5e-3}',
    '{"zero":0,"zeroes":0.000}',
  ])('accepts %s', (json) => {
    expect(scan(json)).toBeUndefined();
  });

  test.each([
    ['a key twice', '{"a":1,"a":2}', 'json-duplicate-key', ''],
    ['a key twice by an escape', '{"x":{"a":1,"\\u0061":2}}', 'json-duplicate-key', '/x'],
    ['13 levels', `${'['.repeat(13)}${']'.repeat(13)}`, 'json-too-deep', '/0'.repeat(12)],
    ['a lone surrogate in a value', '{"a":["\\ud800"]}', 'string-not-allowed', '/a/0'],
    ['a lone surrogate in a key', '{"a":{"\\ud800":1}}', 'string-not-allowed', '/a'],
    ['NUL in a key', '{"a\\u0000b":1}', 'string-not-allowed', ''],
    ['an escape sequence', '{"a":"\\u001b[2J"}', 'string-not-allowed', '/a'],
    ['__proto__', '{"a":{"__proto__":{}}}', 'schema-violation', '/a'],
    ['a negative zero', '{"a":[1,-0]}', 'schema-violation', '/a/1'],
    ['a vanishing number', '{"a":1e-400}', 'schema-violation', '/a'],
    ['an exploding number', '{"a":1e400}', 'schema-violation', '/a'],
    ['a long array', `[${'1,'.repeat(4096)}1]`, 'schema-violation', ''],
  ])('finds %s', (_, json, problem, pointer) => {
    expect(scan(json)).toMatchObject({ problem, pointer });
  });

  test('counts keys of one object and of the whole', () => {
    const object = (count: number) =>
      `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join()}}`;
    expect(scan(object(256))).toBeUndefined();
    expect(scan(object(257))).toMatchObject({ problem: 'json-too-many-keys' });
    const many = `[${Array.from({ length: 100 }, () => object(250)).join()}]`;
    expect(scan(many)).toMatchObject({ problem: 'json-too-many-keys' });
  });

  test('pointers escape as RFC 6901 says', () => {
    expect(pointerOf(['a/b', 'c~d', 3])).toBe('/a~1b/c~0d/3');
  });
});

test('a text that no field takes is refused before it is normalised, which is slow on purpose', () => {
  const marks = `a${'\u0315\u0300\u05ae\u0062'.repeat(16_000)}`;
  const began = performance.now();
  const fault = new JsonScanner(JSON.stringify({ name: marks })).scan();
  expect(performance.now() - began).toBeLessThan(50);
  expect(fault?.problem).toBe('string-not-allowed');
});
