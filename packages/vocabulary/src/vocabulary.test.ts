import { describe, expect, it } from 'vitest';
import { bases } from './bases.ts';
import { evidenceLevels } from './evidence-levels.ts';
import { failureCauses } from './failure-causes.ts';
import { flags } from './flags.ts';
import { limits } from './limits.ts';
import { platforms } from './platforms.ts';
import { proofReasons } from './proof-reasons.ts';
import { statuses } from './statuses.ts';
import { tiers } from './tiers.ts';
import { findWord, idsOf, type Word, wordOf } from './word.ts';

const vocabularies: Readonly<Record<string, readonly Word[]>> = {
  bases,
  evidenceLevels,
  failureCauses,
  flags,
  limits,
  platforms,
  proofReasons,
  statuses,
  tiers,
};

describe.each(Object.entries(vocabularies))('%s', (_name, vocabulary) => {
  it('has one word for each id', () => {
    const ids = idsOf(vocabulary);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(vocabulary.map(({ title }) => title)).size).toBe(ids.length);
  });

  it('has ids that the wire takes, and words that people read', () => {
    for (const { id, title, words, remedy } of vocabulary) {
      expect(id).toMatch(/^[a-zA-Z0-9][a-z0-9-]{0,63}$/);
      for (const text of [title, words, remedy ?? 'none needed']) {
        expect(text, id).toBe(text.trim());
        expect(text, id).not.toBe('');
      }
    }
  });
});

it('finds words by id, and says so when there is none', () => {
  expect(wordOf(flags, 'noisy').remedy).toBe('repeat on an idle machine');
  expect(findWord(flags, 'of-tomorrow')).toBeUndefined();
  expect(() => wordOf<Word>(flags, 'of-tomorrow')).toThrow('of-tomorrow');
});
