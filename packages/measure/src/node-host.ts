/// <reference types="node" />
import type { BackendHost, OptionalPackage } from './backends/backend-definition.ts';
import type { AdapterChoice, GpuAdapter } from './gpu/gpu-adapter.ts';
import { listAdapters } from './gpu/list-adapters.ts';
import { nodeGpu } from './gpu/node-gpu.ts';
import { readRoom } from './room/read-room.ts';
import { threadCounts } from './room/thread-counts.ts';

/** What is known before, or lies elsewhere. */
export interface NodeHostOptions {
  /** The file of the Wasm engine's program, where a bundle has it elsewhere. */
  readonly wasmEngine?: URL;
  /** Those of this process's room when absent. */
  readonly threadCounts?: readonly number[];
  /** The adapter to use; what Dawn prefers when absent. */
  readonly adapter?: AdapterChoice;
}

/** What Node lends to backends. */
export function nodeHost(options: NodeHostOptions = {}): BackendHost {
  return {
    threadCounts: options.threadCounts ?? threadCounts(readRoom()),
    gpu: nodeGpu(load, options.adapter),
    wasmEngine: options.wasmEngine ?? new URL('./backends/wasm/node-engine.ts', import.meta.url),
    load,
  };
}

/**
 * Every GPU adapter of this machine, each device once; in a process of its own only.
 * @throws Error when WebGPU is not installed
 */
export function nodeAdapters(): Promise<GpuAdapter[]> {
  return listAdapters(load);
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
