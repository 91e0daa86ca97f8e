import { expertsOf } from '../models/architecture.ts';
import type { Model } from '../models/define-model.ts';
import { totalParameters } from '../models/parameters.ts';
import type { MachineGroup } from './machine-group.ts';

const sizes: readonly (readonly [number, string])[] = [
  [2e9, 'below 2B'],
  [5e9, '2B to 5B'],
  [12e9, '5B to 12B'],
  [40e9, '12B to 40B'],
];

/** Size class of a dense model, by all its parameters; models with experts are one class. */
export function modelClass(model: Model): string {
  if (expertsOf(model) !== undefined) return 'experts';
  const parameters = totalParameters(model);
  return sizes.find(([limit]) => parameters < limit)?.[1] ?? '40B and more';
}

/** What has to agree before a fitted result speaks for a prediction: runtime, format and class. */
export function cellKey({ family }: MachineGroup, quantizationId: string, model: Model): string {
  return `cell:${family}:${quantizationId}:${modelClass(model)}`;
}

/** Keys of the widths outside the fitted cells, from specific to general. */
export function strangerKeys({ family, vendor }: MachineGroup, model: Model): string[] {
  const kind = modelClass(model);
  return [
    `stranger:${family}:${kind}`,
    `stranger:${vendor}:${kind}`,
    `stranger:${kind}`,
    'stranger',
  ];
}
