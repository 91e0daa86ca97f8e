import type { ExportManifest } from '@ridgeline/schema/responses';
import { toHex } from '../base64url.ts';
import { toCsv } from './csv.ts';
import type { ExportBucket } from './export-bucket.ts';
import type { ExportTable } from './export-table.ts';
import { toParquet } from './parquet.ts';

type ExportFile = ExportManifest['files'][number];

/** Version of the layout of the dump's files; a new column does not change it, a changed one does. */
export const exportSchemaVersion = 1;
export const exportLicense = 'CC0-1.0';

/** Puts the files of one dump into a folder of the bucket and remembers what the manifest says. */
export class ExportWriter {
  readonly files: ExportFile[] = [];
  readonly #bucket: ExportBucket;
  readonly #folder: string;
  readonly #link: (path: string) => string;

  constructor(bucket: ExportBucket, folder: string, link: (path: string) => string) {
    this.#bucket = bucket;
    this.#folder = folder;
    this.#link = link;
  }

  async putBytes(
    name: string,
    mediaType: string,
    bytes: Uint8Array<ArrayBuffer>,
    rows: number,
  ): Promise<void> {
    const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    await this.#bucket.put(`${this.#folder}/${name}`, bytes, {
      httpMetadata: { contentType: mediaType },
      customMetadata: { sha256, mediaType },
    });
    const url = this.#link(`/v1/exports/${name}`);
    this.files.push({ name, url, mediaType, bytes: bytes.byteLength, rows, sha256 });
  }

  putJsonLines(name: string, rows: readonly object[]): Promise<void> {
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const bytes = new Uint8Array(new TextEncoder().encode(text));
    return this.putBytes(`${name}.jsonl`, 'application/jsonl', bytes, rows.length);
  }

  putCsv(name: string, table: ExportTable): Promise<void> {
    const bytes = new Uint8Array(new TextEncoder().encode(toCsv(table)));
    return this.putBytes(`${name}.csv`, 'text/csv; charset=utf-8', bytes, table.rows.length);
  }

  putParquet(name: string, table: ExportTable): Promise<void> {
    const metadata = { schemaVersion: String(exportSchemaVersion), license: exportLicense };
    const bytes = toParquet(table, metadata);
    return this.putBytes(
      `${name}.parquet`,
      'application/vnd.apache.parquet',
      bytes,
      table.rows.length,
    );
  }
}
