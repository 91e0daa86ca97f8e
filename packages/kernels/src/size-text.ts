import { formatBytes } from '@ridgeline/units/format-bytes';
import type { ProblemSize } from './kernel-spec.ts';
import { findKernelSpec } from './specs.ts';

/**
 * A problem size for people: `1024³`, `4096×14336`, the working set where one dimension counts what is
 * moved, else the count itself.
 * @example sizeText('read', 'f32', { elements: 2 ** 26 }) // 256 MiB
 */
export function sizeText(kernel: string, dtype: string, size: ProblemSize): string {
  const values = Object.values(size);
  const [first] = values;
  if (values.length === 3 && values.every((each) => each === first)) return `${first}³`;
  if (values.length > 1) return values.join('×');
  const spec = findKernelSpec(kernel);
  const isKnown = spec?.dimensions.every((name) => Object.hasOwn(size, name)) === true;
  const bytes = isKnown && spec.dtypes.includes(dtype) ? spec.cost(size, dtype).bytes : 0;
  if (bytes > 0) return formatBytes(bytes);
  const [[name, count] = ['', 0]] = Object.entries(size);
  return `${count.toLocaleString('en-US')} ${name}`;
}
