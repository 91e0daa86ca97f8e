/// <reference types="node" />
import { expect, it } from 'vitest';
import { assertConforms, conformanceProblems } from '../../conformance-problems.ts';
import { createNodeOnnxruntimeBackend } from './node-onnxruntime-backend.ts';
import { encodeOnnxModel } from './onnx-model.ts';

/** Not a dependency of this repository: 288 MB. Set it to the package's folder to run the operators. */
const installed = process.env.RIDGELINE_ONNXRUNTIME ?? 'onnxruntime-node';

it('answers within the tolerance where the package is installed, and names it where not', async () => {
  const load = () => import(/* @vite-ignore */ installed);
  const backend = createNodeOnnxruntimeBackend({ threads: 2, load });
  const probe = await backend.probe();
  if (!probe.isAvailable) {
    expect(probe.reason).toMatch(/onnxruntime-node is not installed/);
    return;
  }
  for (const problem of conformanceProblems(backend)) await assertConforms(backend, problem);
});

it('writes a model in the protobuf form of ONNX', () => {
  const model = encodeOnnxModel({
    ...{ type: 'MatMul', domain: '', integers: {}, inputShape: [1, 1], outputShape: [1, 1] },
    ...({ inputType: 'f32', outputType: 'f32' } as const),
    constants: [{ name: 'b', type: 'f32', shape: [1, 1], bytes: new Uint8Array(4) }],
  });
  // ir_version 8, then the graph (field 7) with its length.
  expect([...model.subarray(0, 3)]).toEqual([0x08, 8, 0x3a]);
  expect(model.length).toBe(2 + 2 + (model[3] ?? 0) + 6);
});
