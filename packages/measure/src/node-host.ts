/// <reference types="node" />
import { availableParallelism } from 'node:os';
import type { BackendHost, OptionalPackage } from './backends/backend-definition.ts';
import { nodeGpu } from './gpu/node-gpu.ts';

/**
 * What Node lends to backends.
 * @param wasmEngine the file of the Wasm engine's program, where a bundle has it elsewhere
 */
export function nodeHost(
  wasmEngine: URL = new URL('./backends/wasm/node-engine.ts', import.meta.url),
): BackendHost {
  return { threads: availableParallelism(), gpu: nodeGpu(load), wasmEngine, load };
}

async function load({ name, words }: OptionalPackage): Promise<unknown> {
  try {
    return await import(/* @vite-ignore */ name);
  } catch (cause) {
    // The error's own message names folders of this machine, which are nobody's business.
    const known = words === undefined ? '' : ` (${words})`;
    throw new Error(`The optional package ${name} is not installed${known}: npm install ${name}`, {
      cause,
    });
  }
}
