import { capital, type Line, lineOf, upper, words } from '../product.ts';

const amd = (line: string, pattern: RegExp, variants: Parameters<typeof lineOf>[4]): Line =>
  lineOf('AMD', 'cpu', line, pattern, variants);

const ryzen = amd(
  'Ryzen',
  /^ryzen (?<tier>[3579])(?<pro> pro)? (?<number>\d{3,4})(?<suffix>x3d2?|xt|x|ge|g|gt|hx3d|hx|hs|h|u|ce|c|e|f|af)?(?<edition> (?:microsoft surface edition))?$/,
  ({ edition, number, pro, suffix, tier }) =>
    words(
      'Ryzen',
      tier,
      pro && 'PRO',
      `${number}${upper(suffix) ?? ''}`,
      edition && 'Microsoft Surface Edition',
    ),
);

const ryzenAi = amd(
  'Ryzen AI',
  /^ryzen ai (?<tier>[3579])(?<hx> hx)?(?<pro> pro)?(?<hx2> hx)? (?<number>\d{3})(?<suffix>h|hx|u)?$/,
  ({ hx, hx2, number, pro, suffix, tier }) =>
    words('Ryzen AI', tier, (hx ?? hx2) && 'HX', pro && 'PRO', `${number}${upper(suffix) ?? ''}`),
);

const ryzenMax = amd(
  'Ryzen AI',
  /^ryzen ai max ?(?<plus>\+|plus)?(?<pro> pro)? (?<number>\d{3})$/,
  ({ number, plus, pro }) => words(`Ryzen AI Max${plus ? '+' : ''}`, pro && 'PRO', number),
);

const ryzenZ = amd(
  'Ryzen Z',
  /^ryzen (?<ai>ai )?z(?<number>[12])(?: (?<kind>extreme|go|a))?$/,
  ({ ai, kind, number }) =>
    words('Ryzen', ai && 'AI', `Z${number}`, kind === 'a' ? 'A' : capital(kind)),
);

const ryzenEmbedded = amd(
  'Ryzen Embedded',
  /^ryzen embedded (?<model>[rv]\d{4}[a-z]?|\d{4}[a-z]{0,2}|8\d{3}[a-z]?)$/,
  ({ model }) => `Ryzen Embedded ${upper(model)}`,
);

const threadripper = amd(
  'Ryzen Threadripper',
  /^(?:ryzen )?threadripper(?<pro> pro)? (?<number>[1-9]9\d\d)(?<suffix>wx|x)?$/,
  ({ number, pro, suffix }) =>
    words('Ryzen Threadripper', pro && 'PRO', `${number}${upper(suffix) ?? ''}`),
);

const epyc = amd(
  'EPYC',
  /^epyc(?<embedded> embedded)? (?<model>[3-9][0-9a-z]{2}[0-9][0-9a-z]{0,2})$/,
  ({ embedded, model }) => words('EPYC', embedded && 'Embedded', upper(model)),
);

const athlon = amd(
  'Athlon',
  /^athlon(?:(?<kind> gold| silver| pro| x[24]| ii x[234]| 64 x2| 64)?)(?: dual core)? (?<model>ql ?\d{2}|\d{3,4}[a-z]{0,2}\+?)$/,
  ({ kind = '', model = '' }) =>
    words(
      'Athlon',
      kind
        .trim()
        .replace(/^(?:gold|silver)$/, (word) => capital(word) ?? word)
        .replace(/^(?:pro|x\d|ii x\d|64 x2)$/, (word) => word.toUpperCase()),
      model.toUpperCase().replace(/^QL ?/, 'QL-'),
    ),
);

const bulldozer = amd(
  'FX',
  /^fx (?<model>[4689]\d{3}[a-z]{0,2})$/,
  ({ model }) => `FX-${upper(model)}`,
);

/** A-series, with the graphics that the name carries. */
const apu = amd(
  'A-Series',
  /^(?<pro>pro )?(?<tier>a(?:4|6|8|9|10|12)|e1|e2) (?<model>(?:micro )?\d{4}[a-z]{0,2})(?: (?:apu )?(?:with )?radeon.*)?$/,
  ({ model = '', pro, tier }) => words(pro && 'PRO', `${upper(tier)}-${model.toUpperCase()}`),
);

const older = amd(
  'Opteron and Phenom',
  /^(?<kind>opteron|phenom(?: ii)?(?: x[2346])?|sempron|turion(?: 64| ii)?(?: x2)?) (?<model>x?\d{3,4}(?: ?[a-z]{2}|[a-z])?\+?)$/,
  ({ kind = '', model = '' }) =>
    words(
      kind
        .split(' ')
        .map((word) => (/^(?:ii|x\d)$/.test(word) ? word.toUpperCase() : capital(word)))
        .join(' '),
      model.toUpperCase(),
    ),
);

const custom = amd(
  'Custom',
  /^(?:custom apu (?<number>0405|0932)(?: \(steam deck(?: oled)?\))?|(?<deck>steam deck)(?<oled> oled)?(?: cpu)?)$/,
  ({ deck, number, oled }) =>
    (deck ? !oled : number === '0405')
      ? 'Custom APU 0405 (Steam Deck)'
      : 'Custom APU 0932 (Steam Deck OLED)',
);

/** Ryzen, Threadripper, EPYC, Athlon and what came before. */
export const amdProcessors: readonly Line[] = [
  ryzen,
  ryzenAi,
  ryzenMax,
  ryzenZ,
  ryzenEmbedded,
  threadripper,
  epyc,
  athlon,
  bulldozer,
  apu,
  older,
  custom,
];
