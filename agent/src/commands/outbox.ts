import { formatBytes } from '@ridgeline/units/format-bytes';
import { writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { parseRun } from '../report/read-run.ts';
import { Outbox } from '../store/outbox.ts';
import { pathsOf } from '../store/paths.ts';
import { defineCommand } from './command.ts';

export const outboxCommand = defineCommand({
  examples: [['$0 outbox', 'what waits; send it with: ridgeline submit']],
  options: (yargs) =>
    yargs.option('format', { choices: ['human', 'json'] as const, default: 'human' as const }),
  async run({ format }, environment) {
    const outbox = new Outbox(pathsOf(environment.variables));
    const rows = (await outbox.waiting()).map(({ id, body }) => {
      const { run, measurements } = parseRun(body, id);
      return {
        id,
        startedAt: run.startedAt,
        preset: run.preset,
        measurementCount: measurements.length,
        sizeBytes: Buffer.byteLength(body),
      };
    });
    if (format === 'json') {
      await writeResult(environment, JSON.stringify(rows));
      return exitCodes.ok;
    }
    const lines = rows.map(
      (row) =>
        `${row.id}  ${row.startedAt.slice(0, 16).replace('T', ' ')}  ${row.preset.padEnd(8)}  ${String(row.measurementCount).padStart(3)} measurements  ${formatBytes(row.sizeBytes)}`,
    );
    await writeResult(environment, lines.join('\n') || 'Nothing waits to be sent.');
    return exitCodes.ok;
  },
});
