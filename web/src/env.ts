/** What the runtime binds to the web Worker. */
export interface Env {
  /** The API Worker: the only source of figures. */
  readonly API: Fetcher;
  /** Styles, islands and the icon. */
  readonly ASSETS: Fetcher;
}
