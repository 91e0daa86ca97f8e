import type {
  Attention,
  Convolution,
  LatentAttention,
  LinearAttention,
  Mixer,
  StateSpace,
} from '../models/architecture.ts';
import { type ConfigFields, limits } from './config-fields.ts';
import type { LayerKind } from './config-layers.ts';

/** Families whose head size is no quotient when the file leaves it out (their classes’ defaults). */
const headSizes: Readonly<Record<string, number>> = {
  gemma2: 256,
  gemma3_text: 256,
  gemma3n_text: 256,
  gemma4_text: 256,
  qwen3_5_text: 256,
  qwen3_5_moe_text: 256,
  qwen3_next: 256,
};

function attentionHeads(fields: ConfigFields, layer: number): number {
  const perLayer = fields.list('num_attention_heads_per_layer')?.[layer];
  if (typeof perLayer === 'number' && perLayer >= 1 && perLayer <= limits.heads) return perLayer;
  return fields.needed(['num_attention_heads', 'n_head', 'n_heads'], limits.heads);
}

interface HeadShape {
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly keySize: number;
  readonly valueSize: number;
}

function headShape(fields: ConfigFields, kind: LayerKind, layer: number): HeadShape {
  const hiddenSize = fields.needed(['hidden_size', 'n_embd', 'd_model'], limits.width);
  const heads = attentionHeads(fields, layer);
  const family = fields.text('model_type') ?? '';
  const base =
    fields.whole(['head_dim', 'attention_head_dim', 'kv_channels'], limits.width) ??
    headSizes[family] ??
    Math.floor(hiddenSize / heads);
  const keyValueHeads =
    fields.whole(['num_key_value_heads', 'n_head_kv', 'multi_query_group_num'], limits.heads) ??
    (fields.flag('multi_query') ? 1 : heads);
  const valueSize = fields.whole(['v_head_dim'], limits.width) ?? base;
  // MiMo narrows what slides, Gemma 4 widens what does not.
  if (kind === 'sliding' && fields.has('swa_head_dim')) {
    return {
      heads: fields.whole(['swa_num_attention_heads'], limits.heads) ?? heads,
      keyValueHeads: fields.whole(['swa_num_key_value_heads'], limits.heads) ?? keyValueHeads,
      keySize: fields.needed(['swa_head_dim'], limits.width),
      valueSize: fields.whole(['swa_v_head_dim'], limits.width) ?? valueSize,
    };
  }
  if (kind !== 'full' || !fields.has('global_head_dim')) {
    return { heads, keyValueHeads, keySize: base, valueSize };
  }
  const size = fields.needed(['global_head_dim'], limits.width);
  const globalHeads = fields.whole(['num_global_key_value_heads'], limits.heads);
  return { heads, keyValueHeads: globalHeads ?? keyValueHeads, keySize: size, valueSize: size };
}

function gateSize(fields: ConfigFields, { heads, valueSize }: HeadShape): number | undefined {
  const gating = fields.get('gating');
  if (gating === 'per-element') return heads * valueSize;
  if (gating === true || gating === 'per-head') return heads;
  const isGated =
    fields.flag('attn_output_gate') === true ||
    ['qwen3_next', 'qwen3_5_text', 'qwen3_5_moe_text', 'afmoe'].includes(
      fields.text('model_type') ?? '',
    );
  return isGated ? heads * valueSize : undefined;
}

function attention(
  fields: ConfigFields,
  kind: LayerKind,
  layer: number,
  layers: number,
): Attention {
  const shape = headShape(fields, kind, layer);
  const window = fields.whole(['sliding_window', 'attention_chunk_size'], limits.tokens);
  const shared = fields.whole(['num_kv_shared_layers'], limits.layers, 0) ?? 0;
  const isKeyAlsoValue = kind === 'full' && fields.flag('attention_k_eq_v') === true;
  const gate = gateSize(fields, shape);
  const family = fields.text('model_type') ?? '';
  return {
    kind: 'attention',
    ...shape,
    ...(kind === 'sliding' && window !== undefined && { windowTokens: window }),
    ...(layer >= layers - shared && shared > 0 && { isCacheShared: true }),
    ...(isKeyAlsoValue && { isKeyAlsoValue }),
    ...(gate !== undefined && { gateSize: gate }),
    ...(['phi3', 'phi', 'chatglm', 'falcon'].includes(family) && { isFused: true }),
  };
}

/** DeepSeek V4: one vector is key and value, seen through a window and compressed beyond it. */
function compressedAttention(fields: ConfigFields, layer: number): Attention {
  const heads = attentionHeads(fields, layer);
  const size = fields.needed(['head_dim'], limits.width);
  const ratio = fields.list('compress_ratios')?.[layer];
  const compressedTokens = typeof ratio === 'number' && ratio >= 1 ? ratio : undefined;
  const windowTokens = fields.whole(['sliding_window'], limits.tokens);
  return {
    kind: 'attention',
    heads,
    keyValueHeads: 1,
    keySize: size,
    valueSize: size,
    isKeyAlsoValue: true,
    queryRank: fields.needed(['q_lora_rank'], limits.width),
    outputGroups: {
      count: fields.needed(['o_groups'], limits.heads),
      rank: fields.needed(['o_lora_rank'], limits.width),
    },
    ...(windowTokens !== undefined && { windowTokens }),
    ...(compressedTokens !== undefined && { compressedTokens }),
  };
}

function latent(fields: ConfigFields, layer: number): LatentAttention {
  const heads = attentionHeads(fields, layer);
  const queryRank = fields.whole(['q_lora_rank'], limits.width);
  const valueHeadSize = fields.needed(['v_head_dim'], limits.width);
  const index = fields.whole(['index_n_heads'], limits.heads);
  return {
    kind: 'latent',
    heads,
    ...(queryRank !== undefined && { queryRank }),
    keyValueRank: fields.needed(['kv_lora_rank'], limits.width),
    ropeHeadSize: fields.needed(['qk_rope_head_dim'], limits.width, 0),
    plainHeadSize: fields.needed(['qk_nope_head_dim'], limits.width),
    valueHeadSize,
    ...(fields.flag('mla_use_output_gate') && { gateSize: heads * valueHeadSize }),
    ...(index !== undefined && {
      index: {
        heads: index,
        size: fields.needed(['index_head_dim'], limits.width),
        tokens: fields.needed(['index_topk'], limits.tokens),
      },
    }),
  };
}

function linear(fields: ConfigFields): LinearAttention {
  const kimi = fields.object('linear_attn_config');
  if (kimi !== undefined) {
    const heads = kimi.needed(['num_heads'], limits.heads);
    const size = kimi.needed(['head_dim'], limits.width);
    const convolutionTokens = kimi.whole(['short_conv_kernel_size'], limits.tokens) ?? 4;
    const shape = { keyHeads: heads, valueHeads: heads, keySize: size, valueSize: size };
    return { kind: 'linear', ...shape, convolutionTokens, gateRank: size };
  }
  return {
    kind: 'linear',
    keyHeads: fields.needed(['linear_num_key_heads'], limits.heads),
    valueHeads: fields.needed(['linear_num_value_heads'], limits.heads),
    keySize: fields.needed(['linear_key_head_dim'], limits.width),
    valueSize: fields.needed(['linear_value_head_dim'], limits.width),
    convolutionTokens: fields.whole(['linear_conv_kernel_dim'], limits.tokens) ?? 4,
  };
}

function stateSpace(fields: ConfigFields): StateSpace {
  const heads = fields.needed(['mamba_n_heads', 'mamba_num_heads', 'num_heads'], limits.heads);
  const headSizeNames = ['mamba_d_head', 'mamba_head_dim', 'head_dim'];
  const inner =
    fields.whole(['mamba_d_ssm'], limits.width) ??
    (fields.whole(['mamba_expand', 'expand'], 64) ?? 2) *
      fields.needed(['hidden_size'], limits.width);
  const isStated = headSizeNames.some((name) => typeof fields.get(name) === 'number');
  const stated = headSizeNames.filter((name) => typeof fields.get(name) === 'number');
  return {
    kind: 'state-space',
    heads,
    headSize: isStated ? fields.needed(stated, limits.width) : Math.ceil(inner / heads),
    stateSize: fields.needed(['mamba_d_state', 'ssm_state_size', 'state_size'], limits.width),
    groups: fields.whole(['mamba_n_groups', 'n_groups'], limits.heads) ?? 1,
    convolutionTokens: fields.whole(['mamba_d_conv', 'conv_kernel'], limits.tokens) ?? 4,
  };
}

function convolution(fields: ConfigFields): Convolution {
  return {
    kind: 'convolution',
    size: fields.whole(['conv_dim', 'hidden_size'], limits.width) ?? 0,
    convolutionTokens: fields.whole(['conv_L_cache'], limits.tokens) ?? 3,
  };
}

/** Mixers of one layer. */
export function mixersOf(
  fields: ConfigFields,
  kind: LayerKind,
  layer: number,
  layers: number,
): Mixer[] {
  switch (kind) {
    case 'none':
      return [];
    case 'linear':
      return [linear(fields)];
    case 'state-space':
      return [stateSpace(fields)];
    case 'convolution':
      return [convolution(fields)];
    case 'parallel':
      return [attention(fields, 'full', layer, layers), stateSpace(fields)];
    case 'full':
    case 'sliding':
      if (fields.has('o_lora_rank')) return [compressedAttention(fields, layer)];
      if (fields.has('kv_lora_rank')) return [latent(fields, layer)];
      return [attention(fields, kind, layer, layers)];
    default:
      return kind satisfies never;
  }
}
