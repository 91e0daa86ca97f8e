import { visibleText } from './visible-text.ts';

/** A device string without what drivers and tools put around the name of the product. */
export interface CleanName {
  /** Lower case, single spaces, no vendor: what product lines read. */
  readonly words: string;
  /** Vendors that the text names; a product of another one is contradicted. */
  readonly vendors: readonly string[];
  /** Cores that the text says the processor has. */
  readonly cores?: number;
  /** Sockets that the text counts: `2x EPYC 9654`. */
  readonly sockets?: number;
  /** As lspci's name of the chip tells: GP107M is a laptop's. */
  readonly formFactor?: 'desktop' | 'laptop';
}

const vendors: readonly (readonly [string, RegExp])[] = [
  ['NVIDIA', /\bnvidia(?: corporation)?\b/g],
  [
    'AMD',
    /\b(?:advanced micro devices,? inc\.?|amd\/ati|ati technologies(?: inc\.?)?|amd|ati)(?![a-z0-9])/g,
  ],
  ['Intel', /\bintel(?: corporation)?(?: open source technology center)?\b/g],
  ['Apple', /\bapple(?: inc\.)?(?![a-z0-9])/g],
  ['Qualcomm', /\bqualcomm(?: technologies,? inc\.?)?\b/g],
  ['Arm', /\barm(?: ltd\.?)?(?![a-z0-9])/g],
  ['Microsoft', /\bmicrosoft(?: corporation)?(?! surface| basic| remote| hyper)\b/g],
  ['Samsung', /\bsamsung(?: electronics co\.?,? ltd\.?)?(?= (?:xclipse|exynos))/g],
  ['Broadcom', /\bbroadcom\b/g],
  ['Imagination', /\bimagination technologies\b/g],
  ['AWS', /\b(?:aws|amazon)\b/g],
  ['Huawei', /\b(?:huawei|hisilicon)\b/g],
  ['Google', /\bgoogle(?: inc\.| llc)?(?= (?:cloud )?(?:tpu|tensor|axion))/g],
  ['Moore Threads', /\bmoore threads(?: technology)?\b/g],
  ['Glenfly', /\bglenfly\b/g],
];

/** Splits at commas outside brackets. */
function topLevelParts(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  return [...parts, text.slice(start).trim()];
}

/** The device in what browsers make of it: `ANGLE (vendor, device, backend)`. */
function unwrapAngle(text: string): string {
  const inner = /^angle \((.*)\)(?: on .*)?$/.exec(text)?.[1];
  if (inner === undefined) return text;
  const [vendor = '', device = vendor] = topLevelParts(inner);
  const vulkan = /^(?:angle metal renderer: )?(?:vulkan [\d.]+ ?\((.*)\)|(.*))$/.exec(device);
  const name = vulkan?.[1] ?? vulkan?.[2] ?? device;
  return vendor === device || vendor === '' || name.includes(vendor) ? name : `${vendor} ${name}`;
}

/** The device behind another API's driver: `D3D12 (NVIDIA GeForce RTX 4090)`, Mesa's zink. */
function unwrapLayer(text: string): string {
  const inner =
    /^(?:d3d12|dozen|microsoft direct3d12) \((.*)\)$/.exec(text)?.[1] ??
    /^zink vulkan [\d.]+ ?\((.*?)(?: \([a-z_]+\))?\)$/.exec(text)?.[1];
  return inner ?? text;
}

/** The product in a line of lspci: `… AD102 [GeForce RTX 4090] [10de:2684] (rev a1)`. */
function unwrapPci(text: string): string {
  if (
    !/^(?:[0-9a-f:.]+ )?(?:vga|3d|display|processing)|\[[^[\]]+\](?: \[[0-9a-f]{4}:[0-9a-f]{4}\])?(?: \(rev [0-9a-f]+\))?$/.test(
      text,
    )
  ) {
    return text;
  }
  const line = text
    .replace(/^(?:[0-9a-f]{4}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7] /, '')
    .replace(/ \(rev [0-9a-f]+\)$/, '')
    .replace(
      /^(?:vga compatible|3d|display|processing accelerators|non-vga unclassified device)(?: controller)?(?: \[[0-9a-f]{4}\])?: /,
      '',
    )
    .replace(/ \[[0-9a-f]{4}:[0-9a-f]{4}\]$/, '');
  const bracket =
    /^(?<vendor>.*?)(?: \[amd\/ati\])? (?<chip>[a-z0-9/+ -]*)\[(?<name>[^[\]]+)\]$/.exec(
      line,
    )?.groups;
  if (bracket === undefined) return line;
  return `${bracket.vendor} ${bracket.name}`;
}

/**
 * WebGPU outside browsers gives a name with each space and bracket turned into a dash:
 * `intel-r--arc-tm--a770-graphics--dg2-`.
 */
function unslug(text: string): string {
  if (/\s/.test(text) || !/^[a-z][a-z0-9.+]*-[a-z0-9.+@-]+$/.test(text)) return text;
  return text
    .replaceAll(/-(?:r|tm|c)-(?=-|$)/g, ' ')
    .replace(/--([^ ]+?)-$/, ' ($1)')
    .replaceAll('-', ' ');
}

/** Brackets that hold a driver's, an API's or a compiler's words and nothing of the product. */
const driverBracket =
  /\((?:radv[^()]*|radeonsi[^()]*|amd (?:proprietary|open-source) driver|nvidia_proprietary|mesa[^()]*|(?:navi|vega|polaris|renoir|raven|raven2|picasso|lucienne|cezanne|barcelo|rembrandt|phoenix|hawk|strix|krackan|raphael|mendocino|vangogh|dimgrey|navy|sienna|beige|yellow|aldebaran|arcturus|fiji|tonga|hawaii|bonaire|verde|pitcairn|tahiti|oland|hainan|carrizo|stoney|kaveri|kabini|mullins|gfx)[a-z0-9_ -]*(?:[,/][^()]*)?|(?:llvm|drm|aco)[^()]*|0x[0-9a-f]+|rev [0-9a-f]+|(?:nvgpu)|nvk[^()]*|(?:kbl|skl|cfl|cml|whl|aml|icl|jsl|ehl|hsw|bdw|ivb|snb|byt|bsw|chv|apl|bxt|glk|rkl|tgl|adl|rpl|dg2|acm|lnl|bmg g21|bmg|arl|arl-h|ptl)[a-z0-9 -]*)\)/g;

const noise: readonly RegExp[] = [
  /\((?:r|tm|c)\)/g,
  /\/(?:pcie?|integrated|agp)(?:\/(?:sse2?|3dnow!?|avx2?|neon))*\b|\/sse2\b/g,
  /\b(?:direct3d ?\d+(?:on12)?|d3d\d+)(?:[ -][\d.]+)?|\b[vp]s_\d_\d\b/g,
  /\b(?:opengl(?: es| engine)*|vulkan)(?: [\d.]+)*/g,
  /\bangle metal renderer:|\bmetal renderer:|^mesa (?:dri )?|\bopengl engine\b/g,
];

const processorNoise: readonly RegExp[] = [
  /(?:\bcpu )? ?@ ?[\d.]+\+? ?[gm]hz\b.*$/g,
  /\b(?:with|w\/) (?:amd )?radeon(?: (?:tm|pro|r\d|vega|mobile|rx|\d{1,4}[ms]?|graphics|gfx))*$/g,
  /\b\d+(?:st|nd|rd|th) gen(?:eration)?\b/g,
  /\((?:znver\d|bdver\d|[a-z]+(?:lake|well|bridge|mont|rapids)(?:[ -][a-z]+)?)\)/g,
  /,? \d+ compute cores \d+c ?\+ ?\d+g\b.*$/g,
  /\bemb(?=(?: processor)? *$)|\b(?:cpu|processor|soc)\b/g,
];

const countWords: Readonly<Record<string, number>> = {
  single: 1,
  two: 2,
  dual: 2,
  triple: 3,
  four: 4,
  quad: 4,
  six: 6,
  eight: 8,
  ten: 10,
  twelve: 12,
  sixteen: 16,
};

const coreCount =
  /\b(?<count>\d{1,3}|single|two|dual|triple|four|quad|six|eight|ten|twelve|sixteen)[- ]cores?\b(?: processor\b)?/;

/** Iris Xe has no number: its PCI id says which chip it is a part of (Mesa's iris_pci_ids.h). */
function irisChip(text: string): string {
  return text.replace(/\(0x0*(?<id>[0-9a-f]{4})\)/g, (_, id: string) => {
    if (/^9a[4-7]/.test(id)) return '(tgl)';
    if (/^46/.test(id)) return '(adl)';
    return /^a7/.test(id) ? '(rpl)' : ' ';
  });
}

/** A chip before the product in brackets; the letter M is a laptop's. */
const nvidiaChip = /\b(?:g[abdfhkmptv]|tu|ad)\d{3}(?:gl|b)?(?<laptop>m)?[a-z]? \[/;

/** Takes a text apart; linear in its length, which `unreadable` bounds. */
export function cleanName(text: string, kind: 'cpu' | 'gpu'): CleanName {
  let rest = visibleText(text).toLowerCase();
  rest = unwrapPci(unwrapLayer(unwrapAngle(unslug(rest))));
  for (const pattern of noise) rest = rest.replace(pattern, ' ');
  const said = new Set<string>();
  if (kind === 'gpu') {
    // Mesa's words for a chip without a number are what names it.
    if (!/\b(?:iris xe|arc)(?: graphics)? \(/.test(rest.replace(/ +/g, ' ')))
      rest = rest.replace(driverBracket, ' ');
    else rest = irisChip(rest);
  }
  for (const [vendor, pattern] of vendors) {
    const without = rest.replace(pattern, ' ');
    if (without !== rest) said.add(vendor);
    rest = without;
  }
  const facts: { cores?: number; sockets?: number; formFactor?: 'desktop' | 'laptop' } = {};
  const chip = nvidiaChip.exec(visibleText(text).toLowerCase());
  if (chip !== null) facts.formFactor = chip.groups?.laptop ? 'laptop' : 'desktop';
  if (kind === 'cpu') {
    const sockets = /^ *(?<count>[2-8]) ?x (?=[a-z])/.exec(rest);
    if (sockets?.groups?.count !== undefined) facts.sockets = Number(sockets.groups.count);
    rest = rest.slice(sockets?.[0].length ?? 0);
    for (const pattern of processorNoise.slice(0, 2)) rest = rest.replace(pattern, ' ');
    const count = said.has('Apple') ? undefined : coreCount.exec(rest);
    const word = count?.groups?.count;
    if (count != null && word !== undefined) {
      facts.cores = countWords[word] ?? Number(word);
      rest = rest.replace(count[0], ' ');
    }
    for (const pattern of processorNoise.slice(2)) rest = rest.replace(pattern, ' ');
  }
  return { words: plainWords(rest, kind), vendors: [...said], ...facts };
}

function plainWords(text: string, kind: 'cpu' | 'gpu'): string {
  const spaced = text
    .replace(/[-_,:[\]]+/g, ' ')
    .replace(/\( *\)/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  if (kind === 'cpu') return spaced;
  return spaced
    .replace(/^graphics adapter /, '')
    .replace(/\bgraphics$/, '')
    .replace(/(?<=[0-9a-z]) gpu$/, ' gpu')
    .trim();
}
