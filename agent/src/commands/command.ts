import type { Argv } from 'yargs';
import type { Environment } from '../environment.ts';
import type { ExitCode } from '../exit-codes.ts';

/** One command of the agent; its name and summary stand in `commands.ts`. */
export interface Command<T = object> {
  /** Shown before the flags. */
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  options(yargs: Argv): Argv<T>;
  run(flags: T, environment: Environment): Promise<ExitCode>;
}

/** A command whose flag types are known to itself only. */
export interface AnyCommand {
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  options(yargs: Argv): Argv;
  run(flags: object, environment: Environment): Promise<ExitCode>;
}

/** Define a command. Its flags reach `run` as `options` declared them: yargs has checked them. */
export function defineCommand<T extends object>(command: Command<T>): AnyCommand {
  return {
    ...command,
    options: (yargs) => command.options(yargs) as unknown as Argv,
    run: (flags, environment) => command.run(flags as T, environment),
  };
}
