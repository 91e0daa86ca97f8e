// The steps of challenges (src/verification) on one thread's part. Counts are in words of 32 bits and
// multiples of 8.

/** Word `index` of a lane whose first key word is `high`. */
function drawn(index: v128, high: v128, low: v128): v128 {
  let h = v128.xor(index, high);
  h = v128.xor(h, i32x4.shr_u(h, 16));
  h = i32x4.mul(h, i32x4.splat(0x7feb352d));
  h = i32x4.add(v128.xor(h, i32x4.shr_u(h, 15)), low);
  h = i32x4.mul(h, i32x4.splat(0x846ca68b));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

function drawnWord(index: i32, high: i32, low: i32): i32 {
  let h = (index * 0x9e3779b1) ^ high;
  h ^= h >>> 16;
  h *= 0x7feb352d;
  h = (h ^ (h >>> 15)) + low;
  h *= 0x846ca68b;
  return h ^ (h >>> 16);
}

/** Indices from `first` on, already multiplied as the draw does. */
function indices(first: i32): v128 {
  return i32x4.mul(i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3)), i32x4.splat(0x9e3779b1));
}

/** Drawn words as they are: bytes of eight bits, or an array that is to be mixed. */
export function drawWords(to: usize, first: i32, count: i32, high: i32, low: i32): void {
  const highs = i32x4.splat(high);
  const lows = i32x4.splat(low);
  const step = i32x4.splat(8 * 0x9e3779b1);
  let even = indices(first);
  let odd = indices(first + 4);
  for (let i: usize = 0, end = (<usize>count) << 2; i < end; i += 32) {
    v128.store(to + i, drawn(even, highs, lows));
    v128.store(to + i, drawn(odd, highs, lows), 16);
    even = i32x4.add(even, step);
    odd = i32x4.add(odd, step);
  }
}

/** f32 in [-1, 1) of 24 bits. */
export function drawFloats(to: usize, first: i32, count: i32, high: i32, low: i32): void {
  const highs = i32x4.splat(high);
  const lows = i32x4.splat(low);
  const step = i32x4.splat(8 * 0x9e3779b1);
  const scale = f32x4.splat(1.1920928955078125e-7);
  let even = indices(first);
  let odd = indices(first + 4);
  for (let i: usize = 0, end = (<usize>count) << 2; i < end; i += 32) {
    const v0 = f32x4.convert_i32x4_s(i32x4.shr_s(drawn(even, highs, lows), 8));
    const v1 = f32x4.convert_i32x4_s(i32x4.shr_s(drawn(odd, highs, lows), 8));
    v128.store(to + i, f32x4.mul(v0, scale));
    v128.store(to + i, f32x4.mul(v1, scale), 16);
    even = i32x4.add(even, step);
    odd = i32x4.add(odd, step);
  }
}

/** Bytes of seven bits, 64 added to each, as `matmul` takes its second array. */
export function drawSevenBits(to: usize, first: i32, count: i32, high: i32, low: i32): void {
  const highs = i32x4.splat(high);
  const lows = i32x4.splat(low);
  const step = i32x4.splat(8 * 0x9e3779b1);
  const signs = i32x4.splat(0x80808080);
  const seven = i32x4.splat(0x7f7f7f7f);
  let even = indices(first);
  let odd = indices(first + 4);
  for (let i: usize = 0, end = (<usize>count) << 2; i < end; i += 32) {
    const v0 = i32x4.shr_u(v128.xor(drawn(even, highs, lows), signs), 1);
    const v1 = i32x4.shr_u(v128.xor(drawn(odd, highs, lows), signs), 1);
    v128.store(to + i, v128.and(v0, seven));
    v128.store(to + i, v128.and(v1, seven), 16);
    even = i32x4.add(even, step);
    odd = i32x4.add(odd, step);
  }
}

function mixed(own: v128, other: v128, multiplier: v128): v128 {
  // The next word of the other line.
  const turned = i8x16.shuffle(other, other, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
  const sum = i32x4.add(own, i32x4.mul(turned, multiplier));
  return v128.xor(sum, i32x4.shr_u(sum, 15));
}

/** Mixes lines `first` … of `from` into `to`, each with another one of the whole array. */
export function mixLines(
  to: usize,
  from: usize,
  first: i32,
  count: i32,
  mask: i32,
  high: i32,
  low: i32,
): void {
  const multiplier = i32x4.splat(0x2c1b3c6d);
  for (let line = first, end = first + count; line < end; line++) {
    const own = from + ((<usize>line) << 6);
    const other = from + ((<usize>(drawnWord(line, high, low) & mask)) << 6);
    const target = to + ((<usize>line) << 6);
    v128.store(target, mixed(v128.load(own), v128.load(other, 16), multiplier));
    v128.store(target, mixed(v128.load(own, 16), v128.load(other, 32), multiplier), 16);
    v128.store(target, mixed(v128.load(own, 32), v128.load(other, 48), multiplier), 32);
    v128.store(target, mixed(v128.load(own, 48), v128.load(other), multiplier), 48);
  }
}

function fold(lane: v128, multiplier: v128): v128 {
  const product = i32x4.mul(lane, multiplier);
  return v128.xor(product, i32x4.shr_u(product, 15));
}

function foldWord(word: i32): i32 {
  const product = word * 0x7feb352d;
  return product ^ (product >>> 15);
}

/** Digests of blocks of 1024 words, a word each, from lanes that begin with the 32 words at `start`. */
export function digestBlocks(to: usize, start: usize, from: usize, blocks: i32): void {
  const multiplier = i32x4.splat(0x7feb352d);
  for (let block = 0; block < blocks; block++) {
    let l0 = v128.load(start);
    let l1 = v128.load(start, 16);
    let l2 = v128.load(start, 32);
    let l3 = v128.load(start, 48);
    let l4 = v128.load(start, 64);
    let l5 = v128.load(start, 80);
    let l6 = v128.load(start, 96);
    let l7 = v128.load(start, 112);
    for (let i = from, end = from + 4096; i < end; i += 512) {
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
    l0 = fold(v128.xor(l0, l1), multiplier);
    l0 = fold(v128.xor(l0, l2), multiplier);
    l0 = fold(v128.xor(l0, l3), multiplier);
    l0 = fold(v128.xor(l0, l4), multiplier);
    l0 = fold(v128.xor(l0, l5), multiplier);
    l0 = fold(v128.xor(l0, l6), multiplier);
    l0 = fold(v128.xor(l0, l7), multiplier);
    let word = foldWord(i32x4.extract_lane(l0, 0));
    word = foldWord(word ^ i32x4.extract_lane(l0, 1));
    word = foldWord(word ^ i32x4.extract_lane(l0, 2));
    store<i32>(to, foldWord(word ^ i32x4.extract_lane(l0, 3)));
    from += 4096;
    to += 4;
  }
}
