const softwareNames = /llvmpipe|lavapipe|softpipe|swiftshader|basic render|\bwarp\b/i;

/** What WebGPU says of an adapter, as far as it helps to recognise one that is drawn by the CPU. */
export interface AdapterNames {
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter?: boolean;
}

/**
 * Whether the CPU draws for this adapter. `isFallbackAdapter` alone is not enough: Mesa's llvmpipe
 * behind OpenGL ES does not set it.
 */
export function isSoftwareAdapter(info: AdapterNames): boolean {
  if (info.isFallbackAdapter === true) return true;
  return softwareNames.test(`${info.architecture} ${info.device} ${info.description}`);
}
