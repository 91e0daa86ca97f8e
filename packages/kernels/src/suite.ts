/** The suite and its version. Figures of different suites are never pooled. */
export const suiteId = 'ridgeline-1';
