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
  get(key: string): Promise<ExportObject | null>;
}

/** A stored export. */
export interface ExportObject {
  readonly body: ReadableStream;
  readonly size: number;
  readonly httpEtag: string;
  readonly uploaded: Date;
  readonly customMetadata?: Record<string, string>;
}
