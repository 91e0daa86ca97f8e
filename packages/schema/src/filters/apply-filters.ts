import type { z } from 'zod';
import type { Filter, Subjects } from './filter.ts';

/** Parameters of a route that takes these filters, by name, with their documentation. */
export type FilterParameters<F extends Filter> = {
  readonly [Each in F as Each['name']]: z.ZodOptional<Each['schema']>;
};

/** The values that a query gave, by name; an absent one filters nothing. */
export type FilterValues<F extends Filter> = {
  readonly [Each in F as Each['name']]?: z.output<Each['schema']> | undefined;
};

/** Query parameters of a route that takes `filters`. */
export function filterParameters<const F extends Filter>(
  filters: readonly F[],
): FilterParameters<F> {
  return Object.fromEntries(
    filters.map(({ description, example, name, schema }) => [
      name,
      schema.optional().meta({ description, ...(example === undefined ? {} : { example }) }),
    ]),
  ) as FilterParameters<F>;
}

/** True when an entry passes every filter that has a value. */
export function passesFilters<F extends Filter>(
  filters: readonly F[],
  values: FilterValues<F>,
  entry: 'row' extends F['subject'] ? Subjects['row'] : Subjects['device'],
): boolean {
  const given: Readonly<Record<string, string | number | undefined>> = values;
  return filters.every((filter) => {
    const value = given[filter.name];
    return value === undefined || filter.matches(entry, value);
  });
}
