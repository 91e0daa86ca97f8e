import type { AnyCommand } from './command.ts';

/** A command as --help lists it. What it needs is loaded when it is chosen, so help is there at once. */
export interface ListedCommand {
  /** As yargs takes it: name and positionals. */
  readonly usage: string;
  readonly summary: string;
  load(): Promise<AnyCommand>;
}

/** Every command by its name, in the order of --help. */
export const commands: Readonly<Record<string, ListedCommand>> = {
  run: {
    usage: 'run',
    summary: 'measure this machine; nothing is sent unless you say --submit',
    load: async () => (await import('./run.ts')).runCommand,
  },
  show: {
    usage: 'show [source]',
    summary: 'show a run again, in any format',
    load: async () => (await import('./show.ts')).showCommand,
  },
  submit: {
    usage: 'submit [source]',
    summary: 'send a run to the board: a file, a run id, "-" for standard input, or all that wait',
    load: async () => (await import('./submit.ts')).submitCommand,
  },
  devices: {
    usage: 'devices',
    summary: 'what this machine has, and which backends can measure it',
    load: async () => (await import('./devices.ts')).devicesCommand,
  },
  doctor: {
    usage: 'doctor',
    summary: 'check what a good measurement needs, and say what to mend',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  predict: {
    usage: 'predict',
    summary: 'predict how fast a model runs on a machine',
    load: async () => (await import('./predict.ts')).predictCommand,
  },
  compare: {
    usage: 'compare <machines..>',
    summary: 'put machines side by side: runs of yours, devices of the catalogue',
    load: async () => (await import('./compare.ts')).compareCommand,
  },
  advise: {
    usage: 'advise',
    summary: 'name the cheapest devices that suffice for a job, CPUs among them',
    load: async () => (await import('./advise.ts')).adviseCommand,
  },
  outbox: {
    usage: 'outbox',
    summary: 'list the runs that wait to be sent',
    load: async () => (await import('./outbox.ts')).outboxCommand,
  },
  key: {
    usage: 'key',
    summary: 'show the public key that signs your runs (made on first use)',
    load: async () => (await import('./key.ts')).keyCommand,
  },
  config: {
    usage: 'config [key] [value]',
    summary: 'show the configuration, or set a key',
    load: async () => (await import('./config.ts')).configCommand,
  },
};

/** A command of the list, loaded where the command line may need more than its name. */
export interface AvailableCommand extends ListedCommand {
  readonly loaded?: AnyCommand;
}

/**
 * All commands, of which those are loaded that a command line may need: the one it names, none where it
 * has flags only (help, version), and all where it names something else, which may be completion.
 * @param args what follows `ridgeline`
 */
export async function loadCommands(args: readonly string[]): Promise<readonly AvailableCommand[]> {
  const name = args.find((arg) => !arg.startsWith('-'));
  const isKnown = name !== undefined && Object.hasOwn(commands, name);
  return Promise.all(
    Object.entries(commands).map(async ([each, command]) => {
      const isNeeded = name !== undefined && (!isKnown || each === name);
      return isNeeded ? { ...command, loaded: await command.load() } : command;
    }),
  );
}
