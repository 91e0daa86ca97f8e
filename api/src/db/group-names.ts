/** What runs are pooled by: each such group has one row on the boards. */
export interface GroupNames {
  readonly suite: string;
  readonly deviceSlug: string;
  readonly backend: string;
  readonly runtimeName: string;
}

/** The names of a group, as the text that the column `board_groups.id` is the MD5 of. */
export function groupKey({ backend, deviceSlug, runtimeName, suite }: GroupNames): string {
  return [suite, deviceSlug, backend, runtimeName].join('\n');
}
