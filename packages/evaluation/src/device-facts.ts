import type { Submission } from '@ridgeline/schema/submission';

/** What is known of a device as submitted and identified. */
export interface DeviceFacts {
  /** Local to the submission: `cpu0`. */
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly vendor: string;
  readonly kind: 'cpu' | 'gpu';
  readonly isListed: boolean;
  readonly isSoftwareAdapter: boolean;
  /** Of the device, or of its host when a CPU has none of its own. */
  readonly memoryBytes?: number;
  readonly launchYear?: number;
  readonly physicalCores?: number;
  readonly logicalCores?: number;
  readonly architecture?: string;
}

/** What is known of a way to run kernels on a device. */
export interface SoftwarePathFacts {
  readonly backend: string;
  readonly runtimeName: string;
  readonly runtimeVersion: string;
  readonly libraryName?: string;
  readonly libraryVersion?: string;
  readonly api?: string;
  readonly driver?: string;
  /** Operating system of the host, as submitted. */
  readonly platform?: Submission['host']['platform'];
}
