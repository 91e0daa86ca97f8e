import { capital, type Line, lineOf, upper, words } from '../product.ts';

const arm = (
  vendor: string,
  line: string,
  pattern: RegExp,
  variants: Parameters<typeof lineOf>[4],
): Line => lineOf(vendor, 'cpu', line, pattern, variants);

/** Part numbers of Snapdragon X by their grade; only a part number is one product. */
const snapdragonX = arm(
  'Qualcomm',
  'Snapdragon',
  /^(?:snapdragon )?(?:x2? (?:elite|plus)(?: extreme)? )?(?<part>x(?:1e|1p|2e|2p)? ?\d{2,3} ?[0-9a-z]{2,3}|x1 \d{2} \d{3})(?: oryon)?$/,
  ({ part = '' }) => {
    const found = /^(?<stem>x\d[ep]?) ?(?<a>\d{2}) ?(?<b>[0-9a-z]{2,3})$/.exec(part)?.groups;
    if (found === undefined) return [];
    const grade = { x1e: 'X Elite', x1p: 'X Plus', x2e: 'X2 Elite', x2p: 'X2 Plus' }[
      found.stem ?? ''
    ];
    const number = `${upper(found.stem)}-${found.a}-${upper(found.b)}`;
    return words('Snapdragon', grade ?? 'X', number);
  },
);

const snapdragon = arm(
  'Qualcomm',
  'Snapdragon',
  /^snapdragon (?<model>8cx(?: gen ?[123])?|7c(?:\+)?(?: gen ?[23])?|8c|8(?: elite| plus|\+|s)?(?: gen ?[1-5])?|[4-8]\d{2}[a-z]?\+?|[67](?:s|\+)? gen ?[1-4]|850)$/,
  ({ model = '' }) =>
    `Snapdragon ${model.replace(/gen ?/, 'Gen ').replace('elite', 'Elite').replace(' plus', '+')}`,
);

const snapdragonPart = arm(
  'Qualcomm',
  'Snapdragon',
  /^(?<part>(?:sm|sdm|sc|qcs|qrb)\d{3,4}[a-z]{0,2})$/,
  ({ part }) => `${upper(part)}`,
);

const server = [
  arm(
    'Ampere',
    'Altra',
    /^(?:ampere )?altra(?<max> max)?(?: processor)? (?<kind>[qm])(?<cores>\d{2,3}) (?<clock>\d{2})$/,
    ({ clock, cores, kind, max }) =>
      words('Altra', max && 'Max', `${upper(kind)}${cores}-${clock}`),
  ),
  arm(
    'Ampere',
    'AmpereOne',
    /^ampere ?one(?<m> ?m)? (?<model>a\d{2,3} \d{2}[mx])$/,
    ({ m, model = '' }) => words(m ? 'AmpereOne M' : 'AmpereOne', upper(model.replace(' ', '-'))),
  ),
  arm(
    'AWS',
    'Graviton',
    /^graviton ?(?<number>[2-5]?)(?<e>e?)(?: processor)?$/,
    ({ e, number }) => `Graviton${number}${upper(e)}`,
  ),
  arm(
    'Microsoft',
    'Cobalt',
    /^(?:azure )?cobalt (?<number>100|200)$/,
    ({ number }) => `Cobalt ${number}`,
  ),
  arm('Microsoft', 'SQ', /^sq(?<number>[123])$/, ({ number }) => `SQ${number}`),
  arm('Google', 'Axion', /^(?:google )?axion$/, () => 'Axion'),
  arm('Google', 'Tensor', /^tensor g(?<number>[1-6])$/, ({ number }) => `Tensor G${number}`),
  arm('NVIDIA', 'Grace', /^(?:grace(?: cpu)?|grace cpu superchip)$/, () => 'Grace CPU'),
  arm('NVIDIA', 'Grace', /^gh200 neoverse v2 cpu$/, () => 'GH200 Neoverse-V2 CPU'),
  arm('Alibaba', 'Yitian', /^yitian ?710$/, () => 'Yitian 710'),
  arm(
    'Huawei',
    'Kunpeng',
    /^kunpeng (?<model>9[1-6]0|916)(?: ?(?<sku>\d{4}[a-z]?))?$/,
    ({ model, sku }) => words(`Kunpeng ${model}`, upper(sku)),
  ),
  arm(
    'Phytium',
    'Phytium',
    /^phytium[ ,]*(?:ft |s|d)?(?<model>(?:ft )?\d{4}\+?)(?:\/(?<cores>\d+))?$/,
    ({ cores, model }) => words('Phytium', upper(model), cores && `(${cores} cores)`),
  ),
  arm('Fujitsu', 'A64FX', /^a64fx$/, () => 'A64FX'),
];

/** Systems on a chip, and the boards that are known by their one chip. */
const chips = [
  arm(
    'Rockchip',
    'Rockchip',
    /^(?:rockchip )?rk(?<number>3\d{3})(?<suffix>[a-z]?)$/,
    ({ number, suffix }) => `RK${number}${upper(suffix)}`,
  ),
  arm(
    'Broadcom',
    'Raspberry Pi',
    /^bcm(?<number>27\d\d|2835)(?:[a-d]\d)?$/,
    ({ number }) => `BCM${number}`,
  ),
  arm(
    'Broadcom',
    'Raspberry Pi',
    /^raspberry pi (?<model>zero 2(?: w)?|[345](?:00\+?|00)?|compute module [345])(?: model [ab](?:\+| plus)?)?(?: rev [\d.]+)?$/,
    ({ model = '' }) => {
      const chip = model.startsWith('zero 2') ? '3' : /[345]/.exec(model)?.[0];
      return { 3: 'BCM2837', 4: 'BCM2711', 5: 'BCM2712' }[chip ?? ''] ?? [];
    },
  ),
  arm(
    'MediaTek',
    'MediaTek',
    /^(?:mediatek )?(?<kind>dimensity|helio|kompanio|mt) ?(?<model>[a-z]?\d{2,4}[a-z]{0,2}\+?)$/,
    ({ kind = '', model }) =>
      kind === 'mt' ? `MT${upper(model)}` : words(capital(kind), upper(model)),
  ),
  arm(
    'Samsung',
    'Exynos',
    /^exynos (?<number>\d{3,4})(?<w>w?)$/,
    ({ number, w }) => `Exynos ${number}${upper(w)}`,
  ),
  arm(
    'HiSilicon',
    'Kirin',
    /^kirin (?<number>\d{3,4}[a-z]{0,2})$/,
    ({ number }) => `Kirin ${upper(number)}`,
  ),
  arm(
    'Amlogic',
    'Amlogic',
    /^amlogic (?<number>[sa]\d{3}[a-z]{0,2}\d?)$/,
    ({ number }) => `${upper(number)}`,
  ),
  arm(
    'Allwinner',
    'Allwinner',
    /^allwinner (?<number>[aht]\d{2,3})$/,
    ({ number }) => `${upper(number)}`,
  ),
];

/** Processors of other kinds, most of them sold in China. */
const others = [
  arm(
    'Loongson',
    'Loongson',
    /^loongson (?<model>[23] ?[abck]\d{4}[a-z]{0,3}(?: hv)?)$/,
    ({ model = '' }) => `Loongson-${upper(model.replaceAll(' ', ''))}`,
  ),
  arm(
    'Hygon',
    'Hygon',
    /^(?:hygon )?c86 (?<model>\d{4}[a-z]?|\dg(?: \d{4})?|\dg)$/,
    ({ model }) => `C86 ${upper(model)}`,
  ),
  arm(
    'Zhaoxin',
    'Zhaoxin',
    /^(?:zhaoxin )?(?<brand>kaixian|kaisheng) (?<model>k[xh] ?[0-9a-z]{4,6}(?:\/\d)?|kx \d{4}[a-z]{0,2})$/,
    ({ brand = '', model = '' }) =>
      words(brand === 'kaixian' ? 'KaiXian' : 'KaiSheng', upper(model.replace(' ', '-'))),
  ),
];

/** Arm processors of phones, boards, laptops and clouds, and architectures of China. */
export const armProcessors: readonly Line[] = [
  snapdragonX,
  snapdragon,
  snapdragonPart,
  ...server,
  ...chips,
  ...others,
];
