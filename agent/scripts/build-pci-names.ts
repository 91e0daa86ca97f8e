// Writes src/host/gpus/pci-names.ts, the part of Debian's pci.ids and of libdrm's amdgpu.ids that names GPUs:
// node scripts/build-pci-names.ts /usr/share/misc/pci.ids /usr/share/libdrm/amdgpu.ids
import { readFileSync, writeFileSync } from 'node:fs';

/** What names a GPU of each vendor that a run can meet; other functions of a chip and old ones are left out. */
const vendors = [
  {
    id: '10de',
    isGpu: (name: string) =>
      /^(?:G[FKMPVABH]|TU|AD)\d{2,3}\S*.*\[/.test(name) && !/NVSwitch/.test(name),
  },
  {
    id: '1002',
    isGpu: (name: string) =>
      /\[.*(?:Radeon|Instinct|FirePro|Graphics)/.test(name) &&
      !/Secondary|Audio|Radeon (?:X|9|7\d00|Xpress|IGP|VE|HD [234]\d{3})|Mobility Radeon (?:X|9|7|HD [234])/.test(
        name,
      ),
  },
  {
    id: '8086',
    isGpu: (name: string) =>
      /\[.*(?:Graphics|Arc|Iris|Flex|Max)|\bArc\b|Graphics \d|Battlemage|DG[12]\b/.test(name) &&
      !/Accelerator|Audio|Integrated Graphics Controller/.test(name),
  },
] as const;

/** Devices of a vendor: `2684 AD102 [GeForce RTX 4090]`. */
function devicesOf(text: string, vendor: string): string[] {
  const [, section = ''] =
    new RegExp(`^${vendor} .*\\n((?:(?:\\t|#).*\\n)*)`, 'm').exec(text) ?? [];
  return [...section.matchAll(/^\t([\da-f]{4}) {2}(.+)$/gm)].map(([, id, name]) => `${id} ${name}`);
}

const [, , pciIds = '', amdgpuIds = ''] = process.argv;
const pci = readFileSync(pciIds, 'utf8');
const [, version = 'unknown'] = /Version: (\S+)/.exec(pci) ?? [];
const named = vendors.flatMap(({ id, isGpu }) => [
  `= ${id}`,
  ...devicesOf(pci, id).filter((line) => isGpu(line.slice(5))),
]);
const revisions = readFileSync(amdgpuIds, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const match = /^([\dA-F]{4}),\s*([\dA-F]{1,2}),\s*(.+)$/.exec(line.trim());
    const [, device = '', revision = '', name = ''] = match ?? [];
    return match === null
      ? []
      : [`${device.toLowerCase()} ${revision.toLowerCase().padStart(2, '0')} ${name}`];
  });
const quoted = (lines: readonly string[]): string =>
  `\`\n${lines.join('\n').replaceAll('`', "'")}\n\``;
writeFileSync(
  new URL('../src/host/gpus/pci-names.ts', import.meta.url),
  `// Written by scripts/build-pci-names.ts. Licences and notices: NOTICE.md of this package.

/**
 * GPUs by PCI vendor and device, from the PCI ID Project, version ${version} as Debian packs it: the compilation
 * is by Albert Pool, Martin Mares and other volunteers, under the 3-clause BSD licence.
 */
export const pciDeviceNames: string = ${quoted(named)};

/** AMD's GPUs by PCI device and revision, from libdrm's amdgpu.ids (MIT licence). */
export const amdRevisionNames: string = ${quoted(revisions)};
`,
);
console.log(`${named.length} devices, ${revisions.length} revisions`);
