/** What the runtime binds to the web Worker. */
export interface Env {
  /** The API Worker: the only source of figures. */
  readonly API: Fetcher;
  /** Styles, islands and the icon. */
  readonly ASSETS: Fetcher;
  /** Header with the visitor's address, as the API has it too. */
  readonly CLIENT_ADDRESS_HEADER?: string;
}
