import { pageBytes } from '@ridgeline/kernels/capacity/pages';

/** Memory that the system keeps free whatever happens. */
const reserveBytes = 1024 ** 3;

/** Longest time for taking memory; hosts that hand out pages slowly are told so in the record. */
const longestSeconds = 15;

/** What taking memory piece by piece ended with. */
export interface Grown {
  readonly bytes: number;
  /** Why it ended: the ceiling, a refusal, the reserve that is left to the host, or the time. */
  readonly end: 'stopped-by-ceiling' | 'stopped-by-refusal' | 'stopped-by-host' | 'stopped-by-time';
}

/** Options of {@link grow}. */
export interface GrowOptions {
  readonly ceilingBytes: number;
  readonly pieceBytes: number;
  /** Takes, writes and thereby really has one piece more; false when it is refused. */
  add(bytes: number, firstPage: number): Promise<boolean>;
  /** What the host could still give; undefined where nobody knows, as in browsers. */
  availableBytes(): number | undefined;
}

/**
 * Takes pieces until the ceiling, a refusal, or until the next one would touch the host's reserve: the
 * system must never have to kill anything. Integrated GPUs take the host's memory, so the reserve is
 * looked at for every kind of device.
 */
export async function grow(options: GrowOptions): Promise<Grown> {
  const deadline = performance.now() + 1000 * longestSeconds;
  let bytes = 0;
  while (bytes < options.ceilingBytes) {
    if (performance.now() > deadline) return { bytes, end: 'stopped-by-time' };
    const piece = Math.min(options.pieceBytes, options.ceilingBytes - bytes);
    const available = options.availableBytes();
    if (available !== undefined && available - piece < reserveBytes) {
      return { bytes, end: 'stopped-by-host' };
    }
    if (!(await options.add(piece, bytes / pageBytes))) return { bytes, end: 'stopped-by-refusal' };
    bytes += piece;
  }
  return { bytes, end: 'stopped-by-ceiling' };
}

interface NodeProcess {
  availableMemory?(): number;
}

/** Memory that this process could still get, limits of containers included; undefined in browsers. */
export function availableBytes(): number | undefined {
  const node = (globalThis as { process?: NodeProcess }).process;
  return node?.availableMemory?.();
}
