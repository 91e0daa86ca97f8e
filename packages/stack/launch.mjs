// The door behind every npm script of the root: `launch.mjs COMMAND [ARGUMENTS]`, one of commands.json. It runs on
// the Node that is there (20 or newer, nothing installed yet), installs what is missing, and hands over to the pinned
// Node.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const environment = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  // Nothing is sent anywhere: no metrics, no banners, no look-ups of a new version.
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  NO_UPDATE_NOTIFIER: '1',
};

/** @param {string} message */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** @param {string} path */
function packagesOf(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** True when node_modules holds what the lock file names; npm writes its own record last, so a broken install is seen. */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      !path.startsWith('node_modules/') ||
      (present[path] === undefined ? optional : present[path].version === version),
  );
}

/** Install from the lock file when something is missing or of another version. */
function install() {
  if (isInstalled()) return;
  process.stderr.write('Installing packages (npm ci), once …\n');
  const npm = process.env.npm_execpath;
  const [program, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const { status } = spawnSync(
    program,
    [...first, 'ci', '--no-fund', '--no-audit', '--loglevel=error'],
    {
      cwd: root,
      // The result of a command goes to stdout, this is progress.
      stdio: ['ignore', 2, 2],
      shell: !npm && process.platform === 'win32',
    },
  );
  if (status !== 0) {
    fail(`npm ci failed (${status}). Check the network and free disk space, then retry.`);
  }
}

/** The pinned Node of node_modules on Linux, else the one that runs this. */
function pinnedNode() {
  const pinned = join(bin, 'node');
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 12)) {
    fail(
      `Node ${process.versions.node} is too old and none is pinned for this platform. ` +
        'Install Node 24 (22.12 at least), then retry.',
    );
  }
  return process.execPath;
}

/** @type {{ name: string, script: string, summary: string }[]} */
const commands = JSON.parse(readFileSync(new URL('./commands.json', import.meta.url), 'utf8'));

/** What `npm run help` prints: the commands, each with what it does. */
function listing() {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return ['npm run COMMAND [-- ARGUMENTS]', '', ...lines, ''].join('\n');
}

const [name, ...rest] = process.argv.slice(2);
const command = commands.find((each) => each.name === name);
if (command === undefined) {
  if (name !== 'help') fail(`There is no command ${name ?? '(none named)'}.\n\n${listing()}`);
  process.stdout.write(listing());
  process.exit(0);
}

install();
const child = spawn(pinnedNode(), [join(root, command.script), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: environment,
});
// This process only waits: the child stops what it started. A terminal sends Ctrl-C to both, npm only here.
process.on('SIGINT', () => child.kill('SIGINT'));
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGHUP', () => child.kill('SIGTERM'));
child.once('close', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
