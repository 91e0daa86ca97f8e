export { barrier } from './barrier';
export { chain } from './chain';
export { matmul } from './matmul';
export { matvecF16, matvecF32 } from './matvec';
export { matvecQ4, matvecQ8 } from './matvec-quantized';
export { add, copy, read, scale, triad } from './stream';
export { tile4x8, tile4x16, tile6x8, tile6x16 } from './tiles';
