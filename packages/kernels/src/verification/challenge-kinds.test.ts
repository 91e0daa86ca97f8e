/// <reference types="node" />
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ChallengeSize, challengeKindOf, challengeKinds } from './challenge-kinds.ts';
import { challengeB, challengeRow } from './challenge-matmul.ts';
import { blockDigest, mixedBlock, readInChain } from './challenge-read.ts';
import { digestRows } from './row-digest.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const seed = [0x0102_0304, 0xf0e0_d0c0] as const;

/** Every digest of a challenge, by plain means; a kind without an entry here fails its test. */
async function honestDigests(size: ChallengeSize): Promise<Uint32Array> {
  switch (size.kernel) {
    case 'matmul': {
      const b = challengeB({ ...size, seed });
      const places = Array.from({ length: size.rows * size.repetitions }, (_, place) => place);
      return Uint32Array.from(
        places.flatMap((place) => {
          const [repetition, row] = [Math.floor(place / size.rows), place % size.rows];
          return [...digestRows(challengeRow({ ...size, seed }, b, repetition, row), size.rows)];
        }),
      );
    }
    case 'read': {
      const blocks = Array.from({ length: size.blocks }, (_, block) =>
        mixedBlock({ ...size, seed }, block),
      );
      const pass = async (key: readonly [number, number]) =>
        Uint32Array.from(blocks.flatMap((words) => [...blockDigest(words, key)]));
      return readInChain({ ...size, seed }, pass, sha256);
    }
    default:
      return size satisfies never;
  }
}

test('names of kinds, and of what they count, tell them apart', () => {
  expect(new Set(challengeKinds.map(({ kernel }) => kernel)).size).toBe(challengeKinds.length);
  expect(() => challengeKindOf('dispatch')).toThrow('"dispatch"');
});

describe.each(challengeKinds.map((kind) => [kind.kernel, kind] as const))('%s', (kernel, kind) => {
  const size = kind.sizeOf({ places: kernel === 'read' ? 3 : 70, rounds: 2 });
  const proof = async (picks: (typeof drawn)['picks'], digests?: Uint32Array) => {
    const held = await kind.commit(digests ?? (await honestDigests(size)), size, sha256);
    return { root: held.root, picks, ...(await held.open(picks)) };
  };
  let next = 0;
  const drawn = kind.draw(size, 6, (bound) => next++ % bound);
  const faultOf = (of: Awaited<ReturnType<typeof proof>>) =>
    kind.faultOf({ ...size, seed }, of, sha256);

  test('a size is its counts under its own names, and what is drawn lies within', () => {
    const { places, rounds } = kind.counts(size);
    expect(kind.sizeOf({ places, rounds })).toEqual(size);
    const named = { [kind.places.name]: places, [kind.rounds.name]: rounds };
    expect(size).toEqual({ kernel, ...named });
    for (const pick of drawn.picks) {
      const numbers = pick as unknown as Readonly<Record<string, number>>;
      expect(Object.keys(pick).sort()).toEqual([kind.places.pick, kind.rounds.pick].sort());
      expect(numbers[kind.places.pick]).toBeLessThan(places);
      expect(numbers[kind.rounds.pick]).toBeLessThan(rounds);
    }
  });

  test('work that was done has no fault', async () => {
    expect(await faultOf(await proof(drawn.picks))).toBeUndefined();
  });

  test('a digest that was made up, another root and another place have one', async () => {
    const honest = await proof(drawn.picks);
    const madeUp = (await honestDigests(size)).map((word) => word ^ 1);
    expect(await faultOf(await proof(drawn.picks, madeUp))).toMatch(/is wrong$/);
    const [first] = honest.openings;
    const flipped = { ...first, digests: `${'0'.repeat(16)}${first?.digests.slice(16)}` };
    const changed = { ...honest, openings: [flipped, ...honest.openings.slice(1)] };
    expect(await faultOf(changed as typeof honest)).toMatch(/not under the/);
    expect(await faultOf({ ...honest, root: 'ab'.repeat(32) })).toMatch(/not under the/);
    const swapped = { ...honest, openings: honest.openings.toReversed() } as typeof honest;
    expect(await faultOf(swapped)).toBe('another place was opened');
    const short = { ...honest, openings: honest.openings.slice(1) } as typeof honest;
    expect(await faultOf(short)).toBe('the number of openings is wrong');
  });
});
