import { capital, type Line, lineOf, upper, type Variant, words } from '../product.ts';

const nvidia = (
  line: string,
  pattern: RegExp,
  variants: Parameters<typeof lineOf>[4],
  isMemoryShared = false,
): Line => lineOf('NVIDIA', 'gpu', line, pattern, variants, isMemoryShared);

const laptop = '(?<laptop> (?:laptop|mobile)(?: gpu)?)?(?: refresh)?';
const maxQ = '(?<maxq> (?:with )?max q(?: design)?)?';

/** Models of one name with several sizes of memory, in GiB. */
const sizes: Readonly<Record<string, readonly number[]>> = {
  'RTX A2000': [6, 12],
  'RTX A2000 Laptop GPU': [4, 8],
  'RTX A3000 Laptop GPU': [6, 12],
  'RTX PRO 5000 Blackwell': [48, 72],
  T400: [2, 4],
  T1000: [4, 8],
};

function sized(name: string, formFactor?: 'desktop' | 'laptop'): readonly Variant[] {
  const form = formFactor === undefined ? {} : { formFactor };
  const known = sizes[name];
  if (known === undefined) return [{ name, ...form }];
  return known.map((gibibytes) => ({ name: `${name} ${gibibytes}GB`, gibibytes, ...form }));
}

const rtxA = nvidia(
  'RTX A',
  new RegExp(`^(?:quadro )?rtx a(?<number>\\d{3,4})(?<suffix>[he]?)(?<m>m)?${laptop}(?: max q)?$`),
  ({ laptop: form, m, number, suffix }) =>
    form || m ? sized(`RTX A${number} Laptop GPU`) : sized(`RTX A${number}${upper(suffix)}`),
);

const rtxEmbedded = nvidia(
  'RTX A',
  /^rtx a(?<number>\d{3,4}) embedded gpu$/,
  ({ number }) => `RTX A${number} Embedded GPU`,
);

const rtxAda = nvidia(
  'RTX Ada',
  new RegExp(
    `^(?:quadro )?rtx (?<number>[1-6]\\d{3}|500)(?<e>e)?(?<sff> sff)? ada(?: generation)?(?<embedded> embedded gpu)?${laptop}$`,
  ),
  ({ e, embedded, laptop: form, number, sff }) =>
    words(
      `RTX ${number}${upper(e) ?? ''}`,
      upper(sff?.trim()),
      'Ada',
      embedded && 'Embedded GPU',
      form && 'Laptop GPU',
    ),
);

const editions: Readonly<Record<string, string>> = {
  'workstation edition': 'Workstation Edition',
  ws: 'Workstation Edition',
  'max q workstation edition': 'Max-Q Workstation Edition',
  'max q': 'Max-Q Workstation Edition',
  'server edition': 'Server Edition',
  server: 'Server Edition',
  'sff edition': 'SFF',
  sff: 'SFF',
};

const rtxPro = nvidia(
  'RTX PRO',
  new RegExp(
    `^rtx pro (?<number>[1-6]\\d{3}|500)(?: blackwell)?(?: generation)?(?: (?<edition>${Object.keys(editions).join('|')}))?(?<embedded> embedded gpu)?${laptop}$`,
  ),
  ({ edition = '', embedded, laptop: form, number }) => {
    const name = words('RTX PRO', number, 'Blackwell', editions[edition]);
    if (form) return sized(`${name} Laptop GPU`);
    if (embedded) return sized(`${name} Embedded GPU`);
    // Three cards: a name without its edition is each of them.
    if (number === '6000' && edition === '') {
      return ['Workstation Edition', 'Max-Q Workstation Edition', 'Server Edition'].map((each) => ({
        name: `${name} ${each}`,
      }));
    }
    return sized(name);
  },
);

/** PCI tables call both of them Mobile. */
function laptopOrMaxQ(name: string, laptopName: string): readonly Variant[] {
  return [laptopName, `${name} Max-Q`].map((each) => ({ name: each, formFactor: 'laptop' }));
}

/** Under these names the driver knows desktop and laptop cards. */
const quadroBoth = /^(?:[45]000)$/;

const quadroRtx = nvidia(
  'Quadro RTX',
  new RegExp(`^quadro rtx (?<number>[34568]000)(?<passive> passive)?${laptop}${maxQ}$`),
  ({ laptop: form, maxq, number = '' }) => {
    const name = `Quadro RTX ${number}`;
    if (maxq) return [{ name: `${name} Max-Q`, formFactor: 'laptop' }];
    if (/mobile/.test(form ?? '')) return laptopOrMaxQ(name, `${name} Laptop GPU`);
    if (form || number === '3000') return [{ name: `${name} Laptop GPU`, formFactor: 'laptop' }];
    if (!quadroBoth.test(number)) return name;
    return [
      { name, formFactor: 'desktop' },
      { name: `${name} Laptop GPU`, formFactor: 'laptop' },
    ];
  },
);

/** "RTX 6000" alone: Turing's, sold as Quadro before, and people's word for Ada's and Blackwell's. */
const rtxBare = nvidia('RTX Ada', /^rtx (?<number>[3-68]000)$/, ({ number }) =>
  [`Quadro RTX ${number}`, `RTX ${number} Ada`, `RTX PRO ${number} Blackwell`].map((name) => ({
    name,
  })),
);

const quadro = nvidia(
  'Quadro',
  new RegExp(
    `^quadro (?<model>(?:[kmp]|gp|gv|fx |nvs |cx)?\\d{2,4}[md]?|[kmp]\\d{3,4}[a-z]?)${laptop}${maxQ}$`,
  ),
  ({ laptop: form, maxq, model = '' }) => {
    const name = `Quadro ${model.toUpperCase()}`;
    if (maxq) return `${name} Max-Q`;
    return form && !/M$/.test(name) ? `${name} Laptop GPU` : name;
  },
);

const quadroT = nvidia(
  'Quadro T',
  new RegExp(`^(?<quadro>quadro )?t(?<number>[12]?\\d[05]0)(?<e>e)?${laptop}${maxQ}$`),
  ({ e, laptop: form, maxq, number = '', quadro: isQuadro }) => {
    const plain = `T${number}${upper(e) ?? ''}`;
    const name = words(isQuadro && number !== '500' && 'Quadro', plain);
    if (maxq) return [{ name: `${name} Max-Q`, formFactor: 'laptop' }];
    // The Quadros were laptops' only; the cards of these numbers came without that word.
    if (isQuadro && /mobile/.test(form ?? '')) return laptopOrMaxQ(name, name);
    if (isQuadro) return [{ name, formFactor: 'laptop' }];
    if (form || ['500', '550', '1200'].includes(number)) {
      return [{ name: number === '500' ? name : `${name} Laptop GPU`, formFactor: 'laptop' }];
    }
    if (!['400', '1000'].includes(number) || e) return sized(name);
    // The driver gives some laptops' Quadros the card's name.
    const cards = sized(name).map((each): Variant => ({ ...each, formFactor: 'desktop' }));
    return [...cards, { name: `Quadro ${name}`, formFactor: 'laptop' }];
  },
);

const nvs = nvidia('NVS', /^(?:quadro )?nvs (?<number>\d{3,4})(?<m>m?)$/, ({ m, number }) =>
  words('NVS', `${number}${upper(m)}`),
);

const titan = nvidia(
  'Titan',
  /^(?:geforce )?(?:gtx )?titan(?: (?<model>xp collectors edition|xp|x pascal|x \(pascal\)|x|v ceo edition|v|rtx|black|z))?$/,
  ({ model = '' }) => {
    if (model.startsWith('xp')) return 'Titan Xp';
    if (/pascal/.test(model)) return 'Titan X (Pascal)';
    if (['v', 'rtx'].includes(model)) return `Titan ${model.toUpperCase()}`;
    if (model.startsWith('v ')) return 'Titan V CEO Edition';
    return words('GeForce GTX TITAN', model === 'black' ? 'Black' : upper(model));
  },
);

const titanX = nvidia('Titan', /^titan x$/, () => [
  { name: 'GeForce GTX TITAN X' },
  { name: 'Titan X (Pascal)' },
]);

const cmp = nvidia('CMP', /^cmp (?<number>\d{2,3})hx$/, ({ number }) => `CMP ${number}HX`);

const mining = nvidia(
  'CMP',
  /^(?<model>p10[2-6]|cmp 100) (?<number>\d{3})$/,
  ({ model, number }) => `${upper(model)}-${number}`,
);

/** Jetson modules: the driver names the chip only, the board's firmware the module. */
const jetson = nvidia(
  'Jetson',
  /^(?:nvidia )?(?:jetson |tegra )?(?<model>agx orin(?: (?:32|64)gb)?|orin nx(?: (?:8|16)gb)?|orin nano(?: (?:4|8)gb)?(?: super)?|agx xavier|xavier nx|tx[12]|nano|agx thor|t[45]000|thor|orin|xavier)(?: developer kit| module)?$/,
  ({ model = '' }) => {
    const orins = [
      ['AGX Orin', [32, 64]],
      ['Orin NX', [8, 16]],
      ['Orin Nano', [4, 8]],
    ] as const;
    const chosen = orins.filter(
      ([name]) => model === 'orin' || model.startsWith(name.toLowerCase()),
    );
    if (chosen.length > 0) {
      const said = /(?<size>\d+)gb/.exec(model)?.[1];
      return chosen.flatMap(([name, each]) =>
        each
          .filter((size) => said === undefined || size === Number(said))
          .map((gibibytes) => ({ name: `Jetson ${name} ${gibibytes}GB`, gibibytes })),
      );
    }
    if (model === 'xavier') return [{ name: 'Jetson AGX Xavier' }, { name: 'Jetson Xavier NX' }];
    if (/thor|t[45]000/.test(model)) {
      const said =
        /^t/.test(model) && model !== 'thor' ? `Jetson ${model.toUpperCase()}` : undefined;
      return said ?? [{ name: 'Jetson T5000' }, { name: 'Jetson T4000' }];
    }
    return `Jetson ${model
      .split(' ')
      .map((part) => (part.length < 4 ? part.toUpperCase() : capital(part)))
      .join(' ')}`;
  },
  true,
);

/** Workstation, mining and embedded GPUs. */
export const nvidiaProfessional: readonly Line[] = [
  rtxA,
  rtxEmbedded,
  rtxAda,
  rtxPro,
  quadroRtx,
  rtxBare,
  quadroT,
  quadro,
  nvs,
  titanX,
  titan,
  cmp,
  mining,
  jetson,
];
