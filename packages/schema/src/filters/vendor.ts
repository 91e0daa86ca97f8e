import { queryText } from '../query-values.ts';
import { defineFilter } from './filter.ts';

/** Those with the most devices; any other can be named in the address. */
const vendors = ['NVIDIA', 'AMD', 'Intel', 'Apple', 'Arm', 'Qualcomm'];

export const vendorFilter = defineFilter({
  name: 'vendor',
  title: 'Vendor',
  schema: queryText(120),
  description: 'Vendor, exactly but in any case.',
  example: 'NVIDIA',
  subject: 'device',
  isOfRun: true,
  control: { kind: 'select', options: vendors.map((vendor) => ({ id: vendor, title: vendor })) },
  matches: ({ device }, vendor) => device.vendor.toLowerCase() === vendor.toLowerCase(),
});
