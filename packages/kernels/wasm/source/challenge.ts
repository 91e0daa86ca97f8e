// The steps of a read challenge (src/verification/challenge-read.ts) on one thread's blocks. Counts are
// in words of 32 bits and multiples of 32.

/** Words of the array before any mixing, from the word with this index on. */
export function drawWords(to: usize, first: i32, count: i32, high: i32, low: i32): void {
  const multiplier = i32x4.splat(0x9e3779b1);
  const highs = i32x4.splat(high);
  const lows = i32x4.splat(low);
  const step = i32x4.splat(8);
  let even = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  let odd = i32x4.add(even, i32x4.splat(4));
  for (let i: usize = 0, end = (<usize>count) << 2; i < end; i += 32) {
    const v0 = v128.xor(i32x4.mul(v128.xor(even, highs), multiplier), lows);
    const v1 = v128.xor(i32x4.mul(v128.xor(odd, highs), multiplier), lows);
    v128.store(to + i, v128.xor(v0, i32x4.shr_u(v0, 15)));
    v128.store(to + i, v128.xor(v1, i32x4.shr_u(v1, 15)), 16);
    even = i32x4.add(even, step);
    odd = i32x4.add(odd, step);
  }
}

/** to = from ^ multiplier · other. */
export function mixWords(to: usize, from: usize, other: usize, count: i32, multiplier: i32): void {
  const factor = i32x4.splat(multiplier);
  for (let i: usize = 0, end = (<usize>count) << 2; i < end; i += 32) {
    const v0 = i32x4.mul(v128.load(other + i), factor);
    const v1 = i32x4.mul(v128.load(other + i, 16), factor);
    v128.store(to + i, v128.xor(v128.load(from + i), v0));
    v128.store(to + i, v128.xor(v128.load(from + i, 16), v1), 16);
  }
}

function fold(lane: v128, multiplier: v128): v128 {
  const product = i32x4.mul(lane, multiplier);
  return v128.xor(product, i32x4.shr_u(product, 15));
}

/** Lanes of the digests of some blocks, 32 words each, from the same start for every block. */
export function digestBlocks(
  lanes: usize,
  start: usize,
  from: usize,
  blocks: i32,
  blockWords: i32,
): void {
  const multiplier = i32x4.splat(0x7feb352d);
  const blockBytes = (<usize>blockWords) << 2;
  for (let block = 0; block < blocks; block++) {
    let l0 = v128.load(start);
    let l1 = v128.load(start, 16);
    let l2 = v128.load(start, 32);
    let l3 = v128.load(start, 48);
    let l4 = v128.load(start, 64);
    let l5 = v128.load(start, 80);
    let l6 = v128.load(start, 96);
    let l7 = v128.load(start, 112);
    for (let i = from, end = from + blockBytes; i < end; i += 512) {
      l0 = i32x4.add(l0, v128.load(i));
      l1 = i32x4.add(l1, v128.load(i, 16));
      l2 = i32x4.add(l2, v128.load(i, 32));
      l3 = i32x4.add(l3, v128.load(i, 48));
      l4 = i32x4.add(l4, v128.load(i, 64));
      l5 = i32x4.add(l5, v128.load(i, 80));
      l6 = i32x4.add(l6, v128.load(i, 96));
      l7 = i32x4.add(l7, v128.load(i, 112));
      l0 = v128.xor(l0, v128.load(i, 128));
      l1 = v128.xor(l1, v128.load(i, 144));
      l2 = v128.xor(l2, v128.load(i, 160));
      l3 = v128.xor(l3, v128.load(i, 176));
      l4 = v128.xor(l4, v128.load(i, 192));
      l5 = v128.xor(l5, v128.load(i, 208));
      l6 = v128.xor(l6, v128.load(i, 224));
      l7 = v128.xor(l7, v128.load(i, 240));
      l0 = i32x4.add(l0, v128.load(i, 256));
      l1 = i32x4.add(l1, v128.load(i, 272));
      l2 = i32x4.add(l2, v128.load(i, 288));
      l3 = i32x4.add(l3, v128.load(i, 304));
      l4 = i32x4.add(l4, v128.load(i, 320));
      l5 = i32x4.add(l5, v128.load(i, 336));
      l6 = i32x4.add(l6, v128.load(i, 352));
      l7 = i32x4.add(l7, v128.load(i, 368));
      l0 = v128.xor(l0, v128.load(i, 384));
      l1 = v128.xor(l1, v128.load(i, 400));
      l2 = v128.xor(l2, v128.load(i, 416));
      l3 = v128.xor(l3, v128.load(i, 432));
      l4 = v128.xor(l4, v128.load(i, 448));
      l5 = v128.xor(l5, v128.load(i, 464));
      l6 = v128.xor(l6, v128.load(i, 480));
      l7 = v128.xor(l7, v128.load(i, 496));
      l0 = fold(l0, multiplier);
      l1 = fold(l1, multiplier);
      l2 = fold(l2, multiplier);
      l3 = fold(l3, multiplier);
      l4 = fold(l4, multiplier);
      l5 = fold(l5, multiplier);
      l6 = fold(l6, multiplier);
      l7 = fold(l7, multiplier);
    }
    v128.store(lanes, l0);
    v128.store(lanes, l1, 16);
    v128.store(lanes, l2, 32);
    v128.store(lanes, l3, 48);
    v128.store(lanes, l4, 64);
    v128.store(lanes, l5, 80);
    v128.store(lanes, l6, 96);
    v128.store(lanes, l7, 112);
    from += blockBytes;
    lanes += 128;
  }
}
