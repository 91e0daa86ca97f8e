import { fillInput, inputSeed } from '../input-values.ts';
import { dimension } from '../kernel-spec.ts';
import { addressOf, type WasmProgram } from '../wasm-program.ts';

/** 64 elements scaled by the first thread while the team waits: what starting and joining it costs. */
export const dispatchWasm: WasmProgram = {
  kernel: 'dispatch',
  dtypes: ['f32'],
  lengths: ({ size }) => [4 * dimension(size, 'elements'), 4 * dimension(size, 'elements')],
  work(problem, { wasm, buffer, addresses, index, barrier }) {
    const elements = dimension(problem.size, 'elements');
    const [to, from] = [addressOf(addresses, 0), addressOf(addresses, 1)];
    return {
      fill() {
        if (index !== 0) return;
        new Float32Array(buffer, to, elements).fill(-1);
        const target = new Float32Array(buffer, from, elements);
        fillInput(target, inputSeed(problem.seed, 0), problem.values);
      },
      run(times) {
        for (let i = 0; i < times; i++) {
          barrier();
          if (index === 0) wasm.scale(to, from, elements);
          barrier();
        }
      },
    };
  },
  answer: ({ size }, buffer, addresses) =>
    new Float32Array(buffer, addressOf(addresses, 0), dimension(size, 'elements')),
};
