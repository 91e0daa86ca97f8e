import { defineStreamProgram } from '../stream-wgsl.ts';
import type { WgslProgram } from '../wgsl-program.ts';

/** scale on vectors of four. */
export const scaleWgsl: WgslProgram = defineStreamProgram('scale', ['a'], '3.0 * a');
