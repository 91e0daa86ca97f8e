/** What imitates a device, or draws in place of one. */
const virtualNames: readonly (readonly [RegExp, string])[] = [
  [
    /llvmpipe|lavapipe|softpipe|swiftshader|swrast|software rasterizer|basic render|basic display|\bwarp\b|gdi generic|apple software renderer|openswr|pocl|cpu-only|subzero/,
    'A program on the CPU draws in place of a GPU.',
  ],
  [
    /svga3d|vmware|virgl|virtio|venus \(|\bqxl\b|cirrus|bochs|virtualbox|vboxvideo|innotek|parallels|paravirtual|hyper-v|remote display|remotefx|citrix|\brdp\b|displaylink|idd driver|indirect display|parsec|\bvgem\b|\bvkms\b|\bast\b|aspeed|matrox g200|emulator/,
    'A hypervisor, a remote screen or a management controller shows this adapter.',
  ],
  [
    /\bqemu\b|\bkvm\b|\bvcpu\b|virtual cpu|virtual processor|\bxen\b|\bvirt(?:ual)?\b|\bibrs\b|no tsx|\btcg\b|common (?:32|64)-bit|^amd epyc-(?:rome|milan|genoa|turin|naples|v\d)|^(?:intel )?(?:xeon|core)(?: i\d)? (?:processor|e312xx|e3-12xx v2|e5-?26xx)[^@]*\((?:[^()]*)\)|westmere e56xx|nehalem class|penryn|conroe/,
    'A hypervisor gives this processor a name of its own: the hardware below is unknown.',
  ],
];

/** Parts of GPUs that virtual machines get. */
const partialNames: readonly (readonly [RegExp, string])[] = [
  [
    /\bmig\b|\b\d{1,2}g\.\d{1,3}gb\b/,
    'A MIG slice: a part of the compute units and of the memory.',
  ],
  [
    /^(?:nvidia )?grid (?!k1\b|k2\b|k340\b|k520\b)|\bvgpu\b|[a-z0-9]-(?:\d-)?\d{1,3}[qcabn]$/,
    'A vGPU: a share of a GPU that a hypervisor gives out.',
  ],
  [
    /\bvf\b|\bmxgpu\b|virtual function|\bsr-?iov\b/,
    'A virtual function: whether it holds the whole GPU cannot be told from its name.',
  ],
  [/\bgpu partition|\bgpu-p(?:v)?\b|fractional/, 'A partition of a GPU.'],
];

/** Names that several products have. */
const namelessNames: readonly (readonly [RegExp, string])[] = [
  [/(?:\.\.\.|…)$/, 'The tool cut the name.'],
  [
    /^(?:u?hd|iris(?: pro| plus| xe)?|arc|)(?: graphics)?(?: family)?(?: \([a-z0-9 ]+\))?$|^(?:graphics|gpu)\b.*$/,
    'Many graphics processors have this name; it has no number.',
  ],
  [
    /^(?:radeon(?: pro)?|radeon (?:rx )?vega|radeon r\d|radeon (?:hd|rx|r9|r7|r5) ?(?:\d00)?|firepro|instinct|custom (?:gpu|apu))(?: tm)?(?: graphics)?(?: series)?(?: \([^()]*\))?$/,
    'Many graphics processors have this name; it has no number.',
  ],
  [
    /^(?:geforce|quadro|tesla|nvidia|graphics device|device)(?: (?:rtx|gtx|gt))?$|^device [0-9a-f]{4}$|^(?:tegra|nvgpu|tegra \w+(?: \(nvgpu\))?)$/,
    'Many graphics processors have this name; it has no number.',
  ],
  [
    /^(?:[ag][dbphkmtuv]\d{2,3}[a-z]{0,3}|tu\d{3}[a-z]{0,3}|navi ?\d{2}|gfx\d{3,4}[a-z]?|vega ?(?:10|12|20)|polaris ?\d{2}|ellesmere|baffin|dg[12]|bmg|pg\d{3} \d{3}|a100 pg\d{3} \d{3})$/,
    'A chip or a board has this name; several products are made of it.',
  ],
  [
    /^(?:adreno|mali|immortalis|powervr|videocore|v3d|vivante|mali [gt]\d{2,3}(?:ae)?(?: immortalis)?|immortalis g\d{3}|adreno gpu)(?: gpu)?$/,
    'A design has this name; chips are made of different numbers of its cores.',
  ],
  [
    /^(?:cortex|neoverse|oryon|kryo|firestorm|icestorm|avalanche|blizzard|carmel|denver|armv\d|aarch64|exynos m\d|kunpeng|tsv110)\b(?:[a-z0-9 .()+]*)$/,
    'A design of cores has this name; many processors are made of them.',
  ],
  [
    /^(?:epyc|ryzen(?: \d| threadripper)?|xeon(?: (?:gold|silver|platinum|bronze))?|core(?: i\d| ultra \d)?|pentium|celeron|atom|athlon|opteron|snapdragon(?: x elite| x plus)?|m|silicon|x86|x86 64|i686|genuine|genuineintel|authenticamd|riscv|rv64\w*)?$/,
    'Many processors have this name; it has no number.',
  ],
  [
    /^(?:genuine|eng sample|es|engineering sample)\b|\b(?:eng(?:ineering)? sample)\b|^0000$|^100 0\d{8}/,
    'An engineering sample: it was never sold.',
  ],
  [
    /^(?:unknown|n\/a|none|null|undefined|default|generic|to be filled.*|not specified|na|device|masked|webkit webgl|webgl|gpu|cpu)$/,
    'The tool did not know the name.',
  ],
];

function firstReason(
  table: readonly (readonly [RegExp, string])[],
  text: string,
): string | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}

/** Why a text names something that imitates a device; undefined when it does not. */
export function virtualReason(text: string): string | undefined {
  return firstReason(virtualNames, text);
}

/** Why a text names a part of a device; undefined when it does not. */
export function partialReason(text: string): string | undefined {
  return firstReason(partialNames, text);
}

/**
 * Why words name no single product although they are a name that devices have.
 * @param words as product lines read them
 */
export function namelessReason(words: string): string | undefined {
  return firstReason(namelessNames, words);
}
