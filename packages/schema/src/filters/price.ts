import { queryInteger } from '../query-values.ts';
import { defineFilter } from './filter.ts';

const amounts = [250, 500, 1000, 2000, 5000];

/** By the price of a device; rented hardware has none. */
export const priceFilter = defineFilter({
  name: 'price',
  title: 'Price',
  schema: queryInteger(1, 10_000_000),
  description: 'At most so many US dollars.',
  example: 1000,
  subject: 'device',
  isOfRun: false,
  control: {
    kind: 'select',
    options: amounts.map((amount) => ({
      id: String(amount),
      title: `at most $${amount.toLocaleString('en-US')}`,
    })),
  },
  matches: ({ prices }, amount) =>
    prices.some(({ amountUsd, per }) => per === 'device' && amountUsd <= amount),
});
