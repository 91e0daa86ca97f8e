import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { submission } from '@ridgeline/schema/submission';
import { expect, test } from 'vitest';
import { runAgent } from '../support/agent.ts';
import { temporaryFolder } from '../support/test-stack.ts';

/** Why no processor is kept awake here; undefined where they are. */
function notHere(): string | undefined {
  if (process.platform !== 'linux') return 'not Linux';
  const isVirtual = /\bhypervisor\b/.test(readFileSync('/proc/cpuinfo', 'utf8'));
  if (!isVirtual) return 'not a virtual machine';
  const isPossible = spawnSync('taskset', ['-c', '0', 'chrt', '-i', '0', 'true']).status === 0;
  return isPossible ? undefined : 'no taskset or chrt';
}

/** Command lines of all processes, on Linux. */
function commandLines(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [readFileSync(`/proc/${name}/cmdline`, 'utf8')];
      } catch {
        return [];
      }
    });
}

test.skipIf(notHere() !== undefined)(
  'a run in a virtual machine keeps its processors awake, counts it as its own work and ends it',
  async () => {
    const home = await temporaryFolder();
    const before = commandLines().filter((line) =>
      line.includes('while read -r pid name state'),
    ).length;
    const args = ['run', '--backend', 'wasm', '--kernel', 'read', '--format', 'json'];
    const { exitCode, stdout } = await runAgent(home.path, args);
    await home.remove();
    expect(exitCode).toBe(0);
    const { noise, measurements } = submission.parse(JSON.parse(stdout));
    expect(noise.wereCpusKeptAwake).toBe(true);
    // Every processor spins, so a run that took this for other programs' work would find no quiet time.
    expect(noise.otherCpuRatio).toBeLessThan(0.9);
    expect(measurements.some(({ outcome }) => outcome === 'ok')).toBe(true);
    const after = commandLines().filter((line) =>
      line.includes('while read -r pid name state'),
    ).length;
    expect(after).toBeLessThanOrEqual(before);
  },
);
