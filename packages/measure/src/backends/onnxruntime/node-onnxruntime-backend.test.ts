/// <reference types="node" />
import { referenceOf } from '@ridgeline/kernels/references';
import { kernelSpecs } from '@ridgeline/kernels/specs';
import { expect, it } from 'vitest';
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
  for (const kernel of kernelSpecs) {
    for (const dtype of kernel.dtypes.filter((each) => backend.supports(kernel.id, each))) {
      for (const size of kernel.checkSizes) {
        const problem = { dtype, size, seed: 7, values: 'random' } as const;
        const prepared = await backend.prepare({ ...problem, kernel, copies: 2 });
        await prepared.execute(3);
        const read = (from: number, count: number) => prepared.readOutput(from, count);
        const error = await referenceOf(kernel.id).verify({ ...problem, read });
        await prepared.dispose();
        expect(error, `${kernel.id} ${dtype}`).toBeLessThanOrEqual(kernel.tolerance(dtype, size));
      }
    }
  }
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
