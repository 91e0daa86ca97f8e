import { capital, type Line, lineOf, upper, words } from '../product.ts';

const intel = (
  line: string,
  pattern: RegExp,
  variants: Parameters<typeof lineOf>[4],
  isMemoryShared = true,
): Line => lineOf('Intel', 'gpu', line, pattern, variants, isMemoryShared);

/** Iris Xe and Arc graphics in processors have no number: what the driver adds names the chip. */
export const intelChips: Readonly<Record<string, string>> = {
  tgl: 'Tiger Lake',
  adl: 'Alder Lake',
  'adl p': 'Alder Lake',
  rpl: 'Raptor Lake',
  'rpl p': 'Raptor Lake',
  mtl: 'Meteor Lake',
  'tiger lake': 'Tiger Lake',
  'alder lake': 'Alder Lake',
  'raptor lake': 'Raptor Lake',
  'raptor lake p': 'Raptor Lake',
  'alder lake p': 'Alder Lake',
  'meteor lake': 'Meteor Lake',
};
const chip = `\\((?<chip>${Object.keys(intelChips).join('|')})(?: gt[123])?\\)`;

const numbered = [
  intel(
    'HD Graphics',
    /^hd(?: graphics)? (?<number>p?\d{3,4})$/,
    ({ number }) => `HD Graphics ${upper(number)}`,
  ),
  intel(
    'UHD Graphics',
    /^uhd(?: graphics)? (?<number>p?[67]\d\d)$/,
    ({ number }) => `UHD Graphics ${upper(number)}`,
  ),
  intel(
    'UHD Graphics',
    /^uhd graphics xe (?<units>\d+)eus$/,
    ({ units }) => `UHD Graphics Xe ${units}EUs`,
  ),
  intel(
    'Iris',
    /^iris (?:(?<kind>pro|plus) )?(?:graphics )?(?<number>p?[5-6]\d{2,3}|g[47])$/,
    ({ kind, number }) => words('Iris', capital(kind), 'Graphics', upper(number)),
  ),
  intel(
    'Iris',
    new RegExp(`^iris xe(?: graphics)? ${chip}$`),
    ({ chip: id = '' }) => `Iris Xe Graphics (${intelChips[id]})`,
  ),
  intel('Iris', /^iris xe max(?: graphics)?(?: \(dg1\))?$/, () => 'Iris Xe MAX', false),
  intel('Arc', /^arc(?: graphics)? \((?:mtl|meteor lake)\)$/, () => 'Arc Graphics (Meteor Lake)'),
];

const arcSizes: Readonly<Record<string, readonly number[]>> = { 'Arc A770': [8, 16] };

const arc = [
  intel(
    'Arc',
    /^arc (?<model>[ab][357]\d{2})(?<mobile>m?)(?: graphics| gpu)?(?: le| limited edition)?(?: \(dg2\))?$/,
    ({ mobile, model }) => {
      const name = `Arc ${upper(model)}${upper(mobile)}`;
      // Panther Lake's graphics carry a number of the B series.
      if (/^b3[79]0$/.test(model ?? '')) return name;
      const known = arcSizes[name];
      return known?.map((gibibytes) => ({ name: `${name} ${gibibytes}GB`, gibibytes })) ?? name;
    },
    false,
  ),
  intel(
    'Arc Pro',
    /^arc pro (?<model>[ab]\d{2,3})(?<mobile>m?)(?: graphics)?$/,
    ({ mobile, model }) => `Arc Pro ${upper(model)}${upper(mobile)}`,
    false,
  ),
  intel(
    'Arc',
    /^arc (?:graphics )?(?<model>1[345]0[tv])(?: graphics| gpu)?$/,
    ({ model }) => `Arc ${upper(model)}`,
  ),
  intel(
    'Arc Pro',
    /^arc pro (?<model>1[345]0[tv])(?: graphics)?$/,
    ({ model }) => `Arc Pro ${upper(model)}`,
  ),
];

const center = [
  intel(
    'Data Center GPU',
    /^(?:data center gpu )?flex (?:series )?(?<model>140|170)(?<suffix>[gv]?)(?: graphics)?$/,
    ({ model, suffix }) => `Data Center GPU Flex ${model}${upper(suffix)}`,
    false,
  ),
  intel(
    'Data Center GPU',
    /^data center gpu max (?:series )?(?<model>1100|1550|1450)(?<suffix>[a-z]{0,2})$/,
    ({ model, suffix }) => `Data Center GPU Max ${model}${upper(suffix)}`,
    false,
  ),
  intel(
    'Gaudi',
    /^(?:habana )?(?:hl 2\d\d[a-z]? )?gaudi ?(?<model>[23]?)(?: (?:ai )?accelerator)?$/,
    ({ model }) => words('Gaudi', model),
    false,
  ),
];

/** HD, UHD, Iris, Arc and Data Center GPUs. */
export const intelGraphics: readonly Line[] = [...numbered, ...arc, ...center];
