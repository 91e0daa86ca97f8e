import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { describe, expect, test } from 'vitest';

/** What can be added by a file in a folder and a line in the list there. */
interface Listing {
  readonly thing: string;
  readonly folder: string;
  /** File of the folder that lists the others. */
  readonly list: string;
  /** What a file says that defines one; its group is the name under which it is exported. */
  readonly definition: RegExp;
}

/** The text of each file of a folder, by its name. */
type Texts = ReadonlyMap<string, string>;

const listings: readonly Listing[] = [
  {
    thing: 'command',
    folder: 'agent/src/commands',
    list: 'commands.ts',
    definition: /^export const (\w+)[^=]*= defineCommand\(/m,
  },
  {
    thing: 'job',
    folder: 'packages/roofline/src/jobs',
    list: 'jobs.ts',
    definition: /^export const (\w+)[^=]*= defineJob\(/m,
  },
  {
    thing: 'table of devices',
    folder: 'packages/catalog/src/devices',
    list: 'device-rows.ts',
    definition: /^export const (\w+): readonly DeviceRow\[\] = \[/m,
  },
  {
    thing: 'board filter',
    folder: 'packages/schema/src/filters',
    list: 'filters.ts',
    definition: /^export const (\w+)[^=]*= defineFilter\(/m,
  },
  {
    thing: 'page',
    folder: 'web/src/routes',
    list: 'pages.ts',
    definition: /^export const (\w+)[^=]*= definePage\(/m,
  },
];

function textsOf({ folder }: Listing): Texts {
  const path = join(checkoutFolder, folder);
  const names = readdirSync(path).filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name));
  return new Map(names.map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

/** Files that define a thing, with the name of the export; the list itself is none of them. */
function definitions({ definition, list }: Listing, texts: Texts): readonly [string, string][] {
  return [...texts].flatMap(([file, text]): [string, string][] => {
    const name = definition.exec(text)?.[1];
    return name === undefined || file === list ? [] : [[file, name]];
  });
}

/** Files that define a thing which the list does not load, or loads and leaves out. */
function unlisted(listing: Listing, texts: Texts): readonly string[] {
  const list = texts.get(listing.list) ?? '';
  const body = list.replace(/^import .*$/gm, '');
  return definitions(listing, texts)
    .filter(([file, name]) => {
      return !list.includes(`'./${file}'`) || !new RegExp(`\\b${name}\\b`).test(body);
    })
    .map(([file]) => file);
}

test.each(listings)('every $thing of $folder is in $list', (listing) => {
  const texts = textsOf(listing);
  expect(definitions(listing, texts).length).toBeGreaterThan(5);
  expect(unlisted(listing, texts)).toEqual([]);
});

test.each(listings)('a $thing that nobody lists is found by the name of its file', (listing) => {
  const texts = textsOf(listing);
  const [[file, name] = ['', '']] = definitions(listing, texts);
  const copy = texts.get(file)?.replaceAll(name, 'addedThing') ?? '';
  expect(unlisted(listing, new Map([...texts, ['added-thing.ts', copy]]))).toEqual([
    'added-thing.ts',
  ]);
});

test.each(listings)('each $thing that is taken off the list is found', (listing) => {
  const texts = textsOf(listing);
  const list = texts.get(listing.list) ?? '';
  for (const [file, name] of definitions(listing, texts)) {
    const used = new RegExp(`^(?!import ).*\\b${name}\\b.*$`, 'm');
    const without = new Map([...texts, [listing.list, list.replace(used, '')]]);
    expect(unlisted(listing, without)).toEqual([file]);
  }
});

describe('the table in CONTRIBUTING of what can be added', () => {
  const contributing = readFileSync(join(checkoutFolder, 'CONTRIBUTING.md'), 'utf8');
  const rows = contributing.split('\n').filter((line) => /^\| an? /.test(line));

  test.each(listings)('says where a $thing goes', ({ folder, list, thing }) => {
    const row = rows.find((line) => line.startsWith(`| a ${thing} |`));
    expect(row).toContain(`\`${folder}/\``);
    expect(row).toContain(`\`${list}\``);
  });

  test('names places that exist', () => {
    const places = rows.flatMap((row) => [...row.matchAll(/`([\w.-]+\/[\w./-]+)`/g)]);
    expect(places.length).toBeGreaterThan(listings.length);
    const missing = places.filter(([, place = '']) => !existsSync(join(checkoutFolder, place)));
    expect(missing.map(([, place]) => place)).toEqual([]);
  });
});
