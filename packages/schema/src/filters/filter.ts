import type { z } from 'zod';
import type { LeaderboardEntry } from '../responses.ts';

/** One choice of a control: its value in the address, and what people read. */
export interface FilterOption {
  readonly id: string;
  readonly title: string;
}

/** How a page lets people set a filter. */
export type FilterControl =
  /** Links side by side; the first, titled `any`, drops the filter. */
  | { readonly kind: 'switch'; readonly any: string; readonly options: readonly FilterOption[] }
  /** A list to pick from. */
  | { readonly kind: 'select'; readonly options: readonly FilterOption[] }
  /** A field to type into. */
  | { readonly kind: 'search'; readonly label: string; readonly placeholder: string }
  /** No control: links in cells set it, and its chip drops it. */
  | { readonly kind: 'link' };

/** What is known of a device that has no row of its own. */
export type FilteredDevice = Pick<LeaderboardEntry, 'device' | 'prices'>;

/** What a filter judges: lists of devices take those of a device, the board takes all. */
export interface Subjects {
  readonly device: FilteredDevice;
  readonly row: LeaderboardEntry;
}

/** One filter of the board. It judges one row at a time and never asks the store. */
export interface Filter<
  Name extends string = string,
  Schema extends z.ZodType = z.ZodType<string | number>,
  Subject extends keyof Subjects = keyof Subjects,
  IsOfRun extends boolean = boolean,
> {
  /** In the query of the API and in the address of the board. */
  readonly name: Name;
  /** Label of its control or chip. */
  readonly title: string;
  /** From the text of a query to the value that is compared. */
  readonly schema: Schema;
  /** For the API's documentation. */
  readonly description: string;
  readonly example?: string | number;
  readonly subject: Subject;
  /** True when stored runs are filtered by it too: then the store has a condition of its name. */
  readonly isOfRun: IsOfRun;
  readonly control: FilterControl;
  matches(entry: Subjects[Subject], value: z.output<Schema>): boolean;
}

/** Defines a filter; `value` has the type of its schema. */
export function defineFilter<
  const Name extends string,
  Schema extends z.ZodType,
  const Subject extends keyof Subjects,
  const IsOfRun extends boolean,
>(filter: Filter<Name, Schema, Subject, IsOfRun>): Filter<Name, Schema, Subject, IsOfRun> {
  return filter;
}
