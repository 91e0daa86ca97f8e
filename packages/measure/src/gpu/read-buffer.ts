import { bufferUsage, mapModeRead } from './gpu-constants.ts';

/** Copies part of a device buffer to the host; waits for all work submitted before. */
export async function readBuffer(
  device: GPUDevice,
  buffer: GPUBuffer,
  fromBytes: number,
  bytes: number,
): Promise<ArrayBuffer> {
  // Copies move whole 4-byte words from 4-byte boundaries, which every f32 range satisfies.
  const staging = device.createBuffer({
    size: bytes,
    usage: bufferUsage.mapRead | bufferUsage.copyTarget,
  });
  try {
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, fromBytes, staging, 0, bytes);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(mapModeRead);
    return staging.getMappedRange().slice(0);
  } finally {
    staging.destroy();
  }
}
