import type { ProblemId } from '@ridgeline/schema/problem';
import { textFault } from '@ridgeline/schema/text';

/** What `JSON.parse` would hide or hand on unharmed-looking. */
export interface JsonFault {
  readonly problem: ProblemId;
  /** JSON Pointer of the value or of the object that holds the key. */
  readonly pointer: string;
  readonly detail: string;
}

const limits = { depth: 12, keysPerObject: 256, keys: 24_000, arrayLength: 4096 } as const;

interface Container {
  readonly keys: Set<string> | undefined;
  /** Key of the value that is read now; undefined while an object's key is awaited. */
  key: string | undefined;
  index: number;
}

const numberOrLiteral = /[\w.+-]+/gy;

/** `~` and `/` are escaped in a JSON Pointer (RFC 6901). */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((each) => `/${String(each).replaceAll('~', '~0').replaceAll('/', '~1').toWellFormed()}`)
    .join('');
}

function numberFault(text: string): string | undefined {
  const value = Number(text);
  if (Object.is(value, -0) && !/[1-9]/.test(text)) return 'is a negative zero';
  if (value === 0 && /[1-9]/.test(text.replace(/[eE].*/, ''))) return 'is too small for a double';
  if (!Number.isFinite(value)) return 'is too large for a double';
  return undefined;
}

/**
 * Finds duplicate keys, excessive nesting or counts, texts that are not allowed (in keys too) and
 * numbers that a double cannot hold. `json` must be valid JSON: `JSON.parse` has accepted it.
 */
export class JsonScanner {
  readonly #json: string;
  readonly #stack: Container[] = [];
  readonly #screenedKeys = new Set<string>();
  #keyCount = 0;

  constructor(json: string) {
    this.#json = json;
  }

  /** The first fault, or undefined. */
  scan(): JsonFault | undefined {
    for (let position = 0; position < this.#json.length; ) {
      const end = this.#endOfToken(position);
      const fault = this.#take(position, end);
      if (fault !== undefined) return fault;
      position = end;
    }
    return undefined;
  }

  #endOfToken(start: number): number {
    const character = this.#json[start];
    if (character === '"') return this.#endOfText(start);
    numberOrLiteral.lastIndex = start;
    return numberOrLiteral.test(this.#json) ? numberOrLiteral.lastIndex : start + 1;
  }

  #endOfText(start: number): number {
    let end = start;
    let backslashes: number;
    do {
      end = this.#json.indexOf('"', end + 1);
      for (backslashes = 0; this.#json[end - 1 - backslashes] === '\\'; ) backslashes += 1;
    } while (backslashes % 2 === 1);
    return end + 1;
  }

  #take(start: number, end: number): JsonFault | undefined {
    const container = this.#stack.at(-1);
    const character = this.#json[start] ?? '';
    switch (character) {
      case '{':
      case '[':
        return this.#open(character === '{');
      case '}':
      case ']':
        this.#stack.pop();
        return undefined;
      case ',':
        return container === undefined ? undefined : this.#next(container);
      case '"':
        return this.#takeText(container, start, end);
    }
    if (character !== '-' && !(character >= '0' && character <= '9')) return undefined;
    const fault = numberFault(this.#json.slice(start, end));
    return fault === undefined ? undefined : this.#fault('schema-violation', fault);
  }

  #takeText(container: Container | undefined, start: number, end: number): JsonFault | undefined {
    const inside = this.#json.slice(start + 1, end - 1);
    const text: string = inside.includes('\\') ? JSON.parse(`"${inside}"`) : inside;
    if (container?.keys !== undefined && container.key === undefined) {
      return this.#takeKey(container, container.keys, text);
    }
    const fault = textFault(text);
    return fault === undefined ? undefined : this.#fault('string-not-allowed', fault);
  }

  #open(isObject: boolean): JsonFault | undefined {
    if (this.#stack.length === limits.depth) {
      return this.#fault('json-too-deep', `is nested deeper than ${limits.depth} levels`);
    }
    this.#stack.push({ keys: isObject ? new Set() : undefined, key: undefined, index: 0 });
    return undefined;
  }

  #next(container: Container): JsonFault | undefined {
    container.key = undefined;
    container.index += 1;
    if (container.keys !== undefined || container.index < limits.arrayLength) return undefined;
    this.#stack.pop();
    return this.#fault('schema-violation', `has more than ${limits.arrayLength} elements`);
  }

  #takeKey(container: Container, keys: Set<string>, key: string): JsonFault | undefined {
    this.#keyCount += 1;
    const screened = this.#screenedKeys.has(key) ? undefined : textFault(key);
    if (screened !== undefined)
      return this.#fault('string-not-allowed', `has a key that ${screened}`);
    this.#screenedKeys.add(key);
    if (keys.has(key)) return this.#fault('json-duplicate-key', `names the key "${key}" twice`);
    keys.add(key);
    if (keys.size > limits.keysPerObject || this.#keyCount > limits.keys) {
      return this.#fault('json-too-many-keys', 'has too many keys');
    }
    if (key === '__proto__') return this.#fault('schema-violation', 'has a key "__proto__"');
    container.key = key;
    return undefined;
  }

  #fault(problem: ProblemId, detail: string): JsonFault {
    const path = this.#stack.flatMap(({ keys, key, index }): PropertyKey[] => {
      if (keys === undefined) return [index];
      return key === undefined ? [] : [key];
    });
    return { problem, pointer: pointerOf(path), detail };
  }
}
