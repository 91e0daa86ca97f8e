/// <reference types="node" />
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { buildLists, sourceFolder } from '../scripts/build-lists.ts';

const built = await buildLists();

it.each([...built])(
  '%s is what the folders hold; if not: npm run build:lists -w packages/kernels',
  async (file, text) => {
    expect(await readFile(new URL(file, sourceFolder), 'utf8')).toBe(text);
  },
);
