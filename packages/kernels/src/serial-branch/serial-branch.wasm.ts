import { dimension } from '../kernel-spec.ts';
import { addressOf, type WasmProgram } from '../wasm-program.ts';
import { chainStart } from './chain.ts';

/** The chain on the first thread: it cannot be shared out. */
export const serialBranchWasm: WasmProgram = {
  kernel: 'serial-branch',
  dtypes: ['i32'],
  lengths: () => [4],
  work(problem, { wasm, buffer, addresses, index }) {
    const answer = new Uint32Array(buffer, addressOf(addresses, 0), 1);
    return {
      fill() {
        if (index === 0) answer[0] = 0;
      },
      run(times) {
        if (index !== 0) return;
        const start = chainStart(problem.seed) | 0;
        for (let i = 0; i < times; i++) {
          answer[0] = wasm.chain(start, dimension(problem.size, 'steps'));
        }
      },
    };
  },
  answer: (_problem, buffer, addresses) => new Uint32Array(buffer, addressOf(addresses, 0), 1),
};
