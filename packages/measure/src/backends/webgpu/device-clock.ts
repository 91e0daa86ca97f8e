import { bufferUsage } from '../../gpu/gpu-constants.ts';
import { readBuffer } from '../../gpu/read-buffer.ts';

/** The device's own clock over a series of submissions: a cross-check of the wall's. */
export class DeviceClock {
  readonly #device: GPUDevice;
  readonly #querySet: GPUQuerySet;
  readonly #buffer: GPUBuffer;

  private constructor(device: GPUDevice) {
    this.#device = device;
    this.#querySet = device.createQuerySet({ type: 'timestamp', count: 2 });
    const usage = bufferUsage.queryResolve | bufferUsage.copySource;
    this.#buffer = device.createBuffer({ size: 16, usage });
  }

  /** A clock where the device offers timestamps, or undefined. */
  static create(device: GPUDevice): DeviceClock | undefined {
    return device.features.has('timestamp-query') ? new DeviceClock(device) : undefined;
  }

  /** Stamps the beginning of the first pass and the end of the last. */
  writes(isFirst: boolean, isLast: boolean): GPUComputePassTimestampWrites | undefined {
    if (!isFirst && !isLast) return undefined;
    return {
      querySet: this.#querySet,
      ...(isFirst && { beginningOfPassWriteIndex: 0 }),
      ...(isLast && { endOfPassWriteIndex: 1 }),
    };
  }

  resolve(encoder: GPUCommandEncoder): void {
    encoder.resolveQuerySet(this.#querySet, 0, 2, this.#buffer, 0);
  }

  /** Seconds between the two stamps, or undefined where the driver gives none that make sense. */
  async read(): Promise<number | undefined> {
    const [begin = 0n, end = 0n] = new BigUint64Array(
      await readBuffer(this.#device, this.#buffer, 0, 16),
    );
    return end > begin ? Number(end - begin) * 1e-9 : undefined;
  }

  destroy(): void {
    this.#querySet.destroy();
    this.#buffer.destroy();
  }
}
