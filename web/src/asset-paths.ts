/** Hashed addresses of the stylesheet and the script, as the build wrote them. */
export interface AssetPaths {
  readonly script: string;
  readonly style: string;
}
