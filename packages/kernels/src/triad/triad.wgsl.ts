import { defineStreamProgram } from '../stream-wgsl.ts';
import type { WgslProgram } from '../wgsl-program.ts';

/** triad on vectors of four. */
export const triadWgsl: WgslProgram = defineStreamProgram('triad', ['b', 'c'], 'b + 3.0 * c');
