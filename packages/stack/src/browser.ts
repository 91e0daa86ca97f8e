import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
] as const;

/** Path of a Chromium that tests can drive (`CHROMIUM_PATH` wins), or undefined. */
export function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) return existsSync(named) ? named : undefined;
  return candidates.find((path) => existsSync(path));
}

function hasVulkanLoader(): boolean {
  const folders = ['x86_64-linux-gnu', 'aarch64-linux-gnu'];
  return folders.some((folder) => existsSync(`/usr/lib/${folder}/libvulkan.so.1`));
}

function apt(...args: string[]): void {
  spawnSync('apt-get', ['-qq', ...args], {
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/**
 * Install Debian's Chromium, and the Vulkan loader for its software adapter, where that can be done
 * without asking (root on Debian); elsewhere the tests that need them are skipped by name.
 */
export function ensureBrowser(): string | undefined {
  const isInstalled = findBrowser() !== undefined && hasVulkanLoader();
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!isInstalled && mayInstall) {
    process.stderr.write('Installing Chromium for the browser tests, once …\n');
    const packages = ['chromium', 'libvulkan1', 'fonts-liberation'];
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...packages);
  }
  return findBrowser();
}
