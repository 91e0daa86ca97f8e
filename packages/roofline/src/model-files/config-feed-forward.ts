import type { FeedForward } from '../models/architecture.ts';
import { type ConfigFields, limits } from './config-fields.ts';
import { layerLetters } from './config-layers.ts';

/** Families whose feed-forward block has no gate. */
const ungated = new Set([
  'apertus',
  'arcee',
  'falcon',
  'gpt2',
  'gpt_neox',
  'nemotron',
  'nemotron_h',
  'phi',
  'starcoder2',
]);

/** Families whose `intermediate_size` is the width of one expert. */
const expertWidthIsIntermediate = new Set([
  'mixtral',
  'minimax_m2',
  'gpt_oss',
  'granitemoe',
  'granitemoeshared',
  'granitemoehybrid',
  'phimoe',
  'llama4_text',
  'cohere2_moe',
  'olmoe',
]);

const expertCountNames = [
  'num_local_experts',
  'n_routed_experts',
  'num_experts',
  'moe_num_experts',
];

function family(fields: ConfigFields): string {
  return fields.text('model_type') ?? '';
}

/** LFM2 narrows its block to two thirds and rounds up, unless told not to. */
function adjusted(fields: ConfigFields, size: number): number {
  if (fields.flag('block_auto_adjust_ff_dim') !== true) return size;
  const factor = fields.get('block_ffn_dim_multiplier');
  const multiple = fields.whole(['block_multiple_of'], limits.width) ?? 256;
  const narrowed = Math.floor((2 * size) / 3) * (typeof factor === 'number' ? factor : 1);
  return multiple * Math.ceil(Math.floor(narrowed) / multiple);
}

function denseSize(fields: ConfigFields, layer: number, isAmongExperts: boolean): number {
  const sizes = fields.list('intermediate_size');
  const own = sizes?.[layer];
  if (typeof own === 'number') return own;
  const names = [
    ...(isAmongExperts
      ? ['intermediate_size_mlp', 'prefix_dense_intermediate_size', 'dense_intermediate_size']
      : []),
    'intermediate_size',
    'block_ff_dim',
    'ffn_hidden_size',
    'n_inner',
    'ffn_dim',
  ];
  return adjusted(fields, fields.needed(names, limits.width));
}

function expertSize(fields: ConfigFields): number {
  const names = ['moe_intermediate_size', 'expert_intermediate_size', 'moe_ffn_hidden_size'];
  return expertWidthIsIntermediate.has(family(fields))
    ? fields.needed([...names, 'intermediate_size'], limits.width)
    : fields.needed(names, limits.width);
}

/** Width of all shared experts together. */
function sharedSize(fields: ConfigFields, size: number): number {
  if (fields.flag('enable_moe_block') === true) {
    return fields.needed(['intermediate_size'], limits.width);
  }
  const width = fields.whole(
    [
      'shared_expert_intermediate_size',
      'moe_shared_expert_intermediate_size',
      'shared_intermediate_size',
      'share_expert_dim',
    ],
    limits.width,
    0,
  );
  if (width !== undefined) return width;
  const countNames = ['n_shared_experts', 'num_shared_experts', 'moe_num_shared_experts'];
  const count = fields.whole(countNames, limits.experts, 0);
  return (count ?? (family(fields) === 'llama4_text' ? 1 : 0)) * size;
}

function experts(fields: ConfigFields): FeedForward {
  const size = expertSize(fields);
  const inputSize = fields.whole(['moe_latent_size', 'routed_expert_hidden_size'], limits.width);
  return {
    kind: 'experts',
    count: fields.needed(expertCountNames, limits.experts),
    perToken: fields.needed(
      ['num_experts_per_tok', 'top_k_experts', 'num_experts_per_token', 'moe_k', 'moe_topk'],
      limits.experts,
    ),
    size,
    matrices: ungated.has(family(fields)) ? 2 : 3,
    sharedSize: sharedSize(fields, size),
    ...(inputSize !== undefined && { inputSize }),
  };
}

/** Whether a layer of a model with experts has them; the rest are dense. */
function isExpertLayer(fields: ConfigFields, layer: number, layers: number): boolean {
  const types = fields.list('mlp_layer_types', layers);
  if (types !== undefined) return types[layer] !== 'dense';
  const frequency = fields.list('moe_layer_freq', layers);
  if (frequency !== undefined) return frequency[layer] !== 0;
  const moeLayers = fields.list('moe_layers_list') ?? fields.list('moe_layers');
  if (moeLayers !== undefined && moeLayers.length > 0) return moeLayers.includes(layer);
  const dense = fields.list('mlp_only_layers');
  if (dense?.includes(layer)) return false;
  const leading = fields.whole(
    ['first_k_dense_replace', 'num_dense_layers', 'moe_layer_start_index'],
    limits.layers,
    0,
  );
  if (leading !== undefined && layer < leading) return false;
  const stepNames = ['decoder_sparse_step', 'interleave_moe_layer_step', 'moe_layer_interval'];
  const step = fields.whole(stepNames, limits.layers) ?? 1;
  return (layer + 1) % step === 0;
}

function hasExperts(fields: ConfigFields): boolean {
  return (fields.whole(expertCountNames, limits.experts, 0) ?? 0) > 0;
}

/** The feed-forward block of one layer; undefined where a hybrid's layer has none. */
export function feedForwardOf(
  fields: ConfigFields,
  layer: number,
  layers: number,
): FeedForward | undefined {
  const letter = layerLetters(fields)?.[layer];
  if (letter === 'E') return experts(fields);
  if (letter === 'M' || letter === '*') return undefined;
  if (letter === undefined && hasExperts(fields) && isExpertLayer(fields, layer, layers)) {
    return experts(fields);
  }
  const size = denseSize(fields, layer, hasExperts(fields));
  // Gemma 4's small models double the block where keys and values are an earlier layer's.
  const shared = fields.whole(['num_kv_shared_layers'], limits.layers, 0) ?? 0;
  const isDouble = fields.flag('use_double_wide_mlp') === true && layer >= layers - shared;
  return {
    kind: 'dense',
    size: isDouble ? 2 * size : size,
    matrices: ungated.has(family(fields)) ? 2 : 3,
  };
}
