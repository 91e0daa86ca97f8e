/** What a context of the package `gl` is asked for. */
export interface GlContext {
  readonly RENDERER: number;
  readonly VENDOR: number;
  readonly MAX_TEXTURE_SIZE: number;
  getParameter(name: number): unknown;
  getExtension(name: string): { readonly UNMASKED_RENDERER_WEBGL?: number } | null;
}
