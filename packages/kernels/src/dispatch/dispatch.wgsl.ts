import { defineStreamProgram } from '../stream-wgsl.ts';
import type { WgslProgram } from '../wgsl-program.ts';

/** dispatch on vectors of four. */
export const dispatchWgsl: WgslProgram = defineStreamProgram('dispatch', ['a'], '3.0 * a');
