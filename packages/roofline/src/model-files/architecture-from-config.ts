import { type Architecture, layerRunsOf } from '../models/architecture.ts';
import { feedForwardOf } from './config-feed-forward.ts';
import { ConfigFields, limits } from './config-fields.ts';
import { layerKinds, layerLetters } from './config-layers.ts';
import { mixersOf } from './config-mixers.ts';
import { ModelFileError } from './model-file-error.ts';

/** Families whose class ties input and output when the file does not say (transformers' defaults). */
const tiedFamilies =
  /^(gemma|cohere|smollm3|lfm2|starcoder2|ernie4_5|granitemoehybrid|falcon$|gpt2|t5)/;

const nestedNames = ['text_config', 'llm_config', 'language_config', 'language_model_config'];

/** Parts that a configuration names beside the language model. */
const otherParts: Readonly<Record<string, string>> = {
  vision_config: 'vision tower',
  audio_config: 'audio tower',
  mtp_num_hidden_layers: 'multi-token prediction',
  num_nextn_predict_layers: 'multi-token prediction',
  num_mtp_modules: 'multi-token prediction',
};

/** The fields of the language model, whether they stand at the top or in a nested object. */
function languageFields(top: ConfigFields): ConfigFields {
  for (const name of nestedNames) {
    const nested = top.object(name);
    if (nested === undefined) continue;
    const tied = nested.get('tie_word_embeddings') ?? top.get('tie_word_embeddings');
    return new ConfigFields({
      ...nested.values,
      ...(tied !== undefined && { tie_word_embeddings: tied }),
    });
  }
  return top;
}

function leftOut(top: ConfigFields, text: ConfigFields): string[] {
  const parts = Object.entries(otherParts).flatMap(([field, part]) => {
    const value = top.get(field) ?? text.get(field);
    return value === undefined || value === 0 ? [] : [part];
  });
  return [...new Set(parts)];
}

/** Families that embed each layer apart; elsewhere the field is a leftover. */
function perLayerEmbedding(fields: ConfigFields): Architecture['perLayerEmbedding'] {
  const size = fields.whole(['hidden_size_per_layer_input'], limits.width, 0) ?? 0;
  if (size === 0) return undefined;
  const vocabularySize = fields.needed(
    ['vocab_size_per_layer_input', 'vocab_size'],
    limits.vocabulary,
  );
  return { size, vocabularySize };
}

/**
 * The architecture that a Hugging Face `config.json` describes: any family whose layers are made of
 * what this package knows, nested `text_config` included. Vision and audio towers and layers that
 * only predict further tokens are left out, and named.
 * @param config the parsed JSON
 * @throws ModelFileError with the field that is missing or wrong, and the next step
 */
export function architectureFromConfig(config: unknown): Architecture {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new ModelFileError(
      'The configuration is no JSON object.',
      'A config.json starts with { and names hidden_size, num_hidden_layers and so on.',
    );
  }
  const top = new ConfigFields(config as Readonly<Record<string, unknown>>);
  const fields = languageFields(top);
  const letters = layerLetters(fields);
  const layers =
    letters?.length ??
    fields.needed(['num_hidden_layers', 'n_layer', 'n_layers', 'num_layers'], limits.layers);
  if (layers > limits.layers) {
    throw new ModelFileError(
      `The field "hybrid_override_pattern" has ${layers} layers; at most ${limits.layers} are read.`,
      'Take config.json from the model’s own repository.',
      'hybrid_override_pattern',
    );
  }
  const kinds = layerKinds(fields, layers);
  const layerList = kinds.map((kind, layer) => {
    const feedForward = feedForwardOf(fields, layer, layers);
    return { mixers: mixersOf(fields, kind, layer, layers), ...(feedForward && { feedForward }) };
  });
  const perLayer = perLayerEmbedding(fields);
  const residualRank = fields.whole(['laurel_rank'], limits.width);
  const left = leftOut(top, fields);
  const method = (top.object('quantization_config') ?? fields.object('quantization_config'))?.text(
    'quant_method',
  );
  return {
    layers,
    layerRuns: layerRunsOf(layerList),
    hiddenSize: fields.needed(['hidden_size', 'n_embd', 'd_model'], limits.width),
    vocabularySize: fields.needed(
      ['vocab_size', 'padded_vocab_size', 'n_vocab'],
      limits.vocabulary,
    ),
    isEmbeddingTied:
      fields.flag('tie_word_embeddings') ??
      fields.flag('tie_embedding') ??
      tiedFamilies.test(fields.text('model_type') ?? ''),
    ...(perLayer && { perLayerEmbedding: perLayer }),
    ...(residualRank !== undefined && { residualRank }),
    ...(method === 'mxfp4' && { expertType: 'mxfp4' }),
    maximumContextTokens:
      fields.whole(
        ['max_position_embeddings', 'seq_length', 'n_positions', 'max_sequence_length'],
        limits.tokens,
      ) ?? 4096,
    ...(left.length > 0 && { leftOut: left }),
  };
}

/**
 * The architecture of the text of a `config.json`.
 * @throws ModelFileError when the text is no JSON, e.g. because it has comments
 */
export function architectureFromConfigText(text: string): Architecture {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    const hasComments = /^\s*(\/\/|\/\*)|[,{[\]}"]\s*(\/\/|\/\*|#)/m.test(text);
    const why = error instanceof Error ? error.message : String(error);
    throw new ModelFileError(
      hasComments
        ? 'The configuration has comments, which JSON does not know.'
        : `The configuration is no JSON: ${why.slice(0, 120)}`,
      hasComments
        ? 'Remove what stands after // or # and between /* and */, and try again.'
        : 'Take config.json from the model’s own repository, unchanged.',
    );
  }
  return architectureFromConfig(config);
}
