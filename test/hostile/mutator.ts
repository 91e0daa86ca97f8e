import type { Submission } from '@ridgeline/schema/submission';
import { type Owner, signedHeaders } from '../api/signing.ts';
import { seededRandom } from '../bench/synthetic-submission.ts';
import {
  contractFault,
  exampleAddress,
  exampleBodyOf,
  operations,
  signaturePurposeOf,
} from '../support/openapi-answers.ts';
import { freshRunId, validSubmission } from '../support/valid-submission.ts';

type Operation = (typeof operations)[number];

/** One request, ready to be sent. */
export interface MutatedRequest {
  /** `method path` of the contract. */
  readonly route: string;
  readonly operation: Operation;
  readonly address: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

/** Values that programs have fallen over, as JSON text: also what JavaScript cannot hold. */
const hostileJson = [
  ...['null', 'true', '[]', '{}', '""', '"x"', '[[[]]]', '{"a":{"b":{"c":1}}}', '[null]'],
  ...['0', '-0', '-1', '1', '0.5', '1e308', '-1e308', '1e400', '1e-400', '9007199254740993'],
  ...['"\\ud800"', '"\\u0000"', '"a\\u202eb"', '"\\u2028"', '"__proto__"', '"constructor"'],
  ...['"2026-11-25T00:00:00Z"', '"0000-01-01T00:00:00Z"', '"matmul"', '"f32"', '"cpu0"'],
  ...['{"__proto__":{"x":1}}', '"../../etc/passwd"', '"%s%n"', `"'; drop table submissions; --"`],
  '"ffffffff-ffff-7fff-bfff-ffffffffffff"',
] as const;

const hostileTexts = [
  ...['', ' ', '0', '-1', '1e9', '99999999999999999999', 'NaN', 'Infinity', 'null', 'true', '[]'],
  ...['%00', '%', '%zz', '\u00e9', '\u{1f600}', "'", '"', '<script>', '../..', '*', '%25', 'a,b,c'],
  ...['nvidia-geforce-rtx-4090', 'decode', 'f32', 'cpu', 'T2', 'x'.repeat(300), ',', ',,,', '\\'],
  'llama-3.1-8b--q4_k_m--chat',
] as const;

const hostileHeaders: Readonly<Record<string, readonly string[]>> = {
  'content-type': ['', 'text/plain', 'application/json; charset=utf-16', 'multipart/form-data'],
  'content-encoding': ['gzip', 'identity', 'br, gzip', 'x'],
  'idempotency-key': ['', 'x', '0'.repeat(300), 'FFFFFFFF-FFFF-7FFF-BFFF-FFFFFFFFFFFF'],
  'ridgeline-key': ['', 'AAAA', 'A'.repeat(43), '_'.repeat(43), 'x'.repeat(2000)],
  'ridgeline-signature': ['', 'AAAA', 'A'.repeat(86), '-'.repeat(86)],
  authorization: ['Bearer', 'Basic eDp4', `Bearer ${'x'.repeat(32)}`, 'Bearer \t'],
  'if-none-match': ['*', 'W/"x"', '"', '"a", "b", W/"c"', ',,,'],
  range: ['bytes=0-', 'bytes=-1', 'bytes=9-1', 'bytes=0-0,2-3', 'lines=1-2', 'bytes=--'],
  accept: ['text/html', '*/*;q=0', 'image/svg+xml', ''],
  // What no encoding satisfies is refused by the edge, before it reaches the API.
  'accept-encoding': ['gzip', 'br;q=0', 'x, y;q=0.1'],
  cookie: ['a=b; c', '='],
  'x-http-method-override': ['DELETE'],
};

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];

/** Draws from lists and makes mutated requests; the same seed makes the same ones, but for keys. */
export class Mutator {
  readonly #random: () => number;
  readonly #owner: Owner;
  /** Values of answers, such as a challenge's token, which requests may hand back. */
  readonly #live: Readonly<Record<string, string>>;

  constructor(seed: number, live: Readonly<Record<string, string>>, owner: Owner) {
    this.#owner = owner;
    this.#random = seededRandom(seed);
    this.#live = live;
  }

  #chance(ratio: number): boolean {
    return this.#random() < ratio;
  }

  #oneOf<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }

  next(): MutatedRequest {
    const operation = this.#oneOf(operations);
    // What is sent most deserves most: half of all bodies are submissions.
    const post = operations.find(({ name }) => name === 'post /v1/submissions');
    return this.#request(post !== undefined && this.#chance(0.3) ? post : operation);
  }

  #request(operation: Operation): MutatedRequest {
    const { method, name } = operation;
    const body = this.#body(operation);
    const isSigned = this.#chance(0.6);
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...this.#idempotencyKey(body),
      ...(isSigned ? this.#signature(operation, body) : {}),
      ...this.#headers(),
    };
    const sent = this.#chance(0.03) ? this.#oneOf(methods) : method.toUpperCase();
    const hasBody = !['GET', 'HEAD'].includes(sent);
    const address = this.#address(operation);
    return {
      ...{ route: name, operation, address, method: sent, headers },
      body: hasBody ? body : undefined,
    };
  }

  #idempotencyKey(body: string | Uint8Array | undefined): Record<string, string> {
    const id = typeof body === 'string' ? /"id":"([0-9a-f-]{36})"/.exec(body)?.[1] : undefined;
    return { 'idempotency-key': id ?? freshRunId() };
  }

  #signature({ operation, path }: Operation, body: string | Uint8Array | undefined) {
    const purpose = signaturePurposeOf(operation);
    if (purpose === undefined) return {};
    // What has no body is signed over what its address names.
    const name = /\{(\w+)\}/.exec(path)?.[1] ?? '';
    const over = typeof body === 'string' ? body : String(this.#live[name] ?? '');
    return signedHeaders(this.#owner, over, purpose);
  }

  #headers(): Record<string, string> {
    if (!this.#chance(0.2)) return {};
    const name = this.#oneOf(Object.keys(hostileHeaders));
    return { [name]: this.#oneOf(hostileHeaders[name] ?? ['']) };
  }

  #address({ operation, path }: Operation): string {
    const known = this.#chance(0.6)
      ? this.#live
      : { id: this.#oneOf(hostileTexts), slug: this.#oneOf(hostileTexts) };
    const url = new URL(exampleAddress(path, operation, known), 'http://host');
    const names = (operation.parameters ?? []).filter((each) => each.in === 'query');
    for (const { example, name } of names) {
      if (!this.#chance(0.3)) continue;
      const value = this.#chance(0.5) ? String(example ?? '1') : this.#oneOf(hostileTexts);
      url.searchParams.append(name, value);
    }
    if (this.#chance(0.03)) url.searchParams.append(this.#oneOf(hostileTexts), 'x');
    return `${url.pathname}${url.search}`;
  }

  #body(operation: Operation): string | Uint8Array<ArrayBuffer> | undefined {
    const example = exampleBodyOf(operation.operation);
    if (example === undefined) return this.#chance(0.05) ? '{}' : undefined;
    const document: object =
      operation.path === '/v1/submissions' ? (validSubmission() satisfies Submission) : example;
    let text = JSON.stringify({ ...document, ...this.#handedBack(document) });
    for (let count = Math.floor(this.#random() * 4); count > 0; count--) text = this.#mutate(text);
    return this.#chance(0.03) ? this.#bytes(text) : text;
  }

  #handedBack(document: object): Record<string, string> {
    const live = Object.entries(this.#live).filter(([name]) => Object.hasOwn(document, name));
    return this.#chance(0.7) ? Object.fromEntries(live) : {};
  }

  /** One value, key or piece of a JSON text is replaced, doubled, cut or left out. */
  #mutate(text: string): string {
    const tokens = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/g)];
    if (tokens.length === 0) return text;
    const token = this.#oneOf(tokens);
    const [before, after] = [text.slice(0, token.index), text.slice(token.index + token[0].length)];
    const isKey = after.startsWith(':');
    switch (Math.floor(this.#random() * 10)) {
      case 0:
        return text.slice(0, Math.floor(this.#random() * text.length));
      case 1:
        return `${before}${token[0]}${isKey ? ':0,' : ','}${token[0]}${after}`;
      case 2:
        return isKey ? `${before}${this.#oneOf(hostileJson)}${after}` : `${before}${after}`;
      case 3:
        return isKey ? `${before}"extra":${this.#oneOf(hostileJson)},${token[0]}${after}` : text;
      case 4:
        return isNumber(token[0]) ? `${before}${this.#scaled(token[0])}${after}` : text;
      case 5:
        return isKey
          ? text
          : `${before}"${this.#oneOf(hostileTexts).replaceAll(/["\\]/g, '')}"${after}`;
      default:
        return isKey ? text : `${before}${this.#oneOf(hostileJson)}${after}`;
    }
  }

  #scaled(number: string): string {
    return String(Number(number) * this.#oneOf([1e-9, 1e-3, 0.99, -1, 1.01, 2, 1000, 1e9, 1e15]));
  }

  #bytes(text: string): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(new TextEncoder().encode(text));
    if (bytes.length === 0) return bytes;
    for (let count = 0; count < 3; count++) {
      bytes[Math.floor(this.#random() * bytes.length)] = Math.floor(this.#random() * 256);
    }
    return bytes;
  }
}

function isNumber(token: string): boolean {
  return /^-?\d/.test(token);
}

/** What many mutated requests were answered with. */
export interface MutationReport {
  readonly requests: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** `status method path: address` of each answer of 500 or above, and of each that broke off. */
  readonly serverErrors: readonly string[];
  /** Answers that openapi.json does not describe. */
  readonly undocumented: readonly string[];
}

/** Requests on their way at a time. */
const clients = 12;

/**
 * A connection that is kept may be closed by the server just when the next request goes out on it, as after
 * a body that it did not read; a request that fails again and again broke something.
 */
async function sent(url: URL, init: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(url, init);
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}

/** Send mutated requests to an API, several at a time. */
export async function sendMutations(
  base: URL,
  mutator: Mutator,
  requests: number,
): Promise<MutationReport> {
  const byStatus: Record<string, number> = {};
  const serverErrors: string[] = [];
  const undocumented: string[] = [];
  let left = requests;
  const client = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const each = mutator.next();
      const { body, headers, method } = each;
      const label = `${method} ${each.route}: ${each.address}`;
      const init = { method, headers, ...(body === undefined ? {} : { body }) };
      const answer = await sent(new URL(each.address, base), init).catch((error: unknown) => {
        serverErrors.push(`${error} ${label}`);
      });
      if (answer === undefined) continue;
      const { status } = answer;
      byStatus[status] = (byStatus[status] ?? 0) + 1;
      if (status >= 500) serverErrors.push(`${status} ${label} ${await answer.text()}`);
      else if (method.toLowerCase() !== each.operation.method) await answer.arrayBuffer();
      else {
        const fault = await contractFault(each.operation.path, each.operation.method, answer);
        if (fault !== undefined) undocumented.push(`${status} ${label}: ${fault}`);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { requests, byStatus, serverErrors, undocumented };
}
