import { reservedBytes } from '@ridgeline/kernels/wasm/memory-layout';

const pageBytes = 65_536;
const mostPages = 65_536;

/**
 * The one shared memory of the engine. It only grows: pages cannot be given back, so problems take
 * their turns from the start of it, and one is prepared at a time.
 */
export class Arena {
  readonly memory: WebAssembly.Memory = new WebAssembly.Memory({
    initial: 1,
    maximum: mostPages,
    shared: true,
  });

  /** First address that a problem may use. */
  readonly base: number = reservedBytes;

  /** Makes every address below `end` usable. */
  reserve(end: number): void {
    const missing = Math.ceil(end / pageBytes) - this.memory.buffer.byteLength / pageBytes;
    if (missing <= 0) return;
    try {
      this.memory.grow(missing);
    } catch (cause) {
      const wanted = `${Math.ceil(end / 1024 ** 2)} MiB`;
      throw new Error(
        `The wasm engine could not have ${wanted} of memory (4 GiB at most): close other programs or choose a smaller size.`,
        { cause },
      );
    }
  }
}
