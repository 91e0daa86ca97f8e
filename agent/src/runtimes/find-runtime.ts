import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { installCommand } from './install-runtime.ts';
import {
  binaryPackages,
  installedBytes,
  type Platform,
  runtimePackage,
} from './runtime-packages.ts';

/** Where the runtime is, or why it cannot be used and what to do. */
export type FoundRuntime =
  | { readonly found: true; readonly entry: string; readonly version: string }
  | { readonly found: false; readonly reason: string; readonly nextStep: string };

/** The version in a package's own description, or undefined when it is not there. */
async function installedVersion(folder: string): Promise<string | undefined> {
  try {
    const description: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const { version } = description as { readonly version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    // Absent, unreadable and broken all mean that it has to be installed again.
    return undefined;
  }
}

/** Looks for the runtime in the folder into which it is installed on demand, and nowhere else. */
export async function findRuntime(
  folder: string,
  platform: Platform = { system: process.platform, processor: process.arch },
): Promise<FoundRuntime> {
  const [binaries] = binaryPackages(platform);
  if (binaries === undefined) {
    return {
      found: false,
      reason: `${runtimePackage.name} has no binaries for ${platform.system} on ${platform.processor}`,
      nextStep: 'Run without --llm: everything else is measured all the same.',
    };
  }
  const modules = join(folder, 'node_modules');
  const nextStep = `Install it (${formatBytes(installedBytes)}) with: ridgeline run --llm --install-llm (or by hand: ${installCommand(folder, binaries)})`;
  const version = await installedVersion(join(modules, runtimePackage.name));
  if (version === undefined) {
    return { found: false, reason: `${runtimePackage.name} is not installed`, nextStep };
  }
  if (version !== runtimePackage.version) {
    const reason = `${runtimePackage.name} ${version} is installed, and ${runtimePackage.version} is needed`;
    return { found: false, reason, nextStep };
  }
  if ((await installedVersion(join(modules, binaries))) !== runtimePackage.version) {
    const reason = `${runtimePackage.name} is installed without ${binaries} ${runtimePackage.version}, the binaries for this platform`;
    return { found: false, reason, nextStep };
  }
  const entry = pathToFileURL(join(modules, runtimePackage.name, 'dist', 'index.js')).href;
  return { found: true, entry, version };
}
