/** What exports need of an R2 bucket; the binding fits it as it is. */
export interface ExportBucket {
  put(
    key: string,
    value: Uint8Array,
    options: {
      readonly httpMetadata: { readonly contentType: string };
      readonly customMetadata: Record<string, string>;
    },
  ): Promise<unknown>;
  head(key: string): Promise<StoredExport | null>;
  get(
    key: string,
    options?: { readonly range?: { readonly offset: number; readonly length: number } },
  ): Promise<ExportObject | null>;
  /** At most a thousand keys, in order. */
  list(options: { readonly prefix: string }): Promise<{ readonly objects: { key: string }[] }>;
  delete(keys: string[]): Promise<void>;
}

/** A stored file without its content. */
export interface StoredExport {
  readonly size: number;
  readonly httpEtag: string;
  readonly uploaded: Date;
  readonly customMetadata?: Record<string, string>;
}

/** A stored file. */
export interface ExportObject extends StoredExport {
  readonly body: ReadableStream;
}
