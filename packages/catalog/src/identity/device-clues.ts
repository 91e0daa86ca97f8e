/** PCI ids of a GPU as the system reads them, such as 0x10de and 0x2684. */
export interface PciIds {
  readonly vendor: number;
  readonly device: number;
  readonly subsystemVendor?: number | undefined;
  readonly subsystemDevice?: number | undefined;
  /** Tells products of one AMD chip apart. */
  readonly revision?: number | undefined;
}

/**
 * What a machine says of one of its devices. A fact that was not read is absent: what decides between two
 * products must have been told, never assumed.
 */
export interface DeviceClues {
  readonly kind: 'cpu' | 'gpu';
  /** Adapter string, marketing name, lspci line, /proc/cpuinfo's model … most specific first. */
  readonly names: readonly string[];
  /** Memory of the device, to tell variants of one name apart; never used for CPUs. */
  readonly memoryBytes?: number | undefined;
  readonly pciIds?: PciIds | undefined;
  /** Cores of a GPU as its system counts them (Apple). */
  readonly gpuCores?: number | undefined;
  /** Cores that the system sees, of all sockets. */
  readonly physicalCores?: number | undefined;
  readonly logicalCores?: number | undefined;
  readonly sockets?: number | undefined;
  /** Processors' worth of time that a container may use: 0.5 is half a CPU. */
  readonly quotaCores?: number | undefined;
  readonly isVirtualMachine?: boolean | undefined;
  readonly formFactor?: 'desktop' | 'laptop' | undefined;
  /** Computer or board as its firmware calls it: `Raspberry Pi 5 Model B Rev 1.0`, `Mac15,9`. */
  readonly hardwareModel?: string | undefined;
  /** Who made the computer, by its firmware: `Amazon EC2`, `LENOVO`. */
  readonly hardwareVendor?: string | undefined;
}
