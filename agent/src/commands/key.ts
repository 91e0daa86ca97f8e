import { writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { loadKey } from '../store/key.ts';
import { pathsOf } from '../store/paths.ts';
import { defineCommand } from './command.ts';

export const keyCommand = defineCommand({
  examples: [['$0 key', 'fingerprint, public key and where the private one is kept']],
  options: (yargs) =>
    yargs.option('format', { choices: ['human', 'json'] as const, default: 'human' as const }),
  async run({ format }, environment) {
    const paths = pathsOf(environment.variables);
    const { fingerprint, publicKey } = await loadKey(paths);
    await writeResult(
      environment,
      format === 'json'
        ? JSON.stringify({ fingerprint, publicKey, keyFile: paths.keyFile })
        : [
            `owner       ${fingerprint}`,
            `public key  ${publicKey}`,
            `kept in     ${paths.keyFile} (back it up: it proves which runs are yours)`,
          ].join('\n'),
    );
    return exitCodes.ok;
  },
});
