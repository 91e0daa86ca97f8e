const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** One round of SHA-256 (FIPS 180-4) with the state's names turned by `turn`. */
function round(turn: number): string {
  const [a, b, c, d, e, f, g, h] = names.map((_, i) => names[(i - turn + 8) % 8]);
  return `
    w = v128.load(message + (((t + ${turn}) & 15) << 4));
    if (t >= 16) {
      const near = v128.load(message + (((t + ${turn + 1}) & 15) << 4));
      const last = v128.load(message + (((t + ${turn + 14}) & 15) << 4));
      const s0 = v128.xor(v128.xor(turned(near, 7), turned(near, 18)), i32x4.shr_u(near, 3));
      const s1 = v128.xor(v128.xor(turned(last, 17), turned(last, 19)), i32x4.shr_u(last, 10));
      const far = v128.load(message + (((t + ${turn + 9}) & 15) << 4));
      w = i32x4.add(i32x4.add(w, s0), i32x4.add(far, s1));
      v128.store(message + (((t + ${turn}) & 15) << 4), w);
    }
    x = v128.xor(v128.xor(turned(${e}, 6), turned(${e}, 11)), turned(${e}, 25));
    x = i32x4.add(x, v128.xor(${g}, v128.and(${e}, v128.xor(${f}, ${g}))));
    x = i32x4.add(i32x4.add(x, v128.load32_splat(constants + ((t + ${turn}) << 2))), i32x4.add(w, ${h}));
    ${d} = i32x4.add(${d}, x);
    y = v128.xor(v128.xor(turned(${a}, 2), turned(${a}, 13)), turned(${a}, 22));
    y = i32x4.add(y, v128.or(v128.and(${a}, ${b}), v128.and(${c}, v128.or(${a}, ${b}))));
    ${h} = i32x4.add(x, y);`;
}

/**
 * SHA-256 of four messages at once, a lane each, in 128-bit vectors: WebAssembly has no instruction for it,
 * and a call of the host's for each leaf would cost more than the hash. `constants` points to the 64 round
 * constants followed by the initial state.
 */
export function hashSource(): string {
  const state = names.map((name, i) => `  let ${name} = v128.load(state, ${16 * i});`);
  const sums = names.map(
    (name, i) => `  v128.store(state, i32x4.add(${name}, v128.load(state, ${16 * i})), ${16 * i});`,
  );
  const rounds = Array.from({ length: 8 }, (_, turn) => round(turn));
  return `// Written by wasm/hash-source.ts.
// @ts-ignore: decorator
@inline
function turned(x: v128, by: i32): v128 {
  return v128.or(i32x4.shr_u(x, by), i32x4.shl(x, 32 - by));
}

/** Adds a block of 16 vectors at \`message\`, which it overwrites, to the state. */
export function compress(state: usize, message: usize, constants: usize): void {
${state.join('\n')}
  let w: v128, x: v128, y: v128;
  for (let t: usize = 0; t < 64; t += 8) {${rounds.join('\n')}
  }
${sums.join('\n')}
}

function begin(state: usize, constants: usize): void {
  for (let i: usize = 0; i < 8; i++) {
    v128.store(state + (i << 4), v128.load32_splat(constants + 256 + (i << 2)));
  }
}

/** The last block of a message of whole blocks. */
function pad(message: usize, bytes: i32): void {
  v128.store(message, i32x4.splat(0x80000000));
  for (let i: usize = 1; i < 15; i++) v128.store(message + (i << 4), i32x4.splat(0));
  v128.store(message, i32x4.splat(bytes << 3), 240);
}

/**
 * Hashes of leaves \`first\` … of 1 KiB each, word by word into planes of \`width\` words. \`scratch\` has room
 * for 384 bytes.
 */
export function hashLeaves(
  planes: usize,
  width: i32,
  leaves: usize,
  first: i32,
  count: i32,
  constants: usize,
  scratch: usize,
): void {
  const message = scratch + 128;
  for (let leaf = first, end = first + count; leaf < end; leaf += 4) {
    begin(scratch, constants);
    const from = leaves + ((<usize>leaf) << 10);
    for (let block = from, last = from + 1024; block < last; block += 64) {
      for (let i: usize = 0; i < 64; i += 16) {
        const r0 = v128.load(block + i);
        const r1 = v128.load(block + i, 1024);
        const r2 = v128.load(block + i, 2048);
        const r3 = v128.load(block + i, 3072);
        const low01 = i8x16.shuffle(r0, r1, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
        const low23 = i8x16.shuffle(r2, r3, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
        const high01 = i8x16.shuffle(r0, r1, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
        const high23 = i8x16.shuffle(r2, r3, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
        const to = message + (i << 2);
        v128.store(to, i8x16.shuffle(low01, low23, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
        v128.store(to, i8x16.shuffle(low01, low23, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 16);
        v128.store(to, i8x16.shuffle(high01, high23, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23), 32);
        v128.store(to, i8x16.shuffle(high01, high23, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 48);
      }
      compress(scratch, message, constants);
    }
    pad(message, 1024);
    compress(scratch, message, constants);
    for (let i: usize = 0; i < 8; i++) {
      v128.store(planes + (((i * <usize>width) + <usize>leaf) << 2), v128.load(scratch + (i << 4)));
    }
  }
}

/** Hashes of nodes \`first\` … from the planes below them, which are twice as wide. */
export function hashNodes(
  planes: usize,
  width: i32,
  below: usize,
  first: i32,
  count: i32,
  constants: usize,
  scratch: usize,
): void {
  const message = scratch + 128;
  const half = (<usize>width) << 2;
  for (let node = first, end = first + count; node < end; node += 4) {
    begin(scratch, constants);
    const at = below + ((<usize>node) << 2);
    for (let i: usize = 0; i < 8; i++) {
      v128.store(message + (i << 4), v128.load(at + i * 2 * half));
      v128.store(message + (i << 4), v128.load(at + i * 2 * half + half), 128);
    }
    compress(scratch, message, constants);
    pad(message, 64);
    compress(scratch, message, constants);
    for (let i: usize = 0; i < 8; i++) {
      v128.store(planes + (((i * <usize>width) + <usize>node) << 2), v128.load(scratch + (i << 4)));
    }
  }
}
`;
}
