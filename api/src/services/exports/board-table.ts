import { evidenceAt } from '@ridgeline/vocabulary/evidence-levels';
import type { EntryRow } from '../../db/queries/read-entries.ts';
import { type ExportTable, optional, required } from './export-table.ts';

const columns = [
  required('suite', 'STRING'),
  required('deviceSlug', 'STRING'),
  optional('deviceName', 'STRING'),
  optional('vendor', 'STRING'),
  optional('kind', 'STRING'),
  optional('isListed', 'BOOLEAN'),
  optional('isSoftwareAdapter', 'BOOLEAN'),
  required('backend', 'STRING'),
  required('runtimeName', 'STRING'),
  optional('measuredAt', 'TIMESTAMP'),
  required('peak', 'STRING'),
  required('evidence', 'STRING'),
  optional('proofKernel', 'STRING'),
  optional('floor', 'DOUBLE'),
  optional('provedAt', 'TIMESTAMP'),
  required('value', 'DOUBLE'),
  required('best', 'DOUBLE'),
  required('low', 'DOUBLE'),
  required('high', 'DOUBLE'),
  required('lowRank', 'INT32'),
  required('ownerCount', 'INT32'),
  required('independentOwnerCount', 'INT32'),
  required('runCount', 'INT32'),
  required('sampleCount', 'INT32'),
  required('kernel', 'STRING'),
  required('dtype', 'STRING'),
] as const;

const byText = (a: string, b: string): number => Number(a > b) - Number(a < b);

function compareEntries(a: EntryRow, b: EntryRow): number {
  return (
    byText(a.suite, b.suite) ||
    byText(a.deviceSlug, b.deviceSlug) ||
    byText(a.backend, b.backend) ||
    byText(a.runtimeName, b.runtimeName)
  );
}

/** One row for each peak of each measured row of the board, in an order that depends on nothing else. */
export function boardTable(
  entries: readonly EntryRow[],
): ExportTable<(typeof columns)[number]['name']> {
  const shown = entries.filter(({ runCount }) => runCount > 0).sort(compareEntries);
  const rows = shown.flatMap(({ device, peaks, ...entry }) =>
    [...peaks]
      .sort((a, b) => byText(a.peak, b.peak))
      .map((peak) => ({
        suite: entry.suite,
        deviceSlug: entry.deviceSlug,
        deviceName: device?.name,
        vendor: device?.vendor,
        kind: device?.kind,
        isListed: device?.isListed,
        isSoftwareAdapter: device?.isSoftwareAdapter,
        backend: entry.backend,
        runtimeName: entry.runtimeName,
        measuredAt: entry.measuredAt,
        peak: peak.peak,
        evidence: evidenceAt(peak.evidence),
        proofKernel: peak.proofKernel ?? undefined,
        floor: peak.floor ?? undefined,
        provedAt: peak.provedAt ?? undefined,
        value: peak.value,
        best: peak.best,
        low: peak.low,
        high: peak.high,
        lowRank: peak.lowRank,
        ownerCount: peak.ownerCount,
        independentOwnerCount: peak.independentOwnerCount,
        runCount: peak.runCount,
        sampleCount: peak.sampleCount,
        kernel: peak.kernel,
        dtype: peak.dtype,
      })),
  );
  return { columns, rows };
}
