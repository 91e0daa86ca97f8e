import { amdProcessors } from './amd-processors.ts';
import { amdRadeon } from './amd-radeon.ts';
import { appleSilicon } from './apple-silicon.ts';
import { armProcessors } from './arm-processors.ts';
import type { DeviceRow } from './device-row.ts';
import { intelGraphics } from './intel-graphics.ts';
import { intelProcessors } from './intel-processors.ts';
import { nvidiaGeforce } from './nvidia-geforce.ts';
import { nvidiaProfessional } from './nvidia-professional.ts';
import { otherGraphics } from './other-graphics.ts';

/** Every row of every table in this folder. */
export const deviceRows: readonly DeviceRow[] = [
  ...nvidiaGeforce,
  ...nvidiaProfessional,
  ...amdRadeon,
  ...intelGraphics,
  ...appleSilicon,
  ...otherGraphics,
  ...amdProcessors,
  ...intelProcessors,
  ...armProcessors,
];
