import { backendFilter } from './backend.ts';
import { basisFilter } from './basis.ts';
import { driverFilter } from './driver.ts';
import type { Filter } from './filter.ts';
import { kindFilter } from './kind.ts';
import { memoryFilter } from './memory.ts';
import { osFilter } from './os.ts';
import { priceFilter } from './price.ts';
import { searchFilter } from './search.ts';
import { tierFilter } from './tier.ts';
import { vendorFilter } from './vendor.ts';

/** Every filter of the board, in the order of its controls and of the address. */
export const filters = [
  kindFilter,
  basisFilter,
  vendorFilter,
  memoryFilter,
  priceFilter,
  osFilter,
  tierFilter,
  backendFilter,
  driverFilter,
  searchFilter,
] as const satisfies readonly Filter[];

export type BoardFilter = (typeof filters)[number];
export type FilterName = BoardFilter['name'];

/** Filters by what a device is: lists of devices take them. */
export const deviceFilters = filters.filter((filter) => filter.subject === 'device');

/** Filters that stored runs can be searched by. */
export const runFilters = filters.filter((filter) => filter.isOfRun);

export type RunFilter = (typeof runFilters)[number];
