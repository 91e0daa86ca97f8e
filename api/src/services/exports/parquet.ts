import type { ColumnSource } from 'hyparquet-writer';
import { parquetWriteBuffer } from 'hyparquet-writer/src/write.js';
import type { ExportCell, ExportColumn, ExportTable } from './export-table.ts';

function parquetValue(type: ExportColumn['type'], cell: ExportCell): unknown {
  if (cell === null || cell === undefined) return null;
  if (type === 'TIMESTAMP') return new Date(String(cell));
  return type === 'JSON' ? JSON.parse(String(cell)) : cell;
}

/** A table as Parquet, compressed with Snappy, its metadata naming schema version and licence. */
export function toParquet<Name extends string>(
  { columns, rows }: ExportTable<Name>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const columnData = columns.map(
    ({ isNullable, name, type }): ColumnSource => ({
      name,
      type,
      nullable: isNullable,
      data: rows.map((row) => parquetValue(type, row[name])),
    }),
  );
  const kvMetadata = Object.entries(metadata).map(([key, value]) => ({ key, value }));
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata, createdBy: 'ridgeline' }));
}
