import type { AnyCommand } from './command.ts';

/** Loads a command with all that it needs, which others do not pay for. */
export type LoadCommand = () => Promise<AnyCommand>;

/** Every command by its name, in the order of --help. */
export const commands: Readonly<Record<string, LoadCommand>> = {
  run: async () => (await import('./run.ts')).runCommand,
  show: async () => (await import('./show.ts')).showCommand,
  submit: async () => (await import('./submit.ts')).submitCommand,
  devices: async () => (await import('./devices.ts')).devicesCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  predict: async () => (await import('./predict.ts')).predictCommand,
  compare: async () => (await import('./compare.ts')).compareCommand,
  advise: async () => (await import('./advise.ts')).adviseCommand,
  outbox: async () => (await import('./outbox.ts')).outboxCommand,
  key: async () => (await import('./key.ts')).keyCommand,
  config: async () => (await import('./config.ts')).configCommand,
};

/**
 * The commands that a command line may need: the one it names, or all where it names none, as for help.
 * @param args what follows `ridgeline`
 */
export function loadCommands(args: readonly string[]): Promise<readonly AnyCommand[]> {
  const name = args.find((arg) => !arg.startsWith('-')) ?? '';
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const needed = load === undefined ? Object.values(commands) : [load];
  return Promise.all(needed.map((each) => each()));
}
