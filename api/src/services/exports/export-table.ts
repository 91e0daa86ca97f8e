/** A value of a file of the dump. */
export type ExportCell = string | number | boolean | null | undefined;

/** A column in every format; a CSV header and a Parquet schema are made from the same list. */
export interface ExportColumn<Name extends string = string> {
  readonly name: Name;
  /** Parquet's type; `TIMESTAMP` takes RFC 3339, `JSON` a text of JSON. */
  readonly type: 'STRING' | 'DOUBLE' | 'INT32' | 'BOOLEAN' | 'TIMESTAMP' | 'JSON';
  readonly isNullable: boolean;
}

/** Rows with the columns they have. */
export interface ExportTable<Name extends string = string> {
  readonly columns: readonly ExportColumn<Name>[];
  readonly rows: readonly Readonly<Record<Name, ExportCell>>[];
}

/** A column that every row has. */
export function required<const Name extends string>(name: Name, type: ExportColumn['type']) {
  return { name, type, isNullable: false } satisfies ExportColumn<Name>;
}

/** A column that a row may lack. */
export function optional<const Name extends string>(name: Name, type: ExportColumn['type']) {
  return { name, type, isNullable: true } satisfies ExportColumn<Name>;
}
