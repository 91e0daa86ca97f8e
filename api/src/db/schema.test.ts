import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import * as derived from './tables/derived.ts';
import * as log from './tables/log.ts';
import * as raw from './tables/raw.ts';
import * as trust from './tables/trust.ts';

const tables = [raw, trust, log, derived]
  .flatMap((module): unknown[] => Object.values(module))
  .filter((value) => is(value, PgTable));

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

function filesIn(folder: string, extension: string): string[] {
  const names = readdirSync(new URL(folder, import.meta.url)).sort();
  return names.filter((name) => name.endsWith(extension)).map((name) => `${folder}${name}`);
}

function namesIn(folder: string): string[] {
  return filesIn(folder, '.sql').map((file) => basename(file, '.sql'));
}

test('the migrations make the tables that the code declares', async () => {
  const snapshot = filesIn('./migrations/meta/', '_snapshot.json').at(-1) ?? '';
  const declared = generateDrizzleJson({ ...raw, ...trust, ...log, ...derived });
  expect(await generateMigration(JSON.parse(read(snapshot)), declared)).toEqual([]);
});

describe('functions and views', () => {
  const [functions, views] = [namesIn('./functions/'), namesIn('./views/')];
  const queries = filesIn('./queries/', '.ts');
  const operations = filesIn('../../operations/', '.ts');
  const callers = [
    ...[...queries, ...operations],
    ...filesIn('./migrations/', '.sql'),
    ...filesIn('./functions/', '.sql'),
    ...filesIn('./views/', '.sql'),
  ].map((file) => ({ name: basename(file, '.sql'), text: read(file) }));

  test.each(functions)('%s is what its file makes, and is called by another file', (name) => {
    expect(read(`./functions/${name}.sql`)).toMatch(
      new RegExp(`^create or replace function ${name}\\(`, 'm'),
    );
    const call = new RegExp(`\\b${name}\\(`);
    expect(callers.filter((each) => each.name !== name && call.test(each.text))).not.toEqual([]);
  });

  test.each(views)('%s is what its file makes, and is read by another file', (name) => {
    expect(read(`./views/${name}.sql`)).toMatch(new RegExp(`^create view ${name} as$`, 'm'));
    const reader = new RegExp(`from ${name}\\b`);
    expect(callers.filter((each) => reader.test(each.text))).not.toEqual([]);
  });

  test('a median is written in the views and nowhere else', () => {
    const writers = callers.filter(({ text }) => text.includes('percentile_cont(0.5) within'));
    expect(writers.map(({ name }) => name)).toEqual(['group_medians', 'owner_medians']);
  });

  test('each function that a query, another one or a trigger calls has its file', () => {
    const called = callers.flatMap(({ text }) =>
      [...text.matchAll(/(?:select|perform|execute function) ([a-z]+_[a-z_]+)\(/g)].map(
        ([, name = '']) => name,
      ),
    );
    const own = called.filter((name) => !/^(array|json|jsonb|pg|set|to)_/.test(name));
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((name) => !functions.includes(name))).toEqual([]);
  });
});

describe('the drawing of the schema', () => {
  const drawing = read('./README.md');
  const shortTypes: Readonly<Record<string, string>> = {
    'double precision': 'double',
    'double precision[]': 'double[]',
    'timestamp with time zone': 'timestamptz',
  };

  test('has every table and no other', () => {
    const drawn = [...drawing.matchAll(/^ {2}(\w+) \{$/gm)].map(([, name]) => name);
    expect(drawn.sort()).toEqual(tables.map(getTableName).sort());
  });

  test.each(tables.map((table) => [getTableName(table), table] as const))(
    '%s has its columns, and a row of all of them',
    (name, table) => {
      const [, block = ''] = new RegExp(`^ {2}${name} \\{\n([^}]*)`, 'm').exec(drawing) ?? [];
      const drawn = block
        .trim()
        .split('\n')
        .map(
          (line) => `${line.trim().split(' ').slice(0, 2).join(' ')}${/ "null"/.exec(line) ?? ''}`,
        );
      const { columns } = getTableConfig(table);
      const declared = columns.map((column) => {
        const type = column.getSQLType();
        return `${shortTypes[type] ?? type} ${column.name}${column.notNull ? '' : ' "null"'}`;
      });
      expect(drawn).toEqual(declared);
      const header = `| ${columns.map((column) => column.name).join(' | ')} |`;
      const [, row = ''] = drawing.split(`**${name}**`)[1]?.split(`${header}\n`) ?? [];
      expect(row.split('\n')[1]?.split(' | ')).toHaveLength(columns.length);
    },
  );
});
