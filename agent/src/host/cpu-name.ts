const vendors: readonly (readonly [RegExp, string])[] = [
  [/\bAMD\b|AuthenticAMD/i, 'AMD'],
  [/\bIntel\b|GenuineIntel/i, 'Intel'],
  [/\bApple\b/i, 'Apple'],
  [/\bQualcomm\b|Snapdragon/i, 'Qualcomm'],
  [/\bAmpere\b/i, 'Ampere'],
  [/\bNeoverse\b|\bCortex\b|\bARM\b/i, 'Arm'],
];

/** The vendor as the catalogue spells it, from the name or else as the system reports it. */
export function vendorOf(name: string, reported: string): string {
  const found = vendors.find(([pattern]) => pattern.test(name) || pattern.test(reported));
  return found?.[1] ?? (reported.trim() || 'Unknown');
}

/**
 * A CPU's marketing name without what does not tell CPUs apart: marks, clock, core count.
 * @example normalizeCpuName('Intel(R) Core(TM) i7-13700K CPU @ 3.40GHz') // Intel Core i7-13700K
 * @example normalizeCpuName('AMD Ryzen 9 7950X 16-Core Processor') // AMD Ryzen 9 7950X
 */
export function normalizeCpuName(reported: string): string {
  return reported
    .replaceAll(/\((?:R|TM|C)\)/gi, ' ')
    .replace(/\s@\s.*$/, '')
    .replace(/\b\d+-Core Processor\b|\bProcessor\b|\bCPU\b/gi, ' ')
    .replace(/\bwith Radeon .*$/i, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
