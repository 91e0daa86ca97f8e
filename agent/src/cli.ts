import yargs, { type Argv } from 'yargs';
import { type AvailableCommand, loadCommands } from './commands/commands.ts';
import type { Environment } from './environment.ts';
import { type ExitCode, exitCodes, exitWords } from './exit-codes.ts';
import { UserError } from './user-error.ts';
import { agentVersion } from './version.ts';

const exitText = Object.values(exitWords)
  .map(({ code, words }) => `  ${String(code).padEnd(3)} ${words}`)
  .join('\n');

const epilogue = `Exit codes:
${exitText}
Flags win over RIDGELINE_API, which wins over the config file. Nothing is sent without submit.`;

/** Width of --help: the terminal's, within what reads well. */
function helpWidth(environment: Environment): number {
  return Math.min(100, Math.max(60, environment.stdout.columns ?? 80));
}

/** yargs loses a lone "-" among positionals, so it travels through it as this. */
const dash = '\u0000-';

function withDashes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDashes);
  return value === dash ? '-' : value;
}

function restoreDashes(flags: object): object {
  return Object.fromEntries(Object.entries(flags).map(([key, value]) => [key, withDashes(value)]));
}

function addCommand(
  cli: Argv,
  { usage, summary, loaded }: AvailableCommand,
  onRun: (run: () => Promise<ExitCode>) => void,
  environment: Environment,
): Argv {
  if (loaded === undefined) return cli.command(usage, summary);
  return cli.command(
    usage,
    summary,
    (builder) => {
      const withExamples = loaded.examples.reduce(
        (each, [line, meaning]) => each.example(line, meaning),
        builder,
      );
      return loaded.options(withExamples);
    },
    (flags) => onRun(() => loaded.run(restoreDashes(flags), environment)),
  );
}

/**
 * Run one command line.
 * @returns the exit code
 * @throws UserError for everything that the user can mend
 */
export async function runCli(args: readonly string[], environment: Environment): Promise<ExitCode> {
  let chosen: (() => Promise<ExitCode>) | undefined;
  const base = yargs(args.map((arg) => (arg === '-' ? dash : arg)))
    .scriptName('ridgeline')
    .usage('$0 <command>\n\nMeasure what this machine can do for LLM work.')
    .example('$0 run', 'measure this machine for 30 s; nothing is sent')
    .example('$0 run --submit', 'measure and put it on the board')
    .example('$0 show --format csv', 'the newest run as a table')
    .version(agentVersion)
    .help()
    .alias('h', 'help')
    .wrap(helpWidth(environment))
    .strict()
    .recommendCommands()
    .demandCommand(1, 'Name a command, e.g. ridgeline run')
    .completion('completion', 'print a completion script for your shell')
    .epilogue(epilogue)
    .exitProcess(false)
    // English whatever the system's language: the texts of the commands are.
    .locale('en')
    .fail((message, error) => {
      if (error) throw error;
      throw new UserError(message, 'See: ridgeline --help');
    });
  const commands = await loadCommands(args);
  const cli = commands.reduce<Argv>(
    (each, command) =>
      addCommand(
        each,
        command,
        (run) => {
          chosen = run;
        },
        environment,
      ),
    base,
  );
  await cli.parseAsync();
  return chosen === undefined ? exitCodes.ok : chosen();
}
