/** How many processors of each sort. A sort that the system does not tell is absent. */
export interface CoreCounts {
  /** Hardware threads. */
  readonly logicalCores: number;
  readonly physicalCores?: number;
  /** Of `physicalCores`, where there are fast and slow ones. */
  readonly performanceCores?: number;
  readonly efficiencyCores?: number;
}

/** The processors of this machine and what of them this process may use. */
export interface CpuRoom {
  /** All that are switched on. */
  readonly machine: CoreCounts;
  readonly sockets?: number;
  readonly numaNodes?: number;
  /** What the affinity mask and the cpuset leave. */
  readonly allowed: CoreCounts;
  /** Processors' worth of time that the container may use, the least of all its groups: 0.5 is half a CPU. */
  readonly quotaCores?: number;
  /** Memory that the container may use, where that is less than the machine has. */
  readonly memoryLimitBytes?: number;
}
