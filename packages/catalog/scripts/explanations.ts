import type { CatalogDevice } from '../src/device.ts';
import { fluidX3D } from '../src/devices/device-row.ts';

/** Why a contradiction stands, or undefined where nobody has looked into it. */
export function explanationOf(device: CatalogDevice, check: string): string | undefined {
  if (check === 'price') {
    const isMarket = device.prices.some(({ source }) =>
      /marketplace|akash|community|vast|spheron|tensordock|runpod/.test(source),
    );
    return isMarket
      ? 'The cheapest offer of a market stands beside list prices of clouds.'
      : undefined;
  }
  const isTable = device.source === fluidX3D || device.source !== device.sheetSource;
  if (!isTable) return undefined;
  if (device.kind === 'cpu')
    return 'The table has the memory of one computer, the sheet the fastest.';
  return /f32|compute/.test(check)
    ? 'FluidX3D counts the clock that its very card reported, and both halves of dual issue.'
    : 'Two sources differ; that of the table stands, since calibration rests on it.';
}
