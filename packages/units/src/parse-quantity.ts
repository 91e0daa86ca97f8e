/** Units that people may type. */
export type QuantityUnit = 'B' | 'B/s' | 'FLOP/s' | 'tokens/s' | 's' | 'W' | 'USD';

/** A quantity that cannot be read. The message says what was expected, with an example. */
export class QuantityError extends RangeError {
  override name = 'QuantityError';
}

interface Spelling {
  /** What may follow the prefix, lower case. */
  readonly names: readonly string[];
  readonly example: string;
  readonly isBinaryAllowed: boolean;
}

const spellings: Readonly<Record<QuantityUnit, Spelling>> = {
  B: { names: ['b', 'byte', 'bytes'], example: '24GiB', isBinaryAllowed: true },
  'B/s': { names: ['b/s', 'bps', 'bytes/s'], example: '1008GB/s', isBinaryAllowed: true },
  'FLOP/s': {
    names: ['flop/s', 'flops', 'flops/s', 'op/s', 'ops'],
    example: '165TFLOP/s',
    isBinaryAllowed: false,
  },
  'tokens/s': {
    names: ['tokens/s', 'token/s', 'tok/s', 't/s'],
    example: '20',
    isBinaryAllowed: false,
  },
  s: { names: ['s', 'sec', 'second', 'seconds'], example: '250ms', isBinaryAllowed: false },
  W: { names: ['w', 'watt', 'watts'], example: '450W', isBinaryAllowed: false },
  USD: { names: ['usd', '$'], example: '1500', isBinaryAllowed: false },
};

const decimalFactors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  µ: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
};
const binaryFactors: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/**
 * Read what a person typed as a number in SI base units (bytes, bytes/s, flops/s, seconds, watts).
 * The unit may be left out; SI prefixes are decimal, IEC prefixes (Ki, Mi, Gi …) binary.
 * @throws QuantityError when the text is not a positive quantity of that unit
 * @example parseQuantity('1008GB/s', 'B/s') // 1.008e12
 * @example parseQuantity('165 TFLOP/s', 'FLOP/s') // 1.65e14
 * @example parseQuantity('24GiB', 'B') // 25769803776
 */
export function parseQuantity(text: string, unit: QuantityUnit): number {
  const spelling = spellings[unit];
  const match = /^\s*\$?\s*([0-9][0-9_,]*(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)\s*(.*?)\s*$/i.exec(text);
  const digits = match?.[1];
  const suffix = match?.[2];
  if (digits === undefined || suffix === undefined) throw refusal(text, unit, 'is not a number');
  const factor = suffixFactor(suffix, spelling);
  if (factor === undefined)
    throw refusal(text, unit, `ends in "${suffix}", which is no unit of it`);
  const value = Number(digits.replace(/[_,]/g, '')) * factor;
  if (!Number.isFinite(value) || value <= 0) throw refusal(text, unit, 'is not a positive number');
  return value;
}

function suffixFactor(suffix: string, spelling: Spelling): number | undefined {
  const lower = suffix.toLowerCase();
  const name = spelling.names
    .filter((candidate) => lower.endsWith(candidate))
    .sort((a, b) => b.length - a.length)[0];
  const prefix = name === undefined ? suffix : suffix.slice(0, suffix.length - name.length).trim();
  const binary = spelling.isBinaryAllowed ? binaryFactors[prefix] : undefined;
  return binary ?? decimalFactors[prefix];
}

function refusal(text: string, unit: QuantityUnit, why: string): QuantityError {
  const example = spellings[unit].example;
  return new QuantityError(`"${text}" ${why}; expected a quantity in ${unit} such as ${example}.`);
}
