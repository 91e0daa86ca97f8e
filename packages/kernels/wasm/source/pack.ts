/**
 * Packs `rows` × `depth` of A into one sliver: for each p the tile's rows side by side, rows past
 * `rows` as zeros. The main part transposes four rows by four columns at a time.
 */
export function packRows(
  to: usize,
  from: usize,
  stride: usize,
  rows: i32,
  depth: i32,
  tileRows: i32,
): void {
  const step = (<usize>tileRows) << 2;
  let first = 0;
  if (rows === tileRows) {
    for (; first + 4 <= tileRows; first += 4) {
      packFour(to + ((<usize>first) << 2), from + <usize>first * stride, stride, depth, step);
    }
  }
  for (; first < tileRows; first++) {
    const source = from + <usize>first * stride;
    let target = to + ((<usize>first) << 2);
    for (let p = 0; p < depth; p++, target += step) {
      f32.store(target, first < rows ? f32.load(source + ((<usize>p) << 2)) : 0);
    }
  }
}

/** -64 times the sum of the `depth` words of four signed bytes in each of `rows` rows. */
export function packBias(to: usize, from: usize, stride: usize, rows: i32, depth: i32): void {
  const bytes = (<usize>depth) << 2;
  const whole = bytes & ~15;
  for (let i = 0; i < rows; i++, to += 4, from += stride) {
    let sums = i32x4.splat(0);
    for (let p: usize = 0; p < whole; p += 16) {
      const pairs = i16x8.extadd_pairwise_i8x16_s(v128.load(from + p));
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_s(pairs));
    }
    let sum =
      i32x4.extract_lane(sums, 0) +
      i32x4.extract_lane(sums, 1) +
      (i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3));
    for (let p = whole; p < bytes; p++) sum += <i32>load<i8>(from + p);
    i32.store(to, -64 * sum);
  }
}

function packFour(to: usize, from: usize, stride: usize, depth: i32, step: usize): void {
  const from1 = from + stride;
  const from2 = from1 + stride;
  const from3 = from2 + stride;
  let p: usize = 0;
  const whole = (<usize>(depth & ~3)) << 2;
  for (; p < whole; p += 16) {
    const a = v128.load(from + p);
    const b = v128.load(from1 + p);
    const c = v128.load(from2 + p);
    const d = v128.load(from3 + p);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const ef = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const gh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
    to += step;
    v128.store(to, v128.shuffle<f64>(ab, cd, 1, 3));
    to += step;
    v128.store(to, v128.shuffle<f64>(ef, gh, 0, 2));
    to += step;
    v128.store(to, v128.shuffle<f64>(ef, gh, 1, 3));
    to += step;
  }
  for (const end = (<usize>depth) << 2; p < end; p += 4, to += step) {
    f32.store(to, f32.load(from + p));
    f32.store(to, f32.load(from1 + p), 4);
    f32.store(to, f32.load(from2 + p), 8);
    f32.store(to, f32.load(from3 + p), 12);
  }
}

/** Packs `depth` rows of B, `columns` wide, into one sliver of `tileColumns`, zeros past `columns`. */
export function packColumns(
  to: usize,
  from: usize,
  stride: usize,
  columns: i32,
  depth: i32,
  tileColumns: i32,
): void {
  if (columns === tileColumns) {
    if (tileColumns === 16) pack16(to, from, stride, depth);
    else pack8(to, from, stride, depth);
    return;
  }
  for (let p = 0; p < depth; p++, from += stride) {
    for (let j = 0; j < tileColumns; j++, to += 4) {
      f32.store(to, j < columns ? f32.load(from + ((<usize>j) << 2)) : 0);
    }
  }
}

function pack16(to: usize, from: usize, stride: usize, depth: i32): void {
  for (let p = 0; p < depth; p++, from += stride, to += 64) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    v128.store(to, v128.load(from, 32), 32);
    v128.store(to, v128.load(from, 48), 48);
  }
}

function pack8(to: usize, from: usize, stride: usize, depth: i32): void {
  for (let p = 0; p < depth; p++, from += stride, to += 32) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
  }
}
