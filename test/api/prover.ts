import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { toBase64Url } from '@ridgeline/kernels/verification/bytes-text';
import {
  type ChallengeCounts,
  type ChallengeKind,
  joinedPath,
  keyOfRound,
  type LeafOpening,
  type LeafPick,
} from '@ridgeline/kernels/verification/challenge-kind';
import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import { type ChallengeKey, keyOfHex } from '@ridgeline/kernels/verification/challenge-seed';
import {
  bytesOfWords,
  completeTree,
  hashLeaves,
  leafWords,
  pathOf,
  rootOfRoots,
  treeWords,
} from '@ridgeline/kernels/verification/hash-tree';
import { productFormats } from '@ridgeline/kernels/verification/product-format';
import { columnOfB, rowOfA } from '@ridgeline/kernels/verification/product-row';
import {
  blockDigest,
  blockLines,
  blockWords,
  lineAfter,
  lineWords,
  mixings,
  mixLine,
  otherLine,
} from '@ridgeline/kernels/verification/read-array';
import {
  type Commitment,
  countsOfSize,
  type IssuedChallenge,
  type StartedChallenge,
} from '@ridgeline/schema/challenge';
import type { Submission } from '@ridgeline/schema/submission';
import { type Owner, signedHeaders } from './signing.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** A challenge with what tells how much it asks for. */
export interface AskedChallenge {
  readonly issued: IssuedChallenge;
  readonly kind: ChallengeKind;
  readonly counts: ChallengeCounts;
}

/** What a sender claims; the size of a challenge follows from it and from the run's device. */
export interface ClaimedFigure {
  readonly kind: string;
  readonly unitsPerSecond: number;
  readonly run: Submission;
}

function post(url: URL, path: string, body: string, headers: Record<string, string> = {}) {
  const method = 'POST';
  const type = { 'content-type': 'application/json' };
  return fetch(new URL(path, url), { method, headers: { ...type, ...headers }, body });
}

async function answered<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}

/** The body of `POST /v1/challenges`. */
export function challengeBody({ kind, run, unitsPerSecond }: ClaimedFigure): string {
  const cacheBytes = run.devices[0]?.caches?.level3Bytes ?? 0;
  const device = { deviceKind: 'cpu', cacheBytes, memoryBytes: run.host.memoryBytes };
  return JSON.stringify({ suite: 'ridgeline-1', kind, unitsPerSecond, ...device });
}

/** `POST /v1/challenges`. */
export async function askChallenge(
  url: URL,
  owner: Owner,
  claim: ClaimedFigure,
): Promise<AskedChallenge> {
  const body = challengeBody(claim);
  const headers = signedHeaders(owner, body, 'ridgeline-challenge-v1');
  const issued = await answered<IssuedChallenge>(await post(url, '/v1/challenges', body, headers));
  const kind = challengeKindOf(claim.kind);
  return { issued, kind, counts: countsOfSize(kind, issued) };
}

/** The answer of a round under a key. */
export type AnswerOf = (round: number, key: ChallengeKey) => Uint32Array | Promise<Uint32Array>;

/** Answers of all rounds, ready to be opened. */
export interface Pass {
  readonly roots: readonly string[];
  readonly root: string;
  open(picks: readonly LeafPick[]): LeafOpening[];
}

interface Round {
  readonly root: string;
  readonly words: Uint32Array;
  readonly tree: Uint32Array;
}

async function roundOf(words: Uint32Array): Promise<Round> {
  const leafCount = words.length / leafWords;
  const tree = new Uint32Array(treeWords(leafCount));
  await hashLeaves(tree, words, sha256);
  return { root: await completeTree(tree, leafCount, 0, sha256), words, tree };
}

function openingOf(round: Round | undefined, pick: LeafPick): LeafOpening {
  const { tree, words } = round ?? { tree: new Uint32Array(), words: new Uint32Array() };
  const own = words.subarray(leafWords * pick.leaf, leafWords * (pick.leaf + 1));
  const path = joinedPath(pathOf(tree, words.length / leafWords, pick.leaf));
  return { ...pick, words: toBase64Url(bytesOfWords(own)), path: toBase64Url(path) };
}

/** Does all rounds of a challenge, honest or not, and starts the server's clock where it is due. */
export async function runPass(
  { counts, issued, kind }: AskedChallenge,
  start: (root?: string) => Promise<StartedChallenge>,
  answerOf: AnswerOf,
): Promise<Pass & { readonly token: string }> {
  const rounds: Round[] = [];
  const seed = keyOfHex(issued.seed);
  if (kind.isFilled) rounds.push(await roundOf(await answerOf(0, seed)));
  const started = await start(rounds[0]?.root);
  const keys = { seed, start: keyOfHex(started.key) };
  while (rounds.length < counts.rounds) {
    const roots = rounds.map(({ root }) => root);
    const key = keyOfRound(kind, keys, roots, rounds.length);
    rounds.push(await roundOf(await answerOf(rounds.length, key)));
    await setImmediate();
  }
  const roots = rounds.map(({ root }) => root);
  return {
    token: started.token,
    roots,
    root: await rootOfRoots(roots, sha256),
    open: (picks) => picks.map((pick) => openingOf(rounds[pick.round], pick)),
  };
}

const bits = new Float32Array(1);
const word = new Uint32Array(bits.buffer);

/**
 * A product in f64 rounded once, which is as exact as any honest one; what `isComputed` leaves out is
 * made up.
 */
export function productAnswer(
  kind: ChallengeKind,
  n: number,
  isComputed: (entry: number) => boolean = () => true,
): AnswerOf {
  const format = productFormats.find(({ dtype }) => dtype === kind.dtype);
  if (format === undefined) throw new Error(`There is no format ${kind.dtype}.`);
  return async (_round, key) => {
    const rows = Array.from({ length: n }, (_, row) => rowOfA(format, key, row, n));
    const answer = new Uint32Array(n * n);
    for (let column = 0; column < n; column++) {
      // Connections that the server closes meanwhile must be noticed.
      if (column % 32 === 0) await setImmediate();
      const b = columnOfB(format, key, column, n);
      for (const [row, a] of rows.entries()) {
        const entry = row * n + column;
        let sum = entry % 7;
        if (isComputed(entry)) {
          sum = 0;
          for (let k = 0; k < n; k++) sum += (a[k] as number) * (b[k] as number);
        }
        bits[0] = sum;
        answer[entry] = format.valuesPerWord === 4 ? sum : (word[0] as number);
      }
    }
    return answer;
  };
}

/** The whole array of a read, in plain JavaScript. */
export async function filledArray(seed: ChallengeKey, blocks: number): Promise<Int32Array> {
  const lines = blocks * blockLines;
  let words = new Int32Array(lines * lineWords);
  for (let line = 0; line < lines; line++) {
    words.set(lineAfter({ seed, lines }, 0, line), line * lineWords);
  }
  for (let mixing = 0; mixing < mixings; mixing++) {
    await setImmediate();
    const before = words;
    words = new Int32Array(before.length);
    for (let line = 0; line < lines; line++) {
      const at = (other: number) => before.subarray(other * lineWords, (other + 1) * lineWords);
      const target = words.subarray(line * lineWords, (line + 1) * lineWords);
      mixLine(target, at(line), at(otherLine({ seed, lines }, mixing, line)));
    }
  }
  return words;
}

/** The answer of a pass over an array; `digestOf` may lie about a block. */
export function readAnswer(
  blocks: number,
  seed: ChallengeKey,
  digestOf: (words: Int32Array, key: ChallengeKey, block: number) => number = blockDigest,
): AnswerOf {
  let filling: Promise<Int32Array> | undefined;
  return async (_round, key) => {
    filling ??= filledArray(seed, blocks);
    const array = await filling;
    return Uint32Array.from({ length: blocks }, (_, block) => {
      const own = array.subarray(block * blockWords, (block + 1) * blockWords);
      return digestOf(own, key, block);
    });
  };
}

/** What honest work answers. */
export function honestAnswer({ counts, issued, kind }: AskedChallenge): AnswerOf {
  return kind.isFilled
    ? readAnswer(counts.places, keyOfHex(issued.seed))
    : productAnswer(kind, counts.places);
}

/** `POST /v1/starts`. */
export async function startClock(
  url: URL,
  token: string,
  root?: string,
): Promise<StartedChallenge> {
  const body = JSON.stringify({ token, ...(root && { root }) });
  return answered(await post(url, '/v1/starts', body));
}

/** `POST /v1/commitments`. */
export function commitTo(
  url: URL,
  owner: Owner,
  request: { token: string; runId: string; path: string; root: string },
): Promise<Response> {
  const body = JSON.stringify(request);
  const headers = signedHeaders(owner, body, 'ridgeline-commit-v1');
  return post(url, '/v1/commitments', body, headers);
}

/** The body of `POST /v1/proofs`. */
export function proofBody({ challengeId, picks }: Commitment, pass: Pass): string {
  const roots = toBase64Url(joinedPath(pass.roots));
  return JSON.stringify({ challengeId, roots, openings: pass.open(picks) });
}

/** `POST /v1/proofs` with the openings that were drawn. */
export function openPicks(
  url: URL,
  owner: Owner,
  committed: Commitment,
  pass: Pass,
): Promise<Response> {
  const body = proofBody(committed, pass);
  return post(url, '/v1/proofs', body, signedHeaders(owner, body, 'ridgeline-prove-v1'));
}

/** The whole protocol of one figure of a run, whose rounds `answerOf` answers. */
export async function proveFigure(
  url: URL,
  owner: Owner,
  claim: ClaimedFigure & { readonly path: string },
  answerOf: (challenge: AskedChallenge) => AnswerOf = honestAnswer,
): Promise<Response> {
  const asked = await askChallenge(url, owner, claim);
  const begin = (root?: string) => startClock(url, asked.issued.token, root);
  const { token, ...pass } = await runPass(asked, begin, answerOf(asked));
  const request = { token, runId: claim.run.run.id, path: claim.path, root: pass.root };
  const committed = await answered<Commitment>(await commitTo(url, owner, request));
  return openPicks(url, owner, committed, pass);
}
