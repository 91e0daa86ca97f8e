import { type ConfigFields, limits } from './config-fields.ts';
import { ModelFileError } from './model-file-error.ts';

/** What a layer mixes tokens with, whatever its configuration calls it. */
export type LayerKind =
  | 'full'
  | 'sliding'
  | 'linear'
  | 'state-space'
  | 'convolution'
  | 'parallel'
  | 'none';

const kindsByName: Readonly<Record<string, LayerKind>> = {
  full_attention: 'full',
  attention: 'full',
  global_attention: 'full',
  sliding_attention: 'sliding',
  sliding_window_attention: 'sliding',
  chunked_attention: 'sliding',
  local_attention: 'sliding',
  linear_attention: 'linear',
  mamba: 'state-space',
  mamba2: 'state-space',
  recurrent: 'state-space',
  conv: 'convolution',
  short_conv: 'convolution',
  hybrid: 'parallel',
  moe: 'none',
  mlp: 'none',
};

/** Letters of Nemotron-H's pattern: M mamba, * attention, - dense block, E experts. */
const kindsByLetter: Readonly<Record<string, LayerKind>> = {
  M: 'state-space',
  '*': 'full',
  '-': 'none',
  E: 'none',
};

function unknownKind(field: string, value: unknown): never {
  throw new ModelFileError(
    `The field "${field}" names a kind of layer that is not known: ${JSON.stringify(value)?.slice(0, 40)}.`,
    'Ask for it with the file’s address, or use a GGUF file of the model: its tensors say it all.',
    field,
  );
}

const lettersByName: Readonly<Record<string, string>> = {
  mamba: 'M',
  attention: '*',
  mlp: '-',
  moe: 'E',
};

/** Letters of the pattern of a hybrid model, one a layer; undefined when there is none. */
export function layerLetters(fields: ConfigFields): readonly string[] | undefined {
  const blocks = fields.list('layers_block_type');
  if (blocks !== undefined && fields.has('moe_intermediate_size', 'mamba_num_heads')) {
    return blocks.map(
      (name) => lettersByName[String(name)] ?? unknownKind('layers_block_type', name),
    );
  }
  const pattern = fields.text('hybrid_override_pattern');
  return pattern === undefined ? undefined : [...pattern];
}

function every(layers: number, kindAt: (layer: number) => LayerKind): LayerKind[] {
  return Array.from({ length: layers }, (_, layer) => kindAt(layer));
}

/** Layers counted from 1 of an object of Kimi Linear. */
function linearList(fields: ConfigFields, layers: number): LayerKind[] | undefined {
  const full = fields.object('linear_attn_config')?.list('full_attn_layers');
  return full && every(layers, (layer) => (full.includes(layer + 1) ? 'full' : 'linear'));
}

function fromLists(fields: ConfigFields, layers: number): LayerKind[] | undefined {
  const types = fields.list('layer_types', layers);
  if (types !== undefined) {
    return types.map((name) => kindsByName[String(name)] ?? unknownKind('layer_types', name));
  }
  const letters = layerLetters(fields);
  if (letters !== undefined) {
    return letters.map(
      (letter) => kindsByLetter[letter] ?? unknownKind('hybrid_override_pattern', letter),
    );
  }
  const slides = fields.list('hybrid_layer_pattern', layers);
  if (slides !== undefined) return slides.map((value) => (value === 1 ? 'sliding' : 'full'));
  const full = fields.list('full_attn_idxs');
  if (full !== undefined) {
    return every(layers, (layer) => (full.includes(layer) ? 'full' : 'convolution'));
  }
  const attention = fields.list('attn_layer_indices');
  if (attention !== undefined) {
    return every(layers, (layer) => (attention.includes(layer) ? 'full' : 'state-space'));
  }
  return linearList(fields, layers);
}

/** Layers of a family whose window is in the code rather than in the configuration. */
const windowPeriods: Readonly<Record<string, number>> = {
  gemma2: 2,
  gemma3_text: 6,
  gemma3n_text: 5,
  gemma4_text: 6,
  gpt_oss: 2,
  cohere2: 4,
  cohere2_moe: 4,
  exaone4: 4,
  afmoe: 4,
  olmo3: 4,
};

function hasWindow(fields: ConfigFields): boolean {
  if (fields.flag('use_sliding_window') === false) return false;
  return fields.has('sliding_window', 'attention_chunk_size');
}

/** What each layer of a configuration mixes tokens with. */
export function layerKinds(fields: ConfigFields, layers: number): readonly LayerKind[] {
  const listed = fromLists(fields, layers);
  if (listed !== undefined) return listed;
  const interval = fields.whole(['full_attention_interval'], limits.layers);
  if (interval !== undefined) {
    return every(layers, (layer) => ((layer + 1) % interval === 0 ? 'full' : 'linear'));
  }
  const family = fields.text('model_type') ?? '';
  if (family === 'falcon_h1') return every(layers, () => 'parallel');
  if (family === 'mamba2' || family === 'mamba') return every(layers, () => 'state-space');
  const pattern = fields.get('sliding_window_pattern');
  if (typeof pattern === 'string') {
    return every(layers, (layer) => (pattern[layer % pattern.length] === 'G' ? 'full' : 'sliding'));
  }
  const period =
    fields.whole(
      ['sliding_window_pattern', 'global_attn_every_n_layers', '_sliding_window_pattern'],
      limits.layers,
    ) ?? windowPeriods[family];
  if (!hasWindow(fields)) return every(layers, () => 'full');
  if (period !== undefined) {
    return every(layers, (layer) => ((layer + 1) % period === 0 ? 'full' : 'sliding'));
  }
  // Llama 4 leaves every fourth layer without a window.
  if (fields.has('attention_chunk_size')) {
    return every(layers, (layer) => ((layer + 1) % 4 === 0 ? 'full' : 'sliding'));
  }
  return every(layers, () => 'sliding');
}
