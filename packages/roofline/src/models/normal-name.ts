/** A name as people type it, taken apart. */
export interface NormalName {
  /** Words in lower case, letters and figures apart, without sizes, formats and publishers. */
  readonly words: string;
  /** Size as written: `8b`, `35b-a3b`, `8x7b`, `e4b`; undefined without one, or with several. */
  readonly size: string | undefined;
  readonly billions: number | undefined;
  readonly activeBillions: number | undefined;
  /** The words that name a weight format, as written; undefined without. */
  readonly format: string | undefined;
}

/** Weight formats inside names, as tools and publishers write them. */
const formats = [
  /\b(?:ud[-_ ])?i?q\d(?:[-_ ]k)?(?:[-_ ](?:xxs|xs|xl|s|m|l|p|nl|small|medium|large|\d))?(?![a-z\d])(?: - (?:small|medium|large))?/,
  /\btq\d_\d\b/,
  /\b(?:mxfp[48]|nvfp4|fp(?:4|8|16|32)|b?f(?:16|32))(?:[-_ ]moe)?\b/,
  /\bbnb[-_ ]4[-_ ]?bit\b/,
  /\b(?:mlx[-_ ])?\d[-_ ]?bit(?:[-_ ](?:dq|ternary|dwq|mlx))?\b/,
  /\b(?:awq|gptq)(?:[-_ ]?(?:int|\d[-_ ]?bit)\d?)?(?![a-z\d])/,
  /\bint[48](?:[-_ ](?:autoround|awq|gptq))?\b/,
  /\bexl[23](?:[-_ ]\d(?:\.\d+)?[-_ ]?bpw)?\b|\b\d(?:\.\d+)?[-_ ]?bpw\b/,
];

/** Owner and folders, split marks, file endings. */
function withoutPath(name: string): string {
  const last =
    name
      .trim()
      .toLowerCase()
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? '';
  return last
    .replace(/\.(?:gguf|safetensors|bin|json)$/, '')
    .replace(/-\d{5}-of-\d{5}$/, '')
    .replace(/:latest$/, '');
}

function withoutFormats(text: string): { readonly rest: string; readonly format?: string } {
  let rest = text;
  let format: string | undefined;
  for (const pattern of formats) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    format ??= found[0];
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
  }
  return { rest, ...(format !== undefined && { format }) };
}

const sizePatterns = {
  effective: /(?<![a-z\d.])e(\d)b(?![a-z\d])/,
  times: /(?<![a-z\d.])(\d+)x(\d+(?:\.\d+)?)b(?![a-z\d])/,
  active: /(?<![\d.])a(\d+(?:\.\d+)?)(b|m)(?![a-z\d])/,
  total: /(?<![a-z\d.])(\d+(?:\.\d+)?) ?(b|m|t)(?=$|[^a-z\d]|a\d)/g,
};

interface Sizes {
  readonly rest: string;
  readonly size?: string;
  readonly billions?: number;
  readonly activeBillions?: number;
}

function inBillions(number: string | undefined, unit: string | undefined): number {
  return Number(number) * (unit === 'm' ? 1e-3 : unit === 't' ? 1e3 : 1);
}

function sizesOf(text: string): Sizes {
  const effective = sizePatterns.effective.exec(text);
  if (effective !== null) {
    return { rest: text.replace(effective[0], ' '), size: `e${effective[1]}b` };
  }
  const times = sizePatterns.times.exec(text);
  if (times !== null) return { rest: text.replace(times[0], ' '), size: times[0] };
  // `1m` is a context and `300m` a size; the mark of an expert's share (`17b-16e`) is none.
  const totals = [...text.matchAll(sizePatterns.total)].filter(
    ([, number, unit]) => unit !== 'm' || Number(number) >= 50,
  );
  const distinct = new Set(totals.map(([, number, unit]) => inBillions(number, unit)));
  const active = sizePatterns.active.exec(text);
  let rest = text;
  for (const [written] of totals) rest = rest.replace(written, ' ');
  if (active !== null) rest = rest.replace(active[0], ' ');
  const [first] = totals;
  if (first === undefined || distinct.size !== 1) return { rest };
  const total = `${first[1]}${first[2]}`;
  const billions = inBillions(first[1], first[2]);
  if (active === null) return { rest, size: total, billions };
  const share = `a${active[1]}${active[2]}`;
  const activeBillions = inBillions(active[1], active[2]);
  return { rest, size: `${total}-${share}`, billions, activeBillions };
}

/** Words that say nothing of the architecture. */
const noise =
  /\b(?:gguf|mlx|hf|it|qat|instruct|chat|base|preview|meta|google|microsoft|openai|mostly|default|class|moe|ollama|hub|text|pt|i 1|imatrix)\b/g;

/**
 * A name as people type it, taken apart: `unsloth/Qwen3-8B-GGUF:Q4_K_M`, `gemma3:4b-it-qat`,
 * `Llama-3.1-8B-Instruct-4bit`, `qwen3moe 30B.A3B Q4_K - Medium`, a file's name.
 */
export function normalName(name: string): NormalName {
  const plain = withoutPath(name.slice(0, 400))
    .replace(/(\d)_(\d+[bm](?![a-z\d]))/g, '$1.$2')
    .replace(/(?<=[a-z])(\d)_(\d)(?=[-_ ])/g, '$1.$2');
  const { rest: unformatted, format } = withoutFormats(plain);
  const { rest, ...sizes } = sizesOf(
    unformatted.replace(/[_:,()[\]]+/g, ' ').replace(/b\.a/g, 'b a'),
  );
  const words = rest
    .replace(/[^a-z0-9.]+/g, ' ')
    .replace(/([a-z])(?=\d)/g, '$1 ')
    .replace(/(\d)(?=[a-z])/g, '$1 ')
    .replace(/(?<![\d])\.|\.(?![\d])/g, ' ')
    .replace(/\b(\d+)\.0\b/g, '$1')
    .replace(noise, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return {
    words,
    size: sizes.size,
    billions: sizes.billions,
    activeBillions: sizes.activeBillions,
    format,
  };
}
