import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseDarwinModel, parseWindowsModel, readLinuxModel } from './computer-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'ridgeline-models-'));
afterAll(() => rmSync(folder, { recursive: true }));

function machine(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const dmi = 'sys/class/dmi/id';

test('a computer is called what its firmware calls it, and a laptop is told from a desktop', () => {
  const thinkPad = machine('laptop', {
    [`${dmi}/sys_vendor`]: 'LENOVO\n',
    [`${dmi}/product_name`]: '21HDCTO1WW\n',
    [`${dmi}/chassis_type`]: '10\n',
    [`${dmi}/product_serial`]: 'PF-NEVER-READ\n',
    [`${dmi}/product_uuid`]: 'd2c1-never-read\n',
  });
  expect(readLinuxModel(thinkPad)).toEqual({
    hardwareVendor: 'LENOVO',
    hardwareModel: '21HDCTO1WW',
    formFactor: 'laptop',
  });
  const raspberryPi = machine('board', {
    'proc/device-tree/model': 'Raspberry Pi 5 Model B Rev 1.0\0',
  });
  expect(readLinuxModel(raspberryPi)).toEqual({ hardwareModel: 'Raspberry Pi 5 Model B Rev 1.0' });
});

test('what a maker left unfilled is absent', () => {
  const board = machine('desktop', {
    [`${dmi}/sys_vendor`]: 'To Be Filled By O.E.M.\n',
    [`${dmi}/product_name`]: 'System Product Name\n',
    [`${dmi}/chassis_type`]: '3\n',
  });
  expect(readLinuxModel(board)).toEqual({ formFactor: 'desktop' });
});

test('macOS and Windows name their models', () => {
  expect(parseDarwinModel('MacBookPro18,1')).toMatchObject({ formFactor: 'laptop' });
  expect(parseDarwinModel('Mac15,9')).toEqual({
    hardwareVendor: 'Apple',
    hardwareModel: 'Mac15,9',
  });
  const json = '{"Manufacturer":"ASUSTeK COMPUTER INC.","Model":"ROG Zephyrus","PCSystemType":2}';
  expect(parseWindowsModel(json)).toEqual({
    hardwareVendor: 'ASUSTeK COMPUTER INC.',
    hardwareModel: 'ROG Zephyrus',
    formFactor: 'laptop',
  });
});
