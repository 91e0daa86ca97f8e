import type { wasmModules } from './modules.ts';

/** Which build of the kernels runs: `relaxed` uses fused multiply-adds, `plain` only baseline SIMD. */
export type WasmModuleName = keyof typeof wasmModules;

/** What the built module exports; arguments are byte addresses and counts (see `wasm/source`). */
export interface WasmExports {
  barrier(sync: number, threads: number): void;
  copy(to: number, from: number, count: number): void;
  scale(to: number, from: number, count: number): void;
  add(to: number, a: number, b: number, count: number): void;
  triad(to: number, b: number, c: number, count: number): void;
  read(sums: number, from: number, count: number): void;
  drawWords(to: number, first: number, count: number, high: number, low: number): void;
  drawFloats(to: number, first: number, count: number, high: number, low: number): void;
  drawSevenBits(to: number, first: number, count: number, high: number, low: number): void;
  mixLines(
    to: number,
    from: number,
    first: number,
    count: number,
    mask: number,
    high: number,
    low: number,
  ): void;
  digestBlocks(to: number, start: number, from: number, blocks: number): void;
  hashLeaves(
    planes: number,
    width: number,
    leaves: number,
    first: number,
    count: number,
    constants: number,
    scratch: number,
  ): void;
  hashNodes(
    planes: number,
    width: number,
    below: number,
    first: number,
    count: number,
    constants: number,
    scratch: number,
  ): void;
  chain(start: number, steps: number): number;
  matvecF32(y: number, w: number, x: number, rows: number, k: number): void;
  matvecF16(y: number, w: number, x: number, rows: number, k: number, mask: number): void;
  matvecQ8(y: number, w: number, x: number, groups: number, k: number, mask: number): void;
  matvecQ4(
    y: number,
    w: number,
    x: number,
    groups: number,
    k: number,
    mask: number,
    nibbleMask: number,
  ): void;
  matmul(
    a: number,
    b: number,
    c: number,
    m: number,
    n: number,
    k: number,
    tileRows: number,
    tileColumns: number,
    rowBlock: number,
    depthBlock: number,
    columnBlock: number,
    taskColumns: number,
    sync: number,
    panel: number,
    own: number,
    thread: number,
    threads: number,
    ofBytes: number,
  ): void;
}
