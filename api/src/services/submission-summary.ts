import { looksPersonal } from '@ridgeline/evaluation/personal-text';
import type { SubmissionSummary } from '@ridgeline/schema/responses';
import type { Store } from '../db/store.ts';

/** A row of the derived table of submissions. */
export type SummaryRow = Awaited<ReturnType<Store['listSubmissions']>>[number];

/** Texts that look personal stay in the raw body only. */
export function redacted<T>(value: T): T {
  if (typeof value === 'string') return (looksPersonal(value) ? '(redacted)' : value) as T;
  if (Array.isArray(value)) return value.map(redacted) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redacted(each)])) as T;
}

/** A submission as lists send it. */
export function submissionSummaryOf(
  row: SummaryRow,
  submissionUrl: (id: string) => string,
): SubmissionSummary {
  const { devices, finishedAt, receivedAt, startedAt, ...same } = row;
  return {
    ...same,
    status: row.status as SubmissionSummary['status'],
    tier: row.tier as SubmissionSummary['tier'],
    receivedAt: receivedAt.toISOString(),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    devices: row.reasons.includes('pii-suspect') ? redacted([...devices]) : [...devices],
    url: submissionUrl(row.id),
  };
}
