import type { DeviceClues } from '@ridgeline/catalog/identity/device-clues';
import type { Submission, SubmittedDevice } from '@ridgeline/schema/submission';

/** What a run says of one of its devices, for whoever finds out which product it is. */
export function cluesOf(device: SubmittedDevice, host: Partial<Submission['host']>): DeviceClues {
  const { kind, name, reportedName, otherNames = [], memoryBytes, pciIds, gpuCores } = device;
  const { formFactor, hardwareModel, hardwareVendor, isVirtual, room } = host;
  const names = [reportedName, name, ...otherNames].filter((each) => each !== undefined);
  return {
    kind,
    names: [...new Set(names)],
    memoryBytes,
    pciIds,
    gpuCores,
    physicalCores: room?.allowed?.physicalCores ?? device.physicalCores,
    logicalCores: room?.allowed?.logicalCores ?? device.logicalCores,
    sockets: device.sockets,
    quotaCores: room?.quotaCores,
    isVirtualMachine: isVirtual,
    formFactor,
    hardwareModel,
    hardwareVendor,
  };
}
