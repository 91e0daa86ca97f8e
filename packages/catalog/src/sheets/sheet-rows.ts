import type { DeviceRow } from '../devices/device-row.ts';
import graphics from './graphics-techpowerup.json' with { type: 'json' };
import amdProcessors from './processors-amd.json' with { type: 'json' };
import intelProcessors from './processors-intel.json' with { type: 'json' };
import { readSheet, type SheetTable } from './sheet-table.ts';

const tables: readonly SheetTable[] = [
  ...graphics.tables,
  ...amdProcessors.tables,
  ...intelProcessors.tables,
].map((table) => ({ ...table, kind: table.kind === 'gpu' ? 'gpu' : 'cpu' }));

/** Every device of every data sheet in this folder. */
export const sheetRows: readonly DeviceRow[] = tables.flatMap(readSheet);
