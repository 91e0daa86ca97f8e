import { type SpawnSyncOptionsWithStringEncoding, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A reference that is not there, and why: named in the report, never skipped silently. */
export interface MissingReference {
  readonly reference: string;
  readonly reason: string;
}

/** The native programs that the engine is compared with; absent where they could not be had. */
export interface NativeReferences {
  /** STREAM's loops: gcc -O3 -fopenmp. */
  readonly stream?: string;
  /** The same source with every instruction of this CPU: the native read. */
  readonly nativeStream?: string;
  readonly sgemm?: { readonly program: string; readonly library: string };
  readonly missing: readonly MissingReference[];
  /** Deletes the programs. */
  remove(): void;
}

const openblasPackage = 'libopenblas0-pthread';
const libraryFolders = [
  '/usr/lib/x86_64-linux-gnu/openblas-pthread',
  '/usr/lib/aarch64-linux-gnu/openblas-pthread',
  '/usr/lib64',
];

/** Builds the C references, and installs OpenBLAS and gcc from Debian's packages where root may. */
export function buildNativeReferences(): NativeReferences {
  const folder = mkdtempSync(join(tmpdir(), 'ridgeline-bench-'));
  const missing: MissingReference[] = [];
  const attempt = <Value>(reference: string, make: () => Value): Value | undefined => {
    try {
      return make();
    } catch (error) {
      missing.push({ reference, reason: error instanceof Error ? error.message : `${error}` });
      return undefined;
    }
  };
  // gcc turns a copy loop into memcpy, whose stores are not ordinary ones.
  const ordinary = ['-O3', '-fopenmp', '-fno-tree-loop-distribute-patterns'];
  const stream = attempt('stream', () => compile(folder, 'stream', 'stream', ordinary));
  const nativeStream = attempt('native read', () =>
    compile(folder, 'stream', 'native-stream', [...ordinary, '-march=native']),
  );
  const sgemm = attempt('openblas', () => ({
    library: findOpenblas(),
    program: compile(folder, 'sgemm', 'sgemm', ['-O2', '-ldl']),
  }));
  return {
    ...(stream && { stream }),
    ...(nativeStream && { nativeStream }),
    ...(sgemm && { sgemm }),
    missing,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function compile(folder: string, source: string, name: string, flags: readonly string[]): string {
  if (!isOnPath('gcc')) install('gcc', 'libc6-dev');
  const file = fileURLToPath(new URL(`reference/${source}.c`, import.meta.url));
  const program = join(folder, name);
  const { status, stderr } = spawnSync('gcc', [file, '-o', program, ...flags], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`gcc did not build ${source}.c: ${stderr.slice(0, 300)}`);
  return program;
}

function isOnPath(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

function findOpenblas(): string {
  const find = () =>
    libraryFolders
      .map((folder) => join(folder, 'libopenblas.so.0'))
      .find((file) => existsSync(file));
  const found = find();
  if (found !== undefined) return found;
  install(openblasPackage);
  const installed = find();
  if (installed === undefined) throw new Error(`${openblasPackage} brought no libopenblas.so.0.`);
  return installed;
}

function install(...packages: readonly string[]): void {
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) {
    throw new Error(
      `Install ${packages.join(' and ')} with your system's package manager, then retry.`,
    );
  }
  const options: SpawnSyncOptionsWithStringEncoding = {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  const { status, stderr } = spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    { ...options, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } },
  );
  if (status !== 0) throw new Error(`apt-get could not install ${packages}: ${stderr.slice(-300)}`);
}
