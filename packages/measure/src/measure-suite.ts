import { measureBackend } from './measure-backend.ts';
import type { Measurement } from './measurement.ts';
import { MeasurementLog } from './measurement-log.ts';
import type { MeasuredPath } from './name-paths.ts';
import { planBackend, weightOf } from './plan-suite.ts';
import { probeBackends } from './probe-backends.ts';
import type { MeasureSuiteOptions } from './suite-options.ts';
import { TimeBudget } from './time-budget.ts';

export interface SuiteResult {
  readonly measurements: Measurement[];
  readonly softwarePaths: MeasuredPath[];
  readonly unavailableBackends: { readonly backend: string; readonly reason: string }[];
  /** True when the signal ended the suite before its plan was done. */
  readonly isPartial: boolean;
}

/**
 * Measures every kernel of the suite on every backend within the time budget, one backend after the
 * other, so that no idle threads of one disturb the next. A backend's fault becomes an outcome with a
 * reason; this function throws for none of them.
 */
export async function measureSuite(options: MeasureSuiteOptions): Promise<SuiteResult> {
  const start = performance.now();
  const budget = new TimeBudget(options.timeBudgetSeconds, start);
  const { available, unavailableBackends } = await probeBackends(options);
  const plans = available.map(({ backend, path }) => ({
    backend,
    path,
    series: planBackend(backend, path.facts, options),
  }));
  const plannedCount = plans
    .flatMap(({ series }) => series)
    .reduce((count, { problems }) => count + problems.length, 0);
  budget.plan(weightOf(plans.flatMap(({ series }) => series)));
  const { timeBudgetSeconds, onEvent } = options;
  onEvent?.({ type: 'suite-planned', plannedCount, timeBudgetSeconds });
  const log = new MeasurementLog(plannedCount, budget, onEvent);
  for (const plan of plans) {
    if (options.signal?.aborted) break;
    await measureBackend({ ...plan, log, budget, options });
    await plan.backend.close();
  }
  return {
    measurements: log.measurements,
    softwarePaths: available.map(({ path }) => path),
    unavailableBackends,
    isPartial: options.signal?.aborted === true && log.finishedCount < plannedCount,
  };
}
