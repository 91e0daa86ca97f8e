import { defineStreamProgram } from '../stream-wgsl.ts';
import type { WgslProgram } from '../wgsl-program.ts';

/** copy on vectors of four. */
export const copyWgsl: WgslProgram = defineStreamProgram('copy', ['a'], 'a');
