import { execFileSync } from 'node:child_process';
import { SystemFiles } from '@ridgeline/measure/room/system-files';

/** The computer as its firmware calls it. Serial numbers and universal ids are never read. */
export interface ComputerModel {
  readonly hardwareVendor?: string;
  readonly hardwareModel?: string;
  readonly formFactor?: 'desktop' | 'laptop';
}

/** Chassis types of the SMBIOS specification, section 7.4.1. */
const laptopChassis = new Set([8, 9, 10, 14, 30, 31, 32]);
const desktopChassis = new Set([3, 4, 5, 6, 7, 13, 15, 16, 24, 35, 36]);

/** What boards say whose maker filled nothing in. */
const emptyWords =
  /^(?:to be filled.*|default string|system (?:product name|manufacturer)|not (?:specified|applicable)|none|unknown|o\.?e\.?m\.?)$/i;

function meaningful(text: string | undefined): string | undefined {
  const clean = text?.replaceAll('\0', '').trim() ?? '';
  return clean === '' || emptyWords.test(clean) ? undefined : clean;
}

function modelOf(
  vendor: string | undefined,
  model: string | undefined,
  formFactor?: ComputerModel['formFactor'],
): ComputerModel {
  const [hardwareVendor, hardwareModel] = [meaningful(vendor), meaningful(model)];
  return {
    ...(hardwareVendor !== undefined && { hardwareVendor }),
    ...(hardwareModel !== undefined && { hardwareModel }),
    ...(formFactor !== undefined && { formFactor }),
  };
}

/**
 * From the firmware's tables, or a board's device tree.
 * @param root folder that stands for `/`
 */
export function readLinuxModel(root = '/'): ComputerModel {
  const files = new SystemFiles(root);
  const table = 'sys/class/dmi/id';
  const chassis = files.number(`${table}/chassis_type`) ?? 0;
  const laptop = laptopChassis.has(chassis) ? 'laptop' : undefined;
  const model = files.text(`${table}/product_name`) ?? files.text('proc/device-tree/model');
  const desktop = desktopChassis.has(chassis) ? 'desktop' : undefined;
  return modelOf(files.text(`${table}/sys_vendor`), model, laptop ?? desktop);
}

/** @param text answer of `sysctl -n hw.model`, such as `MacBookPro18,1` or `Mac15,9` */
export function parseDarwinModel(text: string): ComputerModel {
  return modelOf('Apple', text, /^MacBook/.test(text) ? 'laptop' : undefined);
}

/** Asks Windows for what its firmware says. */
export const computerQuery =
  'Get-CimInstance Win32_ComputerSystem | Select-Object Manufacturer,Model,PCSystemType | ConvertTo-Json -Compress';

/** @param json answer to {@link computerQuery} */
export function parseWindowsModel(json: string): ComputerModel {
  const { Manufacturer, Model, PCSystemType } = JSON.parse(json) as Record<string, unknown>;
  // Win32_ComputerSystem: 1 desktop, 2 mobile, 3 workstation.
  const forms = { 1: 'desktop', 2: 'laptop', 3: 'desktop' } as const;
  const form = forms[PCSystemType as keyof typeof forms];
  return modelOf(`${Manufacturer ?? ''}`, `${Model ?? ''}`, form);
}

function answerOf(command: string, words: readonly string[]): string {
  return execFileSync(command, [...words], { encoding: 'utf8', timeout: 10_000 }).trim();
}

/** The model of this computer; what its system does not tell is absent. */
export function readComputerModel(): ComputerModel {
  try {
    if (process.platform === 'linux') return readLinuxModel();
    if (process.platform === 'darwin')
      return parseDarwinModel(answerOf('sysctl', ['-n', 'hw.model']));
    if (process.platform !== 'win32') return {};
    const words = ['-NoProfile', '-NonInteractive', '-Command', computerQuery];
    return parseWindowsModel(answerOf('powershell.exe', words));
  } catch {
    return {};
  }
}
