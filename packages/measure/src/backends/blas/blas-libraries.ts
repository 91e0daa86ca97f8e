/** A BLAS that may be on the machine, by the name under which the system's loader finds it. */
export interface BlasLibrary {
  readonly title: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly file: string;
  /** Variable that sets its threads; read when the library is loaded. */
  readonly threadsVariable: string;
  /** Function that describes the build, where there is one. */
  readonly configFunction?: string;
}

/** Libraries in the order in which they are tried: the vendor's own before portable ones. */
export const blasLibraries: readonly BlasLibrary[] = [
  {
    title: 'Accelerate',
    platform: 'darwin',
    file: '/System/Library/Frameworks/Accelerate.framework/Accelerate',
    threadsVariable: 'VECLIB_MAXIMUM_THREADS',
  },
  {
    title: 'Intel MKL',
    platform: 'linux',
    file: 'libmkl_rt.so.2',
    threadsVariable: 'MKL_NUM_THREADS',
  },
  {
    title: 'Intel MKL',
    platform: 'win32',
    file: 'mkl_rt.2.dll',
    threadsVariable: 'MKL_NUM_THREADS',
  },
  {
    title: 'OpenBLAS',
    platform: 'linux',
    file: 'libopenblas.so.0',
    threadsVariable: 'OPENBLAS_NUM_THREADS',
    configFunction: 'openblas_get_config',
  },
  {
    title: 'OpenBLAS',
    platform: 'darwin',
    file: '/opt/homebrew/opt/openblas/lib/libopenblas.dylib',
    threadsVariable: 'OPENBLAS_NUM_THREADS',
    configFunction: 'openblas_get_config',
  },
  {
    title: 'OpenBLAS',
    platform: 'win32',
    file: 'libopenblas.dll',
    threadsVariable: 'OPENBLAS_NUM_THREADS',
    configFunction: 'openblas_get_config',
  },
];
