import { slugOf } from '../identity/product.ts';
import type { DeviceRow } from './device-row.ts';

const key = ({ name, vendor }: DeviceRow): string => slugOf(vendor, name);

/**
 * One row a device: `rows` with what `sheets` say beside, then the devices that only sheets have. Where
 * both state a figure the row's stands, since calibration rests on it; `check:catalogue` compares them.
 * @throws Error when a table lists a device twice
 */
export function mergeRows(
  rows: readonly DeviceRow[],
  sheets: readonly DeviceRow[],
): readonly DeviceRow[] {
  const bySlug = new Map<string, DeviceRow>();
  for (const sheet of sheets) {
    if (bySlug.has(key(sheet))) throw new Error(`Two data sheets are of ${key(sheet)}.`);
    bySlug.set(key(sheet), sheet);
  }
  const own = rows.map((row) => {
    const sheet = bySlug.get(key(row));
    bySlug.delete(key(row));
    return sheet === undefined ? row : merged(row, sheet);
  });
  return [...own, ...bySlug.values()];
}

function merged(row: DeviceRow, sheet: DeviceRow): DeviceRow {
  const { bandwidth, ...derived } = sheet.derived ?? {};
  const aliases = [...new Set([...(row.aliases ?? []), ...(sheet.aliases ?? [])])];
  const isSheets = row.bandwidthBytesPerSecond === undefined && bandwidth !== undefined;
  return {
    ...sheet,
    ...row,
    aliases,
    derived: { ...derived, ...(isSheets && { bandwidth }), ...row.derived },
  };
}
