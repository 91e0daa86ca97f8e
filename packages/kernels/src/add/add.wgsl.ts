import { defineStreamProgram } from '../stream-wgsl.ts';
import type { WgslProgram } from '../wgsl-program.ts';

/** add on vectors of four. */
export const addWgsl: WgslProgram = defineStreamProgram('add', ['a', 'b'], 'a + b');
