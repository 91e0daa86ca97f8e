/** A stored number format of the synthetic weights. */
interface WeightFormatShape {
  readonly id: string;
  /** Number of the tensor type in GGUF. */
  readonly tensorType: number;
  readonly blockWeights: number;
  readonly blockBytes: number;
  /** Turns random bytes into valid blocks whose weights have a standard deviation near 0.02. */
  shape(bytes: Uint8Array): void;
}

function defineFormat<const F extends WeightFormatShape>(format: F): F {
  return format;
}

// Uniform random signed bytes deviate by 73.9 and nibbles by 4.6; these f16 scales bring both to 0.02,
// with which sums over some thousand weights stay near 1 and nothing overflows or is denormal.
const scaleOfBytes = 0x0c70;
const scaleOfNibbles = 0x1c70;

/** Writes the f16 `scale` at the head of each block. */
function writeScales(bytes: Uint8Array, blockBytes: number, scale: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; at += blockBytes) view.setUint16(at, scale, true);
}

/**
 * Formats, with the block layouts of
 * https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h
 */
export const weightFormats = [
  defineFormat({
    id: 'q8_0',
    tensorType: 8,
    blockWeights: 32,
    blockBytes: 34,
    shape: (bytes) => writeScales(bytes, 34, scaleOfBytes),
  }),
  defineFormat({
    id: 'q4_0',
    tensorType: 2,
    blockWeights: 32,
    blockBytes: 18,
    shape: (bytes) => writeScales(bytes, 18, scaleOfNibbles),
  }),
  defineFormat({
    id: 'f16',
    tensorType: 1,
    blockWeights: 1,
    blockBytes: 2,
    shape(bytes) {
      // The high byte keeps its random sign and lower bits, with an exponent of 2^-7 or 2^-6.
      for (let at = 1; at < bytes.length; at += 2) {
        bytes[at] = ((bytes[at] ?? 0) & 0x87) | 0x20;
      }
    },
  }),
] as const satisfies readonly WeightFormatShape[];

/** One of the formats. */
export type WeightFormat = (typeof weightFormats)[number];

/** Wire ids of the formats in which synthetic weights can be written. */
export type WeightFormatId = WeightFormat['id'];

/** The format with that id. */
export function findWeightFormat(id: WeightFormatId): WeightFormat {
  const format = weightFormats.find((candidate) => candidate.id === id);
  if (format === undefined) throw new RangeError(`There is no weight format "${id}".`);
  return format;
}
