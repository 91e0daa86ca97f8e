import { expect, it } from 'vitest';
import { encodeOnnxModel } from './onnx-model.ts';

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
