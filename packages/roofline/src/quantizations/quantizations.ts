import type { MatvecDtype } from '../machine.ts';
import { defineQuantization, type Quantization, type TypeRule } from './define-quantization.ts';
import * as mixes from './ggml-rules.ts';

const layouts =
  'https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h (block layouts)';
const mixture =
  'https://github.com/ggml-org/llama.cpp/blob/master/src/llama-quant.cpp (type of each tensor), ggml/src/ggml-common.h (block layouts)';

/** A format of GGUF files: what tensors are stored in, and how its products are multiplied. */
function gguf(
  title: string,
  base: string,
  rules: readonly TypeRule[],
  aliases: readonly string[] = [],
  matvecDtype: MatvecDtype = 'q4_0',
): Quantization {
  const source = rules.length > 2 ? mixture : layouts;
  const id = title.toLowerCase();
  const path = { matvecDtype, isIntegerPath: true };
  return defineQuantization({ id, title, base, rules, ...path, aliases, source });
}

/** Weights as they were trained. */
function plain(id: 'f32' | 'f16' | 'bf16', aliases: readonly string[], source: string) {
  const matvecDtype = id === 'f32' ? 'f32' : 'f16';
  const path = { matvecDtype, isIntegerPath: false } as const;
  return defineQuantization({ id, title: id.toUpperCase(), base: id, ...path, aliases, source });
}

const wide: readonly TypeRule[] = [{ roles: ['embedding', 'layer-embedding', 'output'], type: 16 }];

/** A format of safetensors files: linear layers in few bits, the embedding and the output in 16. */
function grouped(
  id: string,
  title: string,
  bits: number,
  aliases: readonly string[],
  source: string,
  isIntegerPath = false,
): Quantization {
  const matvecDtype = bits > 6 ? 'q8_0' : 'q4_0';
  const path = { matvecDtype, isIntegerPath } as const;
  return defineQuantization({ id, title, base: bits, rules: wide, ...path, aliases, source });
}

const mlxSource =
  'https://ml-explore.github.io/mlx/build/html/python/_autosummary/mlx.core.quantize.html (groups of 64 with a 16-bit scale and bias)';

/** MLX stores the embedding like the rest: bits + 32 / 64 for a group's scale and bias. */
function mlx(bits: number): Quantization {
  return defineQuantization({
    id: `mlx-${bits}bit`,
    title: `MLX ${bits}-bit`,
    base: bits + 0.5,
    matvecDtype: bits > 6 ? 'q8_0' : 'q4_0',
    isIntegerPath: false,
    aliases: [`${bits}bit`, `${bits}bit_mlx`, `mlx_${bits}bit`, `mlx_${bits}_bit`],
    source: mlxSource,
  });
}

const exlSource =
  'https://github.com/turboderp-org/exllamav3/blob/master/doc/exl3.md (bits per weight are the name; output in 6 bits)';

function exl3(bits: number): Quantization {
  return defineQuantization({
    id: `exl3-${bits}bpw`,
    title: `EXL3 ${bits} bpw`,
    base: bits,
    rules: [
      { roles: ['embedding'], type: 16 },
      { roles: ['output'], type: 6 },
    ],
    matvecDtype: bits > 6 ? 'q8_0' : 'q4_0',
    isIntegerPath: false,
    aliases: [`exl3_${bits}_0bpw`, `${bits}_0bpw`, `${bits}bpw`, `exl2_${bits}_0bpw`],
    source: exlSource,
  });
}

const six = mixes.output('q6_k');
const five = mixes.output('q5_k');

/** Mixes whose publishers choose each tensor: their bytes are those of the mix they are near to. */
function likeness(title: string, base: string, rules: readonly TypeRule[], aliases: string[]) {
  return { ...gguf(title, base, [...six, ...rules], aliases), isApproximate: true } as const;
}

const awqSource = 'https://arxiv.org/abs/2306.00978 (groups of 128: 16-bit scale, 4-bit zero)';
const gptqSource = 'https://arxiv.org/abs/2210.17323 (groups of 128: 16-bit scale, zero)';
const mxSource =
  'https://www.opencompute.org/documents/ocp-microscaling-formats-mx-v1-0-spec-final-pdf';
const nvfp4Source =
  'https://developer.nvidia.com/blog/introducing-nvfp4-for-efficient-and-accurate-low-precision-inference/ (16 values share an 8-bit scale)';

/** Every weight format that the product can predict, widest first. */
export const quantizations: readonly Quantization[] = [
  plain(
    'f32',
    ['fp32', 'float32'],
    'IEEE 754-2019 binary32, https://doi.org/10.1109/IEEESTD.2019.8766229',
  ),
  plain(
    'f16',
    ['fp16', 'float16', 'half'],
    'IEEE 754-2019 binary16, https://doi.org/10.1109/IEEESTD.2019.8766229',
  ),
  plain('bf16', ['bfloat16'], 'https://cloud.google.com/tpu/docs/bfloat16'),
  gguf('Q8_0', 'q8_0', [], ['q8', 'q8_k_xl', 'ud_q8_k_xl'], 'q8_0'),
  gguf('Q6_K', 'q6_k', six, ['q6', 'q6_k_l', 'q6_k_xl', 'ud_q6_k_xl'], 'q8_0'),
  gguf('Q5_K_M', 'q5_k', [...six, ...mixes.kM], ['q5_k', 'q5_k_medium', 'q5'], 'q8_0'),
  gguf('Q5_K_S', 'q5_k', six, ['q5_k_small'], 'q8_0'),
  gguf('Q5_1', 'q5_1', six, [], 'q8_0'),
  gguf('Q5_0', 'q5_0', six, [], 'q8_0'),
  gguf('Q4_K_M', 'q4_k', [...six, ...mixes.kM], ['q4_k', 'q4_k_medium', 'q4']),
  gguf('Q4_K_S', 'q4_k', [...six, ...mixes.q4KS], ['q4_k_small']),
  gguf('Q4_1', 'q4_1', six),
  gguf('Q4_0', 'q4_0', six, ['q4_0_4_4', 'q4_0_4_8', 'q4_0_8_8']),
  gguf('IQ4_NL', 'iq4_nl', [...six, ...mixes.iq4]),
  gguf('IQ4_XS', 'iq4_xs', [...six, ...mixes.iq4]),
  gguf('Q3_K_L', 'q3_k', [...six, ...mixes.q3KL], ['q3_k_large']),
  gguf('Q3_K_M', 'q3_k', [...six, ...mixes.q3KM], ['q3_k', 'q3_k_medium', 'q3']),
  gguf('Q3_K_S', 'q3_k', [...six, ...mixes.q3KS], ['q3_k_small']),
  gguf('IQ3_M', 'iq3_s', [...six, ...mixes.iq3M]),
  gguf('IQ3_S', 'iq3_s', [...six, ...mixes.iq3S]),
  gguf('IQ3_XS', 'iq3_s', [...six, ...mixes.iq3Xs]),
  gguf('IQ3_XXS', 'iq3_xxs', [...five, ...mixes.iq3Xxs]),
  gguf('Q2_K', 'q2_k', [...six, ...mixes.q2K], ['q2']),
  gguf('Q2_K_S', 'q2_k', [...six, ...mixes.q2KS], ['q2_k_small']),
  gguf('IQ2_M', 'iq2_s', [...five, ...mixes.tiny('two-plus')]),
  gguf('IQ2_S', 'iq2_xs', [...five, ...mixes.tiny('two-plus')]),
  gguf('IQ2_XS', 'iq2_xs', [...five, ...mixes.tiny('two')]),
  gguf('IQ2_XXS', 'iq2_xxs', [...five, ...mixes.tiny('two')]),
  gguf('IQ1_M', 'iq1_m', [...five, ...mixes.tiny('one')]),
  gguf('IQ1_S', 'iq1_s', [...five, ...mixes.tiny('one')]),
  gguf('TQ2_0', 'tq2_0', [...six, { roles: ['embedding'], type: 'q4_k' }]),
  gguf('TQ1_0', 'tq1_0', [...six, { roles: ['embedding'], type: 'q4_k' }]),
  likeness('UD-Q5_K_XL', 'q5_k', mixes.kM, ['q5_k_xl', 'q5_k_l']),
  likeness('UD-Q4_K_XL', 'q4_k', mixes.kM, ['q4_k_xl', 'q4_k_l', 'q4_k_p', 'ud_q4_k_m']),
  likeness('UD-Q3_K_XL', 'q3_k', mixes.q3KM, ['q3_k_xl', 'q3_k_p', 'ud_q3_k_m']),
  likeness('UD-Q2_K_XL', 'q2_k', mixes.q2K, ['q2_k_xl', 'q2_k_l', 'q2_k_p']),
  {
    ...gguf('MXFP4', 'q8_0', mixes.microscaled, ['mxfp4_moe', 'fp4_moe']),
    source: `${mxSource} (32 values share an 8-bit scale); attention and embedding as q8_0`,
  },
  grouped(
    'fp8',
    'FP8',
    8,
    ['f8', 'fp8_e4m3', 'float8', 'w8a8_fp8'],
    'https://arxiv.org/abs/2209.05433',
  ),
  grouped('mxfp8', 'MXFP8', 8.25, [], `${mxSource} (32 values share an 8-bit scale)`),
  grouped('int8', 'INT8 W8A8', 8, ['w8a8', 'w8a8_int8'], 'https://arxiv.org/abs/2211.10438', true),
  grouped('gptq-int8', 'GPTQ int8', 8.1875, ['gptq_8bit'], gptqSource),
  grouped('gptq-int4', 'GPTQ int4', 4.15625, ['gptq', 'int4', 'gptq_4bit', 'w4a16'], gptqSource),
  grouped(
    'awq-int4',
    'AWQ int4',
    4.15625,
    ['awq', 'awq_4bit', 'autoround', 'int4_autoround'],
    awqSource,
  ),
  grouped(
    'bnb-nf4',
    'NF4',
    4.127,
    ['nf4', 'bnb_4bit', 'bnb'],
    'https://arxiv.org/abs/2305.14314 (blocks of 64, scales quantized twice)',
  ),
  grouped('nvfp4', 'NVFP4', 4.5, ['fp4', 'modelopt_fp4'], nvfp4Source),
  ...[8, 6, 5, 4, 3, 2].map(mlx),
  ...[8, 6, 5, 4, 3, 2].map(exl3),
];

const byId = new Map(quantizations.map((quantization) => [quantization.id, quantization]));

/** The quantization with that id, or undefined. */
export function findQuantization(id: string): Quantization | undefined {
  return byId.get(id);
}
