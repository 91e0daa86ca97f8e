/**
 * Kind of device that each backend runs on. A backend that is not here, a newer agent's, may run on any;
 * a test of `packages/measure` compares the list with the backends that there are.
 */
export const backendDevices: Readonly<Record<string, 'cpu' | 'gpu'>> = {
  wasm: 'cpu',
  'wasm-1thread': 'cpu',
  blas: 'cpu',
  onnxruntime: 'cpu',
  'gpujs-cpu': 'cpu',
  'gpujs-webasm': 'cpu',
  webgpu: 'gpu',
  'gpujs-webgpu': 'gpu',
  'gpujs-headlessgl': 'gpu',
};
