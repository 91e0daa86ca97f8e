import type { DevicePrice } from '../devices/device-row.ts';
import prices from './prices.json' with { type: 'json' };

/** Prices of one day from one source; `{}` in `source` stands for what a row says of its own. */
interface PriceTable {
  readonly per: string;
  readonly asOf: string;
  readonly source: string;
  /** Slug, US dollars and, where the source is a list of offers, whose offer it is. */
  readonly rows: readonly (readonly (string | number)[])[];
}

function readPrices({ asOf, per, rows, source }: PriceTable): readonly [string, DevicePrice][] {
  return rows.map((row) => {
    const [slug, amountUsd, offer = ''] = row;
    if (typeof slug !== 'string' || typeof amountUsd !== 'number' || !(amountUsd > 0)) {
      throw new Error(`A price is a slug and dollars above 0, not ${JSON.stringify(row)}.`);
    }
    if (per !== 'device' && per !== 'hour') throw new Error(`A price is not per ${per}.`);
    return [slug, { amountUsd, per, asOf, source: source.replace('{}', String(offer)) }];
  });
}

/** Prices by slug, newest first and cheapest first within a day. */
export const sheetPrices: ReadonlyMap<string, readonly DevicePrice[]> = new Map(
  [...Map.groupBy(prices.tables.flatMap(readPrices), ([slug]) => slug)].map(([slug, found]) => [
    slug,
    found
      .map(([, price]) => price)
      .sort((a, b) => b.asOf.localeCompare(a.asOf) || a.amountUsd - b.amountUsd),
  ]),
);
