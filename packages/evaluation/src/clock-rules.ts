import { defineRule, type PlausibilityRule } from './plausibility-rule.ts';
import { idTime } from './run-clock.ts';

/** By which clocks of honest machines differ from the server's. */
const clockSlackSeconds = 300;

/** What the server's clock says of a run's. */
export const clockRules: readonly PlausibilityRule[] = [
  defineRule({
    id: 'clock-ahead',
    title: 'The run ended before it arrived',
    isQuarantining: true,
    find({ run }, receivedAt) {
      const aheadSeconds = (Date.parse(run.run.finishedAt) - receivedAt.getTime()) / 1000;
      return aheadSeconds > clockSlackSeconds
        ? `The run ends ${Math.round(aheadSeconds)} s from now.`
        : undefined;
    },
  }),
  defineRule({
    id: 'wall-impossible',
    title: 'The run had the time that it took',
    isQuarantining: true,
    find({ run: { run } }, receivedAt) {
      const wallSeconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000;
      // Its id is the first thing that a run makes.
      const passedSeconds = (receivedAt.getTime() - idTime(run.id)) / 1000;
      return wallSeconds > passedSeconds + clockSlackSeconds
        ? `It took ${Math.round(wallSeconds)} s, and its id was made ${Math.round(passedSeconds)} s ago.`
        : undefined;
    },
  }),
];
