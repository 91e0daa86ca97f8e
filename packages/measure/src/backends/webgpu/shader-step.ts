/** A compiled shader with its buffers. */
export interface ShaderStep {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly groups: readonly [number, number];
}

/** Binds buffers to a pipeline in their order. */
export function bindStep(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  buffers: readonly GPUBuffer[],
  groups: readonly [number, number],
): ShaderStep {
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const layout = pipeline.getBindGroupLayout(0);
  return { pipeline, bindGroup: device.createBindGroup({ layout, entries }), groups };
}

/** Compiles WGSL whose entry point is `main`. */
export function compileShader(device: GPUDevice, code: string): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ code });
  return device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module, entryPoint: 'main' },
  });
}

/** Compiles and binds. */
export async function shaderStep(
  device: GPUDevice,
  code: string,
  buffers: readonly GPUBuffer[],
  groups: readonly [number, number],
): Promise<ShaderStep> {
  return bindStep(device, await compileShader(device, code), buffers, groups);
}

/** Records a step. */
export function recordStep(pass: GPUComputePassEncoder, step: ShaderStep): void {
  pass.setPipeline(step.pipeline);
  pass.setBindGroup(0, step.bindGroup);
  pass.dispatchWorkgroups(...step.groups);
}
