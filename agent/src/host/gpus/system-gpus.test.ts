// Samples are what tools printed where their users published it, each with its source; displays, serial
// numbers and slots of other devices are left out.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDarwinGpus, parseIoregCores } from './darwin-gpus.ts';
import { findPciNames } from './find-pci-names.ts';
import { readLinuxGpus } from './linux-gpus.ts';
import { matchAdapter } from './match-adapter.ts';
import { parseNvidiaSmi, withDriver } from './nvidia-smi.ts';
import { readSystemGpus } from './read-system-gpus.ts';
import { parseWindowsGpus } from './windows-gpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'ridgeline-gpus-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A machine with these devices on its PCI bus. */
function bus(name: string, devices: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const root = join(folder, name);
  for (const [slot, files] of Object.entries(devices)) {
    const place = join(root, 'sys/bus/pci/devices', slot);
    mkdirSync(place, { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), `${text}\n`);
  }
  return root;
}

describe('the tables of PCI ids', () => {
  it('tell products of one AMD chip apart by their revision', () => {
    const ids = { vendor: 0x1002, device: 0x744c };
    const [xt] = findPciNames({ ...ids, revision: 0xcc });
    expect(xt).toBe('AMD Radeon RX 7900 XT');
    expect(findPciNames({ ...ids, revision: 0xc8 })[0]).toBe('AMD Radeon RX 7900 XTX');
    expect(findPciNames(ids)).toEqual([
      'Advanced Micro Devices, Inc. [AMD/ATI] Navi 31 [Radeon RX 7900 XT/7900 XTX/7900 GRE/7900M]',
    ]);
  });

  it('tell laptops from desktops, and say nothing of what they do not know', () => {
    expect(findPciNames({ vendor: 0x10de, device: 0x2684 })).toEqual([
      'NVIDIA Corporation AD102 [GeForce RTX 4090]',
    ]);
    expect(findPciNames({ vendor: 0x10de, device: 0x2c58 })[0]).toMatch(/5090.*Mobile/);
    expect(findPciNames({ vendor: 0x8086, device: 0x56a0 })[0]).toMatch(/Arc A770/);
    expect(findPciNames({ vendor: 0x10de, device: 0xffff })).toEqual([]);
    expect(findPciNames({ vendor: 0x1234, device: 0x2684 })).toEqual([]);
  });
});

describe('Linux', () => {
  // https://github.com/marimo-team/marimo/issues/9237: device, revision, subsystem and memory of an RX 7900 XT.
  const machine = bus('amd', {
    '0000:03:00.0': {
      class: '0x030000',
      vendor: '0x1002',
      device: '0x744c',
      revision: '0xcc',
      subsystem_device: '0x471e',
      mem_info_vram_total: '21458059264',
    },
    '0000:03:00.1': { class: '0x040300', vendor: '0x1002', device: '0xab30' },
    '0000:00:1f.3': { class: '0x040300', vendor: '0x8086', device: '0x7ad0' },
  });

  it('reads ids, memory and names of each GPU on the bus, and of nothing else', () => {
    const [gpu, ...others] = readLinuxGpus(machine);
    expect(others).toEqual([]);
    expect(gpu).toMatchObject({
      vendor: 'amd',
      memoryBytes: 21_458_059_264,
      pciIds: { vendor: 0x1002, device: 0x744c, revision: 0xcc, subsystemDevice: 0x471e },
    });
    expect(gpu?.names[0]).toBe('AMD Radeon RX 7900 XT');
  });

  // https://github.com/akash-network/provider-configs/issues/81: names, memory, ids and slots of two cards, in the order of our query.
  const query =
    'Quadro RTX 6000, 00000000:73:00.0, 0x1E3010DE, [N/A], 24576, [N/A]\n' +
    'Quadro RTX 6000, 00000000:D5:00.0, 0x1E3010DE, [N/A], 24576, [N/A]\n';

  it('takes name and memory of an NVIDIA card from its driver, once for each slot', () => {
    const ids = { class: '0x030000', vendor: '0x10de', device: '0x1e30', revision: '0xa1' };
    const onBus = readLinuxGpus(bus('nvidia', { '0000:73:00.0': ids, '0000:d5:00.0': ids }));
    const gpus = withDriver(onBus, parseNvidiaSmi(query));
    expect(gpus).toHaveLength(2);
    expect(gpus[0]).toMatchObject({
      names: ['Quadro RTX 6000', 'NVIDIA Corporation TU102GL [Quadro RTX 6000/8000]'],
      memoryBytes: 24_576 * 2 ** 20,
      pciIds: { device: 0x1e30, revision: 0xa1 },
    });
    expect(matchAdapter({ name: 'Quadro RTX 6000', vendor: 'nvidia' }, gpus)).toMatchObject({
      count: 2,
    });
  });

  // Built by the driver's documentation of its query.
  it('calls a card that is cut into instances what it is, and reads no GPU in an error', () => {
    const mig = 'NVIDIA H100 PCIe, 00000000:01:00.0, 0x233110DE, 0x162610DE, 81559, Enabled';
    expect(parseNvidiaSmi(mig)[0]?.names[0]).toBe('NVIDIA H100 PCIe MIG');
    expect(parseNvidiaSmi('NVIDIA-SMI has failed because it could not communicate')).toEqual([]);
    expect(parseNvidiaSmi('')).toEqual([]);
  });
});

describe('macOS', () => {
  // https://github.com/timmo001/system-bridge/pull/3408 (M3 Pro), shortened; the count of cores is that of the model
  // with 14. Its displays carry serial numbers.
  const m3 = `{ "SPDisplaysDataType" : [ {
    "_name" : "Apple M3 Pro", "spdisplays_mtlgpufamilysupport" : "spdisplays_metal3",
    "spdisplays_ndrvs" : [ { "_name" : "DELL U2722DE", "_spdisplays_display-serial-number" : "left-out" } ],
    "spdisplays_vendor" : "sppci_vendor_Apple", "sppci_bus" : "spdisplays_builtin",
    "sppci_cores" : "14", "sppci_device_type" : "spdisplays_gpu", "sppci_model" : "Apple M3 Pro" } ] }`;

  it('reads the cores of an Apple GPU, and nothing of its displays', () => {
    const gpus = parseDarwinGpus(m3);
    expect(gpus).toEqual([{ vendor: 'apple', names: ['Apple M3 Pro'], gpuCores: 14 }]);
    expect(JSON.stringify(gpus)).not.toContain('left-out');
  });

  // https://github.com/sebhildebrandt/systeminformation/issues/348, as its JSON spells it.
  it('reads both GPUs of an Intel Mac, and the memory of the one that has its own', () => {
    const gpus = parseDarwinGpus(`{ "SPDisplaysDataType" : [
      { "sppci_model" : "Intel UHD Graphics 630", "spdisplays_vendor" : "Intel",
        "spdisplays_device-id" : "0x3e9b", "spdisplays_revision-id" : "0x0000", "_spdisplays_vram" : "1536 MB" },
      { "sppci_model" : "Radeon Pro 560X", "spdisplays_vendor" : "AMD (0x1002)",
        "spdisplays_device-id" : "0x67ef", "spdisplays_revision-id" : "0x00c2", "spdisplays_vram" : "4 GB" } ] }`);
    expect(gpus.map(({ vendor, memoryBytes }) => [vendor, memoryBytes])).toEqual([
      ['intel', undefined],
      ['amd', 4 * 2 ** 30],
    ]);
    expect(gpus[1]?.pciIds).toEqual({ vendor: 0x1002, device: 0x67ef, revision: 0xc2 });
  });

  it('takes the cores from the registry of devices where the profiler is silent', () => {
    const text = '+-o AGXAcceleratorG13X  <class AGXAcceleratorG13X>\n  "gpu-core-count" = 14\n';
    expect(parseIoregCores(text)).toBe(14);
    expect(parseIoregCores('')).toBeUndefined();
  });
});

describe('Windows', () => {
  // https://github.com/sebhildebrandt/systeminformation/issues/790 and
  // https://github.com/RainbowMiner/RainbowMiner/issues/1451
  const answer = JSON.stringify({
    controllers: [
      {
        Name: 'Intel(R) UHD Graphics',
        PNPDeviceID: 'PCI\\VEN_8086&DEV_9BC4&SUBSYS_170D1043&REV_05\\3&11583659&0&10',
      },
      {
        Name: 'Radeon RX 580 Series',
        PNPDeviceID: 'PCI\\VEN_1002&DEV_67DF&SUBSYS_C5801682&REV_E7\\4&26519AED&0&00E6',
      },
      { Name: 'Microsoft Remote Display Adapter', PNPDeviceID: 'SWD\\REMOTEDISPLAYENUM\\1' },
    ],
    registry: [{ name: 'Radeon RX 580 Series', bytes: 8_589_934_592 }],
  });

  it('reads ids to the revision, memory beyond 4 GiB, and not where a card is plugged in', () => {
    const gpus = parseWindowsGpus(answer);
    expect(gpus).toHaveLength(2);
    expect(gpus[1]).toMatchObject({
      names: expect.arrayContaining(['Radeon RX 580 Series', expect.stringContaining('Ellesmere')]),
      memoryBytes: 8 * 2 ** 30,
      pciIds: { subsystemVendor: 0x1682, subsystemDevice: 0xc580, revision: 0xe7 },
    });
    expect(JSON.stringify(gpus)).not.toContain('26519AED');
  });

  it('reads a figure that the driver wrote as bytes', () => {
    const name = 'Intel(R) UHD Graphics';
    const [controller] = JSON.parse(answer).controllers;
    const registry = [{ name, bytes: [0, 0, 0, 64, 0, 0, 0, 0] }];
    const [gpu] = parseWindowsGpus(JSON.stringify({ controllers: [controller], registry }));
    expect(gpu?.memoryBytes).toBe(2 ** 30);
  });
});

// Two cards of one computer, built.
describe('an adapter', () => {
  const gpus = parseNvidiaSmi(
    [
      'NVIDIA GeForce RTX 3060, 00000000:01:00.0, 0x250310DE, 0x397D1462, 12288, [N/A]',
      'NVIDIA GeForce RTX 3060 Ti, 00000000:02:00.0, 0x248610DE, 0x397D1462, 8192, [N/A]',
    ].join('\n'),
  );

  it('is the GPU whose name is nearest', () => {
    const match = matchAdapter({ name: 'NVIDIA GeForce RTX 3060' }, gpus);
    expect(match?.gpu.memoryBytes).toBe(12 * 2 ** 30);
    expect(match?.count).toBe(1);
    const ti = matchAdapter({ name: 'NVIDIA GeForce RTX 3060 Ti' }, gpus);
    expect(ti?.gpu.memoryBytes).toBe(8 * 2 ** 30);
  });

  it('is none where two fit alike, and none of another vendor', () => {
    expect(matchAdapter({ name: 'NVIDIA Graphics' }, gpus)).toBeUndefined();
    expect(matchAdapter({ name: 'AMD Radeon RX 6600' }, gpus)).toBeUndefined();
    expect(matchAdapter({ name: 'SwiftShader Device (Subzero)' }, gpus)).toBeUndefined();
  });
});

it('asks this system without an error', async () => {
  expect(Array.isArray(await readSystemGpus())).toBe(true);
});
