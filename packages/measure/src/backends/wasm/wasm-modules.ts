import { wasmModules } from '@ridgeline/kernels/wasm/modules';
import type { WasmExports, WasmModuleName } from '@ridgeline/kernels/wasm/wasm-exports';

/** The builds that this engine accepts, compiled. Empty where it has no SIMD or no shared memory. */
export async function compileModules(): Promise<ReadonlyMap<WasmModuleName, WebAssembly.Module>> {
  const compiled = new Map<WasmModuleName, WebAssembly.Module>();
  for (const name of ['relaxed', 'plain'] as const) {
    const bytes = Uint8Array.from(atob(wasmModules[name]), (char) => char.charCodeAt(0));
    if (WebAssembly.validate(bytes)) compiled.set(name, await WebAssembly.compile(bytes));
  }
  return compiled;
}

/** The kernels of one module over a shared memory. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): WasmExports {
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  return instance.exports as unknown as WasmExports;
}
