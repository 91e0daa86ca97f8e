import type { CatalogDevice } from './device.ts';
import { devices } from './find-device.ts';
import type { DeviceClues } from './identity/device-clues.ts';
import { normalizeName } from './normalize-name.ts';

/**
 * Names and tables say GB and mean GiB, and drivers keep some for themselves and for ECC: a size within
 * `tolerance` of either reading is the same.
 */
function isSameMemory(reported: number, listed: number, tolerance: number): boolean {
  const asDecimal = (listed / 2 ** 30) * 1e9;
  return [listed, asDecimal].some((size) => Math.abs(reported / size - 1) <= tolerance);
}

/** Devices by normalised name or alias; one name may have several memory variants. */
const byName = new Map<string, CatalogDevice[]>();
for (const device of devices) {
  const names = [device.name, ...device.aliases].map((name) => normalizeName(name).words);
  for (const words of new Set(names)) {
    const key = `${device.kind} ${words}`;
    byName.set(key, [...(byName.get(key) ?? []), device]);
  }
}

function candidates(strings: DeviceClues, text: string): readonly CatalogDevice[] {
  const name = normalizeName(text);
  if (name.words === '') return [];
  const found = byName.get(`${strings.kind} ${name.words}`) ?? [];
  const ofVendor = found.filter(
    (device) => name.vendor === undefined || device.vendor === name.vendor,
  );
  if (strings.kind === 'cpu' || ofVendor.length === 0) return ofVendor;
  const said = name.memoryGigabytes === undefined ? undefined : name.memoryGigabytes * 1e9;
  const memory = said ?? strings.memoryBytes;
  // Apple's memory is the computer's: it is sold in many sizes with each chip.
  if (memory === undefined || ofVendor.every((device) => device.vendor === 'Apple')) {
    return ofVendor;
  }
  const within = (tolerance: number): readonly CatalogDevice[] =>
    ofVendor.filter(
      ({ memoryBytes }) =>
        memoryBytes === undefined || isSameMemory(memory, memoryBytes, tolerance),
    );
  const near = within(0.1);
  return near.length > 1 ? within(0.06) : near;
}

/**
 * Every device that the strings may mean: several when variants share a name, none when it is
 * unknown. The first name that means anything decides.
 */
export function matchDevices(strings: DeviceClues): readonly CatalogDevice[] {
  for (const text of strings.names) {
    const matches = candidates(strings, text);
    if (matches.length > 0) return matches;
  }
  return [];
}

/**
 * The catalogue slug of a device, or undefined. A name matches exactly after normalisation or not at
 * all; a name shared by variants matches only when memory tells them apart. It never guesses.
 * @example identify({ kind: 'gpu', names: ['AMD Radeon RX 7900 XTX (RADV NAVI31)'] }) // 'amd-radeon-rx-7900-xtx'
 * @example identify({ kind: 'cpu', names: ['Intel(R) Core(TM) i7-13700K CPU @ 3.40GHz'] }) // 'intel-core-i7-13700k'
 */
export function identify(strings: DeviceClues): string | undefined {
  for (const text of strings.names) {
    const [device, ...others] = candidates(strings, text);
    if (device !== undefined && others.length === 0) return device.slug;
  }
  return undefined;
}
