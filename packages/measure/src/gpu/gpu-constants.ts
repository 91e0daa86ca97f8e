/**
 * Flag values of the WebGPU specification. The globals that name them exist only where WebGPU does,
 * and code that merely mentions them must load everywhere.
 */
export const bufferUsage = {
  mapRead: 0x0001,
  copySource: 0x0004,
  copyTarget: 0x0008,
  uniform: 0x0040,
  storage: 0x0080,
  queryResolve: 0x0200,
} as const;

export const mapModeRead = 0x0001;
