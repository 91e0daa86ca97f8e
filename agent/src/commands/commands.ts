import { adviseCommand } from './advise.ts';
import type { AnyCommand } from './command.ts';
import { compareCommand } from './compare.ts';
import { configCommand } from './config.ts';
import { devicesCommand } from './devices.ts';
import { doctorCommand } from './doctor.ts';
import { keyCommand } from './key.ts';
import { outboxCommand } from './outbox.ts';
import { predictCommand } from './predict.ts';
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
  predictCommand,
  compareCommand,
  adviseCommand,
  outboxCommand,
  keyCommand,
  configCommand,
] as const satisfies readonly AnyCommand[];
