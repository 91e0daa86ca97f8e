import { capital, type Line, lineOf, upper, words } from '../product.ts';

const intel = (line: string, pattern: RegExp, variants: Parameters<typeof lineOf>[4]): Line =>
  lineOf('Intel', 'cpu', line, pattern, variants);

const core = intel(
  'Core i',
  /^(?:core )?i(?<tier>[3579]) ?(?<number>\d{3,5})(?<suffix>g[1-7]|ks|kf|kb|ke|k|f|t|te|s|p|h|hk|hf|hx|hq|hl|he|u|ue|ul|um|y|b|c|r|e|eq|ec|m|mq|mx|qm|xm|lm|x|xe|le|l|g)?(?<extra>[0-9]?)$/,
  ({ extra, number, suffix, tier }) => `Core i${tier}-${number}${upper(suffix) ?? ''}${extra}`,
);

const coreUltra = intel(
  'Core Ultra',
  /^(?:core )?ultra (?<x>x)?(?<tier>[3579]) ?(?:processor )?(?<number>[1-4]\d{2})(?<suffix>h|hx|u|ua|v|k|kf|f|t|s|e|hl|ul)?(?<plus>(?: ?plus)?)$/,
  ({ number, plus, suffix, tier, x }) =>
    words(
      'Core Ultra',
      `${upper(x) ?? ''}${tier}`,
      `${number}${upper(suffix) ?? ''}`,
      plus && 'Plus',
    ),
);

const coreNew = intel(
  'Core',
  /^core (?<tier>[3579]) ?(?:processor )?(?<number>(?:n)?\d{3})(?<suffix>h|hx|u|ul|hl|e|te|f|k|t|pe|p)?$/,
  ({ number, suffix, tier }) => words('Core', tier, `${upper(number)}${upper(suffix) ?? ''}`),
);

const coreM = intel(
  'Core M',
  /^core m(?<tier>[357]?) ?(?<model>\d[y]?\d{2}[a-z]?)$/,
  ({ model, tier }) => `Core m${tier}-${upper(model)}`,
);

const core2 = intel(
  'Core 2',
  /^core ?2 (?<kind>duo|quad|extreme|solo) (?<model>[a-z]{1,2}\d{4}[a-z]?)$/,
  ({ kind, model }) => words('Core 2', capital(kind), upper(model)),
);

/** Xeon of the E3, E5 and E7 series: the version is a part of the name, "0" was the first. */
const xeonE = intel(
  'Xeon E3, E5 and E7',
  /^(?:xeon )?e(?<series>[357]) (?<model>(?:[lw])?\d{4}[alw]?m?)(?: v(?<version>[2-6])| 0)?$/,
  ({ model, series, version }) =>
    words(`Xeon E${series}-${upper(model)}`, version && `v${version}`),
);

const metals = 'bronze|silver|gold|platinum';
const xeonMetal = intel(
  'Xeon Scalable',
  new RegExp(
    `^(?:xeon )?(?:(?<metal>${metals}) )(?<number>[3-9]\\d{3})(?<suffix>(?:[a-z]{1,2})?\\+?)$`,
  ),
  ({ metal, number, suffix }) => words('Xeon', capital(metal), `${number}${upper(suffix)}`),
);

const xeonLetter = intel(
  'Xeon E, W and D',
  /^(?:xeon )?(?<series>e|w|d) (?<number>\d{4})(?<suffix>[a-z]{0,3})$/,
  ({ number, series, suffix }) => `Xeon ${upper(series)}-${number}${upper(suffix)}`,
);

const xeonW = intel(
  'Xeon W',
  /^(?:xeon )?w(?<tier>[3579]) (?<number>\d{4})(?<suffix>x?)$/,
  ({ number, suffix, tier }) => `Xeon w${tier}-${number}${upper(suffix)}`,
);

const xeonSix = intel(
  'Xeon 6',
  /^xeon(?: 6)? (?<number>6\d{3})(?<suffix>p b|e b|[pe]|b)(?<plus>\+?)$/,
  ({ number, plus, suffix = '' }) =>
    `Xeon ${number}${suffix.toUpperCase().replace(' ', '-')}${plus}`,
);

const xeonOld = intel(
  'Xeon',
  /^xeon (?<model>[elwx][357]\d{3}|[elx]?[357]\d{3}|phi(?: cpu)? 7\d{3}[a-z]?|(?:cpu )?max 9\d{3})$/,
  ({ model = '' }) => {
    if (/max/.test(model)) return `Xeon CPU Max ${model.slice(-4)}`;
    if (model.startsWith('phi')) return `Xeon Phi ${upper(model.replace(/^phi(?: cpu)? /, ''))}`;
    return `Xeon ${model.toUpperCase()}`;
  },
);

const small = intel(
  'Atom, Pentium and Celeron',
  /^(?<brand>pentium|celeron|atom)(?: (?<kind>gold|silver|dual core))? (?<model>[a-z]?\d{3,4}[a-z]{0,3}|x\d z?[0-9a-z]{4,6}|x\d \d{4}[a-z]{0,2})$/,
  ({ brand, kind, model = '' }) =>
    words(
      capital(brand),
      kind !== 'dual core' && capital(kind),
      /^x\d /.test(model)
        ? model.replace(' ', '-').replace(/[a-z0-9]+$/, (tail) => tail.toUpperCase())
        : model.toUpperCase(),
    ),
);

const plain = intel(
  'Intel Processor',
  /^(?:processor )?(?<model>n(?:50|95|97|100|150|200|250|350|355)|u300e?|n\d{2}|i3 n\d{3})$/,
  ({ model = '' }) =>
    model.startsWith('i3')
      ? `Core i3-${upper(model.slice(3))}`
      : `Processor ${model.toUpperCase()}`,
);

const coreN = intel(
  'Core i',
  /^core i3 (?<model>n3(?:00|05))$/,
  ({ model }) => `Core i3-${upper(model)}`,
);

/** Core, Xeon, Atom, Pentium and Celeron. */
export const intelProcessors: readonly Line[] = [
  core,
  coreN,
  coreUltra,
  coreNew,
  coreM,
  core2,
  xeonE,
  xeonMetal,
  xeonLetter,
  xeonW,
  xeonSix,
  xeonOld,
  small,
  plain,
];
