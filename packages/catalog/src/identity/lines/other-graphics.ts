import { capital, type Line, lineOf, upper, words } from '../product.ts';

const gpu = (
  vendor: string,
  line: string,
  pattern: RegExp,
  variants: Parameters<typeof lineOf>[4],
  isMemoryShared = false,
): Line => lineOf(vendor, 'gpu', line, pattern, variants, isMemoryShared);

const mobile = [
  gpu(
    'Qualcomm',
    'Adreno',
    /^adreno (?<model>[2-8]\d{2}l?|8cx gen ?\d|x\d \d{2})(?: gpu)?$/,
    ({ model = '' }) => `Adreno ${upper(model.replace(' ', '-'))}`,
    true,
  ),
  // A name without its cores is a design that chips hold one to twenty-four cores of.
  gpu(
    'Arm',
    'Mali',
    /^mali (?<model>[gt]\d{2,3}(?:ae)?(?: immortalis)?) m[pc] ?(?<cores>\d{1,2})(?: \([a-z0-9 +]+\))?$/,
    ({ cores, model }) => `Mali-${upper(model)} MP${cores}`,
    true,
  ),
  gpu(
    'Arm',
    'Immortalis',
    /^immortalis (?<model>g\d{3}) m[pc] ?(?<cores>\d{1,2})$/,
    ({ cores, model }) => `Immortalis-${upper(model)} MC${cores}`,
    true,
  ),
  gpu(
    'Broadcom',
    'VideoCore',
    /^(?:v3d (?<version>\d)[\d.]*|videocore (?<roman>iv|vi|vii))$/,
    ({ roman, version }) => {
      const byVersion: Readonly<Record<string, string>> = { 7: 'VII', 4: 'VI' };
      const number = roman?.toUpperCase() ?? byVersion[version ?? ''];
      return number === undefined ? [] : `VideoCore ${number}`;
    },
    true,
  ),
  gpu('Broadcom', 'VideoCore', /^vc4 v3d 2\.\d$/, () => 'VideoCore IV', true),
  gpu('Samsung', 'Xclipse', /^xclipse (?<model>\d{3})$/, ({ model }) => `Xclipse ${model}`, true),
  gpu(
    'Imagination',
    'PowerVR',
    /^powervr (?<model>[a-z]+ ?[0-9a-z ]{2,16})$/,
    ({ model }) => `PowerVR ${upper(model)}`,
    true,
  ),
];

const accelerators = [
  gpu(
    'Moore Threads',
    'MTT',
    /^(?:mtt )?(?<model>s(?:10|30|50|70|80|2000|3000|4000|5000)e?)$/,
    ({ model }) => `MTT ${upper(model)}`,
  ),
  gpu(
    'Biren',
    'BR',
    /^(?:biren )?br(?<model>10[46]|100|166)(?<suffix>[a-z]?)$/,
    ({ model, suffix }) => `BR${model}${upper(suffix)}`,
  ),
  gpu(
    'Cambricon',
    'MLU',
    /^mlu ?(?<model>\d{3})(?: (?<suffix>[a-z]\d{1,2}[a-z]?|m\d))?$/,
    ({ model, suffix }) => (suffix ? `MLU${model}-${upper(suffix)}` : `MLU${model}`),
  ),
  gpu(
    'Huawei',
    'Ascend',
    /^ascend ?(?<model>310(?:p3|p|b)?|910(?:a|b[1-4]?|c|_93\d\d)?|950[a-z]{0,2})(?: npu)?$/,
    ({ model }) => `Ascend ${upper(model)}`,
  ),
  gpu('Iluvatar', 'BI', /^bi (?<model>v1[05]0)$/, ({ model }) => `BI-${upper(model)}`),
  gpu('MetaX', 'MXC', /^(?:mx)?c(?<model>500|550|600)$/, ({ model }) => `MXC${model}`),
  gpu(
    'Hygon',
    'DCU',
    /^(?:dcu )?(?<model>z100l?|k100(?: ai)?|bw1000)$/,
    ({ model }) => `DCU ${upper(model)}`,
  ),
  gpu(
    'Glenfly',
    'Arise',
    /^arise ?(?<model>\d{4})(?<suffix>[a-z]?)$/,
    ({ model, suffix }) => `Arise ${model}${upper(suffix)}`,
  ),
  gpu(
    'Tenstorrent',
    'Tenstorrent',
    /^(?:tenstorrent )?(?<family>grayskull|wormhole|blackhole) (?<model>[enp]\d{2,3}[abcds]?)$/,
    ({ family, model }) => words(capital(family), model),
  ),
  gpu(
    'Google',
    'TPU',
    /^(?:google )?(?:cloud )?tpu ?(?<model>v[2-6]|v5e|v5p|v6e|v7x?|v5 lite)$/,
    ({ model = '' }) => `TPU ${model.replace('v5 lite', 'v5e')}`,
  ),
  gpu(
    'AWS',
    'Trainium and Inferentia',
    /^(?<kind>trainium|inferentia) ?(?<number>[123]?)$/,
    ({ kind, number }) => `${capital(kind)}${number}`,
  ),
  gpu('Loongson', 'LG', /^lg(?<number>[1-3]\d{2,3})$/, ({ number }) => `LG${number}`),
];

/** Phones' and boards' GPUs, and accelerators of other vendors. */
export const otherGraphics: readonly Line[] = [...mobile, ...accelerators];
