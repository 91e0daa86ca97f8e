import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { binaryPackages, type GpuBinaries, runtimePackage } from './runtime-packages.ts';

export interface InstallRuntimeOptions {
  /** Folder of the runtime's own, made when it does not exist. */
  readonly folder: string;
  /** Binaries for a GPU beside those for the CPU; several hundred MiB for CUDA. */
  readonly gpu?: GpuBinaries | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Lines that npm says. */
  readonly onLine?: (line: string) => void;
}

export type InstallRuntimeResult =
  | { readonly outcome: 'ok' }
  | { readonly outcome: 'failed'; readonly reason: string; readonly nextStep: string };

/**
 * Optional packages are the binaries for every platform, 725 MB, so only this platform's are named;
 * the install script would compile from source where they do not load, so no script is run.
 */
const flags = ['--omit=optional', '--ignore-scripts', '--save-exact', '--no-audit', '--no-fund'];

function packagesOf(binaries: readonly string[]): string[] {
  return [runtimePackage.name, ...binaries].map((name) => `${name}@${runtimePackage.version}`);
}

/** What a person would type to install the runtime into `folder`. */
export function installCommand(folder: string, binaries: string): string {
  return `npm install --prefix "${folder}" ${packagesOf([binaries]).join(' ')} ${flags.join(' ')}`;
}

/** Runs npm in `folder`; resolves with the exit code and the last lines of what it said. */
function runNpm(
  args: readonly string[],
  { folder, signal, onLine }: InstallRuntimeOptions,
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    let said = '';
    const child = spawn('npm', args, {
      // In its folder, so that no argument holds a path, which a shell would take apart.
      cwd: folder,
      // npm is a script on Windows, which only a shell starts; the arguments are our constants.
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal && { signal }),
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said = `${said}${text}`.slice(-2000);
        for (const line of text.split('\n')) if (line.trim() !== '') onLine?.(line);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}

/**
 * Installs the runtime and this platform's binaries into a folder of their own. Downloads some 85 MB
 * from npm's registry, so call it only after the user has agreed.
 */
export async function installRuntime(
  options: InstallRuntimeOptions,
): Promise<InstallRuntimeResult> {
  const { folder, gpu, signal } = options;
  const platform = { system: process.platform, processor: process.arch };
  const binaries = binaryPackages(platform, gpu);
  const [first] = binaries;
  if (first === undefined) {
    const reason = `${runtimePackage.name} has no binaries for ${platform.system} on ${platform.processor}`;
    return { outcome: 'failed', reason, nextStep: 'Run without --llm.' };
  }
  const nextStep = `See what is wrong by running it yourself: ${installCommand(folder, first)}`;
  try {
    await mkdir(folder, { recursive: true });
    // Without a description of its own npm would install into a parent folder that has one.
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    const { code, said } = await runNpm(['install', ...packagesOf(binaries), ...flags], options);
    if (code === 0) return { outcome: 'ok' };
    return { outcome: 'failed', reason: `npm ended with ${code}: ${said.trim()}`, nextStep };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: 'failed', reason: signal?.aborted ? 'interrupted' : reason, nextStep };
  }
}
