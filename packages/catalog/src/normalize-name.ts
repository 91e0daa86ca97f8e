/** A device name taken apart: the words that name the product, and the memory size if it says one. */
export interface NormalizedName {
  readonly words: string;
  readonly memoryGigabytes?: number;
  /** Set when the text itself says NVIDIA, AMD, Intel or Apple. */
  readonly vendor?: string;
}

const vendorPatterns = [
  ['NVIDIA', /\bnvidia( corporation)?\b/g],
  ['AMD', /\b(advanced micro devices,? inc\.?|amd\/ati|ati technologies( inc\.?)?|amd|ati)\b/g],
  ['Intel', /\bintel( corporation)?\b/g],
  ['Apple', /\bapple\b/g],
  ['Arm', /\barm\b/g],
  ['Glenfly', /\bglenfly\b/g],
] as const;

/**
 * Text that drivers add around a product name and that names no product: trademark signs, clock and
 * core counts of CPUs, driver and API names, PCI revisions. What could tell two products apart
 * (laptop, mobile, Max-Q, Ti, Super, memory size, GPU core count) is never removed.
 */
const noise: readonly RegExp[] = [
  /\((?:r|tm|c)\)|[®™©]/g,
  /\(rev [0-9a-f]+\)/g,
  /\((?:radv|navi|llvm|amdgpu|gfx|aco|vega|polaris|renoir|phoenix|strix|raphael|drm|0x)[^)]*\)/g,
  /\b(?:direct3d ?\d+|d3d\d+|vs_\d_\d|ps_\d_\d|opengl(?: es)?(?: engine)?|vulkan|metal renderer:?)(?: [\d.]+)?/g,
  /\/pcie?\/sse2|\/pcie?/g,
  /\bw(?:ith|\/) radeon (?:vega )?(?:\d+m |pro )?(?:graphics)?/g,
  /\b(?:\d+|dual|quad|six|eight|twelve|sixteen)-cores?(?: processor)?(?!.*gpu)/g,
  /\bcpu\b|\bprocessor\b/g,
  /\((?:znver\d|bdver\d|[a-z]+(?:lake|well|bridge)(?:-[a-z]+)?)\)/g,
  /@ ?[\d.]+ ?[gm]hz/g,
  /\b\d+(?:st|nd|rd|th) gen\b/g,
  // The series says it all: nobody else sells an RTX 4090 or an RX 7900.
  /\bgeforce (?=[rg]tx)|\bradeon (?=rx\b)/g,
  /\bvga compatible controller:?|\b3d controller:?|\bdisplay controller:?/g,
];

/** The product in an lspci line or an ANGLE string, or the text as it is. */
function unwrap(text: string): string {
  const angle = /^angle \(([^,]*),\s*(.*?)(?:,\s*[^,]*)?\)$/.exec(text);
  if (angle?.[2] !== undefined) return angle[2];
  const chip = /\]?[^[\]]*\[([^[\]]+)\](?: \(rev [0-9a-f]+\))?\s*$/.exec(text);
  // lspci: "… AD102 [GeForce RTX 4090] (rev a1)"; the vendor's own "[AMD/ATI]" is not a product.
  if (chip?.[1] !== undefined && /:|corporation|inc\./.test(text)) return chip[1];
  return text;
}

/**
 * WebGPU outside browsers gives a name with each space and bracket turned into a dash:
 * `intel-r--arc-tm--a770-graphics--dg2-`. The marks and the part in brackets are told by their doubled
 * dashes.
 */
function unslug(text: string): string {
  if (!/^(?:nvidia|amd|intel|apple|arm|qualcomm|microsoft)-[^\s]+$/.test(text)) return text;
  return text
    .replaceAll(/-(?:r|tm|c)-(?=-|$)/g, ' ')
    .replace(/--([^ ]+)-$/, ' ($1)')
    .replaceAll('-', ' ');
}

/** Bring a device string to the form in which names are compared. */
export function normalizeName(text: string): NormalizedName {
  const lower = text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[‐‑‒–]/g, '-');
  const vendor = vendorPatterns.find(([, pattern]) => new RegExp(pattern.source).test(lower))?.[0];
  let words = unwrap(unslug(lower));
  for (const pattern of noise) words = words.replace(pattern, ' ');
  for (const [, pattern] of vendorPatterns) words = words.replace(pattern, ' ');
  const memory = /\b(\d+) ?(?:gb|gib)\b/.exec(words);
  words = words
    .replace(/\b\d+ ?(?:gb|gib)\b/g, ' ')
    .replace(/\b\d+p\+\d+e\+(\d+)gpu\b/g, '$1-core gpu')
    .replace(/[^a-z0-9+./-]+/g, ' ')
    .replace(/\b(?:graphics|gpu|series|generation|edition|corporation)\b/g, ' ')
    .replace(/[-_ ]+/g, ' ')
    .trim();
  return {
    words,
    ...(memory?.[1] !== undefined && { memoryGigabytes: Number(memory[1]) }),
    ...(vendor !== undefined && { vendor }),
  };
}
