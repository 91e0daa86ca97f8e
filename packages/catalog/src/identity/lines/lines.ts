import type { Line } from '../product.ts';
import { amdGraphics } from './amd-graphics.ts';
import { apple } from './apple.ts';
import { intelGraphics } from './intel-graphics.ts';
import { nvidiaDataCenter } from './nvidia-data-center.ts';
import { nvidiaGeforce } from './nvidia-geforce.ts';
import { nvidiaProfessional } from './nvidia-professional.ts';
import { otherGraphics } from './other-graphics.ts';
import { amdProcessors } from './processors-amd.ts';
import { armProcessors } from './processors-arm.ts';
import { intelProcessors } from './processors-intel.ts';

/** Every product line's grammar. No name is two lines'; a test holds that for all names that it knows. */
export const lines: readonly Line[] = [
  ...nvidiaGeforce,
  ...nvidiaProfessional,
  ...nvidiaDataCenter,
  ...amdGraphics,
  ...intelGraphics,
  ...apple,
  ...otherGraphics,
  ...amdProcessors,
  ...intelProcessors,
  ...armProcessors,
];
