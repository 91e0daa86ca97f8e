import type { TensorRole } from '../models/layer-tensors.ts';
import type { ModelTraits, TypeRule } from './define-quantization.ts';

/*
 * Which tensors llama.cpp stores otherwise than a mix's name says (src/llama-quant.cpp,
 * `llama_tensor_get_type_impl`), without an importance matrix unless the format needs one.
 */

const values: readonly TensorRole[] = ['value', 'query-key-value'];
const downs: readonly TensorRole[] = ['down', 'expert-down'];

/** The first and last eighth of the layers, and every third between them. */
function deservesMore({ layer, layers }: ModelTraits): boolean {
  const eighth = Math.floor(layers / 8);
  return layer < eighth || layer >= Math.floor((7 * layers) / 8) || (layer - eighth) % 3 === 2;
}

const isFirst =
  (share: number) =>
  ({ layer, layers }: ModelTraits): boolean =>
    layer < Math.floor(layers / share);
const isAmongFirst =
  (count: number) =>
  ({ layer }: ModelTraits): boolean =>
    layer < count;
const isGrouped = ({ queriesPerKey }: ModelTraits): boolean => queriesPerKey >= 4;
const hasEight = ({ expertCount }: ModelTraits): boolean => expertCount === 8;
const isTied = ({ isEmbeddingTied }: ModelTraits): boolean => isEmbeddingTied;

/** Output matrix, and the embedding that stands for it. */
export function output(type: string): TypeRule[] {
  return [
    { roles: ['output'], type },
    { roles: ['embedding'], type, when: isTied },
  ];
}

/** With eight experts keys and values cost little, so all mixes keep them at 8 bits. */
const eightExperts: readonly TypeRule[] = [
  { roles: [...values, 'key'], type: 'q8_0', when: hasEight },
  { roles: ['attention-output'], type: 'q5_k', when: hasEight },
];

export const q2K: readonly TypeRule[] = [
  ...eightExperts,
  { roles: values, type: 'q4_k', when: isGrouped },
  { roles: values, type: 'q3_k' },
  { roles: [...downs, 'attention-output'], type: 'q3_k' },
];
export const q2KS: readonly TypeRule[] = [
  ...eightExperts,
  { roles: values, type: 'q4_k', when: isGrouped },
  { roles: downs, type: 'q4_k', when: isFirst(8) },
];
export const q3KS: readonly TypeRule[] = [...eightExperts];
export const q3KM: readonly TypeRule[] = [
  ...eightExperts,
  { roles: values, type: 'q5_k', when: isAmongFirst(2) },
  { roles: values, type: 'q4_k' },
  { roles: downs, type: 'q5_k', when: isFirst(16) },
  { roles: [...downs, 'attention-output'], type: 'q4_k' },
];
export const q3KL: readonly TypeRule[] = [
  ...eightExperts,
  { roles: [...values, ...downs, 'attention-output'], type: 'q5_k' },
];
export const q4KS: readonly TypeRule[] = [
  ...eightExperts,
  { roles: values, type: 'q5_k', when: isAmongFirst(4) },
  { roles: downs, type: 'q5_k', when: isFirst(8) },
];
export const kM: readonly TypeRule[] = [
  ...eightExperts,
  { roles: ['value', ...downs, 'query-key-value'], type: 'q6_k', when: deservesMore },
];
export const iq4: readonly TypeRule[] = [
  ...eightExperts,
  { roles: values, type: 'q5_k', when: isGrouped },
];
export const iq3M: readonly TypeRule[] = [
  ...eightExperts,
  { roles: [...values, 'attention-output'], type: 'q4_k' },
  { roles: downs, type: 'q4_k', when: isFirst(8) },
];
export const iq3S: readonly TypeRule[] = [
  ...eightExperts,
  { roles: values, type: 'q4_k', when: isGrouped },
];
export const iq3Xs: readonly TypeRule[] = [
  ...iq3S,
  { roles: ['query', 'key'], type: 'iq3_xxs' },
  {
    roles: ['gate', 'up', 'expert-gate', 'expert-up'],
    type: 'iq3_xxs',
    when: ({ layer, layers }) =>
      layer >= Math.floor(layers / 8) && layer < Math.floor((7 * layers) / 8),
  },
];
export const iq3Xxs: readonly TypeRule[] = [
  ...eightExperts,
  { roles: values, type: 'q4_k', when: isGrouped },
  { roles: ['query', 'key'], type: 'iq2_s' },
  { roles: ['attention-output'], type: 'iq3_s' },
  { roles: ['embedding'], type: 'iq3_s' },
];

/** Mixes of two bits and less need an importance matrix and spend it elsewhere. */
export function tiny(kind: 'two' | 'one' | 'two-plus'): TypeRule[] {
  const better = kind === 'two-plus' ? 'iq3_s' : 'q2_k';
  const isRich = ({ queriesPerKey, expertCount }: ModelTraits): boolean =>
    queriesPerKey >= 4 || expertCount >= 4;
  return [
    { roles: ['embedding'], type: better },
    { roles: values, type: 'q4_k', when: isRich },
    { roles: values, type: better },
    { roles: ['key'], type: 'q4_k', when: hasEight },
    { roles: downs, type: better, when: isFirst(8) },
    { roles: ['attention-output'], type: 'q5_k', when: hasEight },
    ...(kind === 'two'
      ? []
      : [
          {
            roles: ['attention-output'] as const,
            type: kind === 'one' ? 'iq2_xxs' : 'iq3_s',
          },
        ]),
  ];
}

/** Experts in four bits, or the feed-forward blocks of a model without; all the rest in eight. */
export const microscaled: readonly TypeRule[] = [
  { roles: ['expert-gate', 'expert-up', 'expert-down'], type: 'mxfp4' },
  {
    roles: ['gate', 'up', 'down'],
    type: 'mxfp4',
    when: ({ expertCount }) => expertCount === 0,
  },
];
