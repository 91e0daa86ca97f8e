import type { SubmissionSummary } from '@ridgeline/schema/responses';

/** `2026-11-22 20:15` of an instant; all times on the site are UTC. */
export function instantText(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;
}

/** Runs as a table, newest first as given. */
export function RunTable({
  runs,
  caption,
}: {
  runs: readonly SubmissionSummary[];
  caption: string;
}) {
  return (
    <section class="table-scroll" tabindex={0} aria-label={caption}>
      <table>
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Run (UTC)</th>
            <th scope="col">Devices</th>
            <th scope="col">Preset</th>
            <th scope="col">Status</th>
            <th scope="col">Tier</th>
            <th scope="col" class="numeric">
              Measurements
            </th>
            <th scope="col">Flags</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr>
              <th scope="row">
                <a href={`/runs/${run.id}`}>{instantText(run.startedAt)}</a>
              </th>
              <td>{run.devices.map(({ name }) => name).join(', ')}</td>
              <td>{run.preset}</td>
              <td>
                {run.status}
                {run.reasons.length > 0 && <small class="quiet"> {run.reasons.join(', ')}</small>}
              </td>
              <td>{run.tier}</td>
              <td class="numeric">{run.measurementCount}</td>
              <td>{[...run.flags, ...(run.isPartial ? ['partial'] : [])].join(', ') || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
