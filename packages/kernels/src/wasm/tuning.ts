import type { WasmModuleName } from './wasm-exports.ts';

/** How the matrix multiply is blocked, and which build of the kernels runs everything. */
export interface WasmTuning {
  readonly module: WasmModuleName;
  readonly tileRows: number;
  readonly tileColumns: number;
  /** Depth (k) of one packed panel: a sliver of B must stay in the first cache. */
  readonly depthBlock: number;
}

/** A tuning and what it reached on one thread, verified. */
export interface TunedRate {
  readonly tuning: WasmTuning;
  readonly computeFlopsPerSecond: number;
}

const tiles = [
  [6, 16],
  [4, 16],
  [6, 8],
  [4, 8],
] as const;

/** Everything that is tried. */
export function tuningCandidates(modules: readonly WasmModuleName[]): WasmTuning[] {
  return modules.flatMap((module) =>
    tiles.flatMap(([tileRows, tileColumns]) =>
      [256, 384].map((depthBlock) => ({ module, tileRows, tileColumns, depthBlock })),
    ),
  );
}

/** How a tuning is written in the record, e.g. `relaxed-6x16-k384`. */
export function tuningName(tuning: WasmTuning): string {
  return `${tuning.module}-${tuning.tileRows}x${tuning.tileColumns}-k${tuning.depthBlock}`;
}
