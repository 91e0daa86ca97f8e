import { prepareHostCapacity } from '../../capacity/host-capacity.ts';
import type { Prepared, PrepareRequest } from '../backend.ts';

/** A kernel that the team of threads has no part in: it is about the process and its host. */
export interface HostProgram {
  readonly kernel: string;
  readonly dtype: string;
  prepare(request: PrepareRequest): Promise<Prepared>;
}

const hostPrograms: readonly HostProgram[] = [
  { kernel: 'capacity', dtype: 'i32', prepare: prepareHostCapacity },
];

/** The program of a kernel in a dtype. */
export function findHostProgram(kernel: string, dtype: string): HostProgram | undefined {
  return hostPrograms.find((program) => program.kernel === kernel && program.dtype === dtype);
}
