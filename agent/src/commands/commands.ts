import type { AnyCommand } from './command.ts';
import { devicesCommand } from './devices.ts';
import { doctorCommand } from './doctor.ts';
import { runCommand } from './run.ts';
import { showCommand } from './show.ts';
import { submitCommand } from './submit.ts';

/** Every command, in the order of --help. */
export const commands = [
  runCommand,
  showCommand,
  submitCommand,
  devicesCommand,
  doctorCommand,
] as const satisfies readonly AnyCommand[];
