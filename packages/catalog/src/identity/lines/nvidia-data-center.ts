import { type Line, lineOf, type Reading, upper, type Variant } from '../product.ts';

/** Each card of a name: words that tell it, and its memory in GiB. */
interface Card {
  readonly name: string;
  readonly tells: RegExp;
  /** A word without which the name never means this card. */
  readonly needs?: RegExp;
  readonly gibibytes: number;
}

/** Names that NVIDIA sold as several cards; the driver writes form and memory in any order. */
const families: Readonly<Record<string, readonly Card[]>> = {
  a100: [
    { name: 'A100 SXM4 40GB', tells: /^sxm4?$/, gibibytes: 40 },
    { name: 'A100 SXM4 80GB', tells: /^sxm4?$/, gibibytes: 80 },
    { name: 'A100 PCIe 40GB', tells: /^pcie$/, gibibytes: 40 },
    { name: 'A100 PCIe 80GB', tells: /^pcie$/, gibibytes: 80 },
    { name: 'A100 SXM4 64GB', tells: /^sxm4?$/, gibibytes: 64 },
  ],
  a800: [
    { name: 'A800 SXM4 80GB', tells: /^sxm4?$/, gibibytes: 80 },
    { name: 'A800 PCIe 80GB', tells: /^(?:pcie|lc)$/, gibibytes: 80 },
    { name: 'A800 SXM4 40GB', tells: /^sxm4?$/, gibibytes: 40 },
    { name: 'A800 40GB Active', tells: /^(?:active|pcie)$/, gibibytes: 40 },
  ],
  h100: [
    { name: 'H100 SXM5 80GB', tells: /^(?:sxm5?|hbm3)$/, gibibytes: 80 },
    { name: 'H100 SXM5 64GB', tells: /^(?:sxm5?|hbm2?)$/, gibibytes: 64 },
    { name: 'H100 SXM5 94GB', tells: /^(?:sxm5?|hbm3)$/, gibibytes: 94 },
    { name: 'H100 SXM5 96GB', tells: /^(?:sxm5?|hbm3)$/, gibibytes: 96 },
    { name: 'H100 PCIe 80GB', tells: /^(?:pcie|hbm2e)$/, gibibytes: 80 },
    { name: 'H100 NVL', tells: /^(?:nvl|hbm3)$/, gibibytes: 94 },
  ],
  h800: [
    { name: 'H800 SXM5', tells: /^(?:sxm5?)?$/, gibibytes: 80 },
    { name: 'H800 PCIe', tells: /^(?:pcie|hbm2e)$/, gibibytes: 80 },
    { name: 'H800 NVL', tells: /^nvl$/, gibibytes: 94 },
  ],
  h200: [
    { name: 'H200 SXM5 141GB', tells: /^(?:sxm5?|hbm3e?)?$/, gibibytes: 141 },
    { name: 'H200 NVL', tells: /^(?:nvl|pcie)$/, gibibytes: 141 },
  ],
  h20: [
    { name: 'H20 96GB', tells: /^(?:sxm5?|hbm3)$/, gibibytes: 96 },
    { name: 'H20 141GB', tells: /^(?:sxm5?|3e|hbm3e)$/, gibibytes: 141 },
    { name: 'H20 NVL16', tells: /^nvl16$/, needs: /^nvl16$/, gibibytes: 141 },
  ],
  v100: [
    { name: 'Tesla V100 SXM2 16GB', tells: /^sxm2?$/, gibibytes: 16 },
    { name: 'Tesla V100 SXM2 32GB', tells: /^sxm2?$/, gibibytes: 32 },
    { name: 'Tesla V100 SXM3 32GB', tells: /^sxm3$/, gibibytes: 32 },
    { name: 'Tesla V100 PCIe 16GB', tells: /^pcie$/, gibibytes: 16 },
    { name: 'Tesla V100 PCIe 32GB', tells: /^pcie$/, gibibytes: 32 },
    { name: 'Tesla V100 FHHL 16GB', tells: /^fhhl$/, gibibytes: 16 },
    { name: 'Tesla V100 DGXS 16GB', tells: /^dgxs$/, gibibytes: 16 },
    { name: 'Tesla V100 DGXS 32GB', tells: /^dgxs$/, gibibytes: 32 },
  ],
  p100: [
    { name: 'Tesla P100 SXM2 16GB', tells: /^sxm2?$/, gibibytes: 16 },
    { name: 'Tesla P100 PCIe 16GB', tells: /^pcie$/, gibibytes: 16 },
    { name: 'Tesla P100 PCIe 12GB', tells: /^pcie$/, gibibytes: 12 },
  ],
};

/** Names whose bare form is one card for the driver: `NVIDIA H200` is the SXM module. */
const bareIsFirst = new Set(['h200', 'h800']);

function familyCards(chip: string, tail: readonly string[]): readonly Card[] {
  const cards = families[chip] ?? [];
  const size = tail.map((word) => /^(\d+)g(?:b)?$/.exec(word)?.[1]).find(Boolean);
  const forms = tail.filter((word) => !/^\d+g(?:b)?$/.test(word));
  if (forms.length === 0 && size === undefined && bareIsFirst.has(chip)) return cards.slice(0, 1);
  return cards.filter(
    ({ gibibytes, needs, tells }) =>
      (size === undefined || gibibytes === Number(size)) &&
      forms.every((form) => tells.test(form)) &&
      (needs === undefined || forms.some((form) => needs.test(form))),
  );
}

function readFamily(text: string): Reading | undefined {
  const match = /^(?:tesla )?(?<chip>[ahvp]\d{2,3})(?<tail>(?: [a-z0-9]+){0,3})$/.exec(text);
  const { chip = '', tail = '' } = match?.groups ?? {};
  if (families[chip] === undefined) return undefined;
  const cards = familyCards(chip, tail.trim() === '' ? [] : tail.trim().split(' '));
  const variants: readonly Variant[] = cards.map(({ gibibytes, name }) => ({ name, gibibytes }));
  return variants.length === 0 ? undefined : { line: 'Data center', variants };
}

const center = (pattern: RegExp, variants: Parameters<typeof lineOf>[4]): Line =>
  lineOf('NVIDIA', 'gpu', 'Data center', pattern, variants);

/** GPUs for servers. */
export const nvidiaDataCenter: readonly Line[] = [
  { vendor: 'NVIDIA', kind: 'gpu', read: readFamily },
  center(
    /^v100s(?: pcie)?(?: 32gb)?$|^tesla v100s(?: pcie)?(?: 32gb)?$/,
    () => 'Tesla V100S PCIe 32GB',
  ),
  center(
    /^(?<model>a2|a10|a10g|a10m|a16|a30|a30x|a40|a100x|l2|l4|l20|l40|l40s|l40g)(?: pcie)?(?: \(?1 gpu\)?)?$/,
    ({ model = '' }) => model.toUpperCase(),
  ),
  center(/^(?:tesla )?t4(?<g>g?)$/, ({ g }) => (g ? 'T4G' : 'Tesla T4')),
  center(
    /^tesla (?<model>[ckms]\d{1,4}[a-z]{0,2}|p4|p6|p40|m60|m10)(?: \(?1 gpu\)?)?$/,
    ({ model = '' }) => `Tesla ${model.replace(/^[a-z]/, (letter) => letter.toUpperCase())}`,
  ),
  center(
    /^(?<model>p4|p6|p40|k80|m60|k40m|k20m|m40)$/,
    ({ model = '' }) => `Tesla ${model.replace(/^[a-z]/, (letter) => letter.toUpperCase())}`,
  ),
  center(/^grid (?<model>k1|k2|k340|k520)$/, ({ model }) => `GRID ${upper(model)}`),
  center(/^b200(?: sxm6?)?(?: 1[89][02]gb)?$/, () => 'B200 SXM6 180GB'),
  center(/^b300(?: sxm6?)?(?: ac)?(?: 2[68]\dgb)?$/, () => 'B300 SXM6 AC'),
  center(/^(?:hgx )?(?<model>gb200|gb300)(?: nvl\d*)?$/, ({ model = '' }) => model.toUpperCase()),
  center(/^gh200 480gb$|^gh200 96gb(?: hbm3)?$/, () => 'GH200 480GB'),
  center(/^gh200 120gb$/, () => 'GH200 120GB'),
  center(/^(?<model>h[18]00)l(?: 94gb)?$/, ({ model }) => `${upper(model)} NVL`),
  center(/^ax800(?: converged accelerator)?$/, () => 'AX800'),
  center(/^b100$/, () => 'B100'),
  center(/^rtx 6000d$/, () => 'RTX 6000D'),
  center(/^gh200 144g(?:b)?(?: hbm3e)?$/, () => 'GH200 144GB HBM3e'),
  center(/^gh200$/, () => [
    { name: 'GH200 480GB', gibibytes: 96 },
    { name: 'GH200 144GB HBM3e', gibibytes: 144 },
  ]),
  lineOf(
    'NVIDIA',
    'gpu',
    'Data center',
    /^(?:gb10|dgx spark|dgx spark \(gb10\)|gb10 \(dgx spark\))$/,
    () => 'GB10',
    true,
  ),
  // Other board numbers name prototypes; this one is in the catalogue.
  center(/^pg506 243(?: ?\/ ?pg506 242)?$/, () => 'PG506-243 / PG506-242'),
];
