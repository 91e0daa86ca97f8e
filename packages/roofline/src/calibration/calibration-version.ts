/**
 * Version of the fitted and measured constants. It moves with the first release whose predictions differ,
 * so that two predictions of one version agree wherever they were made.
 */
export const calibrationVersion = 1;
