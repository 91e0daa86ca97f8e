/// <reference types="node" />
import { tuningCandidates } from '@ridgeline/kernels/wasm/tuning';
import type { ProofRequest, Prover } from '../prover.ts';
import { Arena } from './arena.ts';
import { startNodeThread } from './node-threads.ts';
import { type MultiplyElsewhere, proveOnTeam } from './prove-on-team.ts';
import { Team } from './team.ts';
import { compileModules } from './wasm-modules.ts';

/**
 * A proof of an engine whose products work on arrays of the host: threads of the Wasm engine draw the
 * inputs and hash the answers in one shared memory, and the engine multiplies between them.
 */
export async function proveOnHost(
  { threads, wasmEngine }: { readonly threads: number; readonly wasmEngine: URL },
  request: ProofRequest,
  multiply: MultiplyElsewhere,
): Promise<Prover> {
  const modules = await compileModules();
  const [tuning] = tuningCandidates([...modules.keys()]);
  if (tuning === undefined)
    throw new Error('This Node has no WebAssembly SIMD with shared memory.');
  const team = new Team(Array.from({ length: threads }, () => startNodeThread(wasmEngine)));
  try {
    await team.ask((index) => ({ type: 'start', index, modules }));
    const lent = { team, arena: new Arena(), threads, tuning };
    const prover = await proveOnTeam(lent, request, multiply);
    return { ...prover, dispose: () => team.terminate() };
  } catch (error) {
    await team.terminate();
    throw error;
  }
}
