import { layOut } from '@ridgeline/kernels/wasm/memory-layout';
import { tuningName } from '@ridgeline/kernels/wasm/tuning';
import type { WasmProblem } from '@ridgeline/kernels/wasm-program';
import type { Prepared } from '../backend.ts';
import type { Arena } from './arena.ts';
import { findWasmProgram } from './programs.ts';
import type { Team } from './team.ts';

/** Lays a problem out in the arena, where the one before it lay, and has the team fill it. */
export async function prepareOnTeam(
  team: Team,
  arena: Arena,
  problem: WasmProblem,
): Promise<Omit<Required<Prepared>, 'dispose' | 'reachedSize'>> {
  const program = findWasmProgram(problem.kernel, problem.dtype);
  if (program === undefined) {
    throw new Error(`The wasm engine has no program for ${problem.kernel} ${problem.dtype}.`);
  }
  const { addresses, end } = layOut(arena.base, program.lengths(problem));
  arena.reserve(end);
  const { memory } = arena;
  await team.ask(() => ({ type: 'prepare', memory, problem, addresses }), problem.threads);
  return {
    // The tile matters to the product alone; the module to every kernel.
    variant: program.isTiled ? tuningName(problem.tuning) : problem.tuning.module,
    async execute(times) {
      const answers = await team.ask(() => ({ type: 'execute', times }), problem.threads);
      const seconds = answers.map((answer) =>
        answer.type === 'done' ? answer.seconds : undefined,
      );
      // The longest: a thread that lost its core before its clock started has seen too little, while
      // others did its tasks.
      const longest = Math.max(...seconds.map((each) => each ?? Number.NaN));
      if (Number.isNaN(longest)) throw new Error('The engine gave no time.');
      return { seconds: longest };
    },
    async readOutput(from, count) {
      const answer = program.answer(problem, memory.buffer, addresses);
      return Array.from({ length: count }, (_, i) => answer[from + i] ?? Number.NaN);
    },
  };
}
