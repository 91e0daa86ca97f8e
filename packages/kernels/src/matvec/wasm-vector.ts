import { blockWeights } from '../element-bytes.ts';

/** Kernels turn f16 into f32 that are 2^-112 too small; x makes up for it. */
const halfBias = 2 ** 112;
const blockBytes = 72;
const largestCode = 32_767;

/** Bytes that a vector of `k` elements takes in the form that the kernel of a dtype reads. */
export function vectorBytes(dtype: string, k: number): number {
  return dtype === 'f32' || dtype === 'f16' ? 4 * k : (k / blockWeights) * blockBytes;
}

/** Writes x in the form that the kernel of a dtype reads, by dtype. */
export const vectorWriters: Readonly<
  Record<string, (x: Float32Array, buffer: ArrayBufferLike, address: number) => void>
> = {
  f32: (x, buffer, address) => new Float32Array(buffer, address, x.length).set(x),
  f16(x, buffer, address) {
    const target = new Float32Array(buffer, address, x.length);
    for (let i = 0; i < x.length; i += 16) {
      for (let j = 0; j < 8; j++) {
        target[i + j] = (x[i + 2 * j] ?? 0) * halfBias;
        target[i + 8 + j] = (x[i + 2 * j + 1] ?? 0) * halfBias;
      }
    }
  },
  q8_0: (x, buffer, address) => writeBlocks(x, buffer, address, (place) => place),
  // Per eight weights the kernel takes 0 2, 1 3, 4 6, 5 7: the order in which nibbles lie in lanes.
  q4_0: (x, buffer, address) => writeBlocks(x, buffer, address, nibblePlace),
};

const nibbleOrder = [0, 2, 1, 3, 4, 6, 5, 7];

function nibblePlace(place: number): number {
  return (place & ~7) + (nibbleOrder[place & 7] ?? 0);
}

/** Blocks of 32 i16 codes with their f32 scale and -8 times their sum. */
function writeBlocks(
  x: Float32Array,
  buffer: ArrayBufferLike,
  address: number,
  elementAt: (place: number) => number,
): void {
  for (let block = 0; block * blockWeights < x.length; block++) {
    const values = x.subarray(block * blockWeights, (block + 1) * blockWeights);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = largest === 0 ? 1 : largest / largestCode;
    const at = address + block * blockBytes;
    const codes = new Int16Array(buffer, at, blockWeights);
    let sum = 0;
    for (let place = 0; place < blockWeights; place++) {
      const code = Math.round((values[elementAt(place)] ?? 0) / scale);
      codes[place] = code;
      sum += code;
    }
    new Float32Array(buffer, at + 64, 1)[0] = scale * halfBias;
    new Int32Array(buffer, at + 68, 1)[0] = -8 * sum;
  }
}
