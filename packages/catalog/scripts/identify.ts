/**
 * Identifies device strings whose truth is known: `npm run identify -- --csv FILE [--json] [--rows]`.
 * What counts as what is said in `score-strings.ts`.
 */

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type JudgedRow, judgeRow, readStringRows, tally } from './score-strings.ts';

const usage = `Usage: npm run identify -- [--csv FILE] [--json] [--rows]

  --csv FILE  columns kind (cpu or gpu), string, memory_bytes_or_blank, truth
              (default: the committed strings)
  --json      print { right, wrong, ambiguous, unknown, rightlyUnknown, byClass }
  --rows      also name every string that is not right, with the reason; to stderr

Truth is read by the same grammar, so products are compared and not letters. A blank truth, or one that
says virtual, vCPU, vGPU, MIG or slice, is no product; so is one that names several. Such a string is
rightly unknown if no product is claimed, and wrong otherwise. An answer that leaves the true product
out of its candidates is wrong too.`;

const committed = fileURLToPath(new URL('../test-data/device-strings.csv', import.meta.url));

function answerOf({ answer }: JudgedRow): string {
  return answer.outcome === 'identified' ? answer.product.name : answer.reason;
}

const { values } = parseArgs({
  options: {
    csv: { type: 'string' },
    json: { type: 'boolean', default: false },
    rows: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(usage);
} else {
  const judged = readStringRows(values.csv ?? committed).map(judgeRow);
  const counts = tally(judged);
  if (values.rows) {
    for (const each of judged.filter(({ verdict }) => verdict !== 'right')) {
      const { row, verdict } = each;
      console.error(`${verdict}\t${row.kind}\t${row.string}\t${row.truth}\t${answerOf(each)}`);
    }
  }
  if (values.json) console.log(JSON.stringify(counts, null, 2));
  else {
    const { byClass, ...all } = counts;
    console.table({ ...byClass, all });
  }
}
