import { cpus, freemem, loadavg } from 'node:os';
import type { CpuRoom } from '@ridgeline/measure/room/cpu-room';
import { readRoom } from '@ridgeline/measure/room/read-room';
import { threadCounts } from '@ridgeline/measure/room/thread-counts';
import { formatBytes } from '@ridgeline/units/format-bytes';
import pc from 'picocolors';
import { chooseAdapters } from '../choose-adapters.ts';
import { type Environment, say, writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { readSystemGpus } from '../host/gpus/read-system-gpus.ts';
import { probeEverywhere } from '../plan-groups.ts';
import { listGpus } from '../processes/run-group.ts';
import { apiAddress, readConfig } from '../store/config.ts';
import { isKeyExposed } from '../store/key.ts';
import { Outbox } from '../store/outbox.ts';
import { pathsOf } from '../store/paths.ts';
import { messageOf, UserError } from '../user-error.ts';
import { defineCommand } from './command.ts';

type Verdict = 'ok' | 'warn' | 'fail';

interface Finding {
  readonly verdict: Verdict;
  readonly text: string;
  readonly nextStep?: string;
}

function checkNode(): Finding {
  const major = Number.parseInt(process.versions.node, 10);
  const text = `Node ${process.versions.node}`;
  return major >= 24
    ? { verdict: 'ok', text }
    : { verdict: 'warn', text, nextStep: 'Ranked CPU results need Node 24 or newer.' };
}

function checkMemory(): Finding {
  const free = freemem();
  const text = `${formatBytes(free)} of memory is free`;
  return free > 2 ** 31
    ? { verdict: 'ok', text }
    : { verdict: 'warn', text, nextStep: 'Close programs: the bandwidth test wants 2 GiB.' };
}

function checkLoad(): Finding[] {
  if (process.platform === 'win32') return [];
  const load = loadavg()[0] ?? 0;
  const text = `load average ${load.toFixed(2)} on ${cpus().length} cores`;
  return load < 0.5
    ? [{ verdict: 'ok', text }]
    : [{ verdict: 'warn', text, nextStep: 'Close other programs, or the result is flagged.' }];
}

/** What a container or a mask leaves of the machine. */
function checkRoom({ machine, allowed, quotaCores, memoryLimitBytes }: CpuRoom): Finding[] {
  const findings: Finding[] = [];
  if (quotaCores !== undefined) {
    const text = `a limit of ${quotaCores} of ${machine.logicalCores} processors' time`;
    const nextStep = 'Lift it (docker --cpus, Kubernetes limits.cpu): the run says cpu-quota.';
    findings.push({ verdict: 'warn', text, nextStep });
  }
  if (allowed.logicalCores < machine.logicalCores) {
    const text = `${allowed.logicalCores} of ${machine.logicalCores} processors may be used`;
    findings.push({ verdict: 'warn', text, nextStep: 'Lift the cpuset or the mask (taskset).' });
  }
  if (memoryLimitBytes !== undefined) {
    const text = `a limit of ${formatBytes(memoryLimitBytes)} of memory`;
    findings.push({ verdict: 'warn', text, nextStep: 'Lift it (docker --memory), if you can.' });
  }
  return findings;
}

async function checkStore(environment: Environment): Promise<Finding[]> {
  const paths = pathsOf(environment.variables);
  const outbox = new Outbox(paths);
  const findings: Finding[] = [];
  try {
    await readConfig(paths);
    findings.push({ verdict: 'ok', text: `configuration ${paths.configFile}` });
  } catch (error) {
    findings.push({
      verdict: 'fail',
      text: messageOf(error),
      nextStep: 'Mend or remove the file.',
    });
  }
  try {
    await outbox.assertWritable();
  } catch (error) {
    const nextStep = error instanceof UserError ? error.nextStep : 'Check the disk.';
    return [...findings, { verdict: 'fail', text: messageOf(error), nextStep }];
  }
  const waiting = (await outbox.waiting()).length;
  const bad = await outbox.badCount();
  findings.push({
    verdict: 'ok',
    text: `outbox ${paths.outboxFolder}: ${waiting} waiting`,
    ...(waiting > 0 && { nextStep: 'Send them: ridgeline submit' }),
  });
  if (await isKeyExposed(paths)) {
    findings.push({
      verdict: 'warn',
      text: `${paths.keyFile} can be read by others`,
      nextStep: `chmod 600 ${paths.keyFile}`,
    });
  }
  if (bad > 0) {
    findings.push({
      verdict: 'warn',
      text: `${bad} unreadable files in ${paths.badFolder}`,
      nextStep: 'Look at them, then remove them.',
    });
  }
  return findings;
}

async function checkApi(flag: string, environment: Environment): Promise<Finding> {
  const api = await apiAddress(
    flag || undefined,
    environment.variables,
    pathsOf(environment.variables),
  );
  try {
    const answer = await fetch(new URL('/healthz', api), { signal: AbortSignal.timeout(5000) });
    if (answer.ok) return { verdict: 'ok', text: `API ${api}` };
    return {
      verdict: 'fail',
      text: `API ${api} answered ${answer.status}`,
      nextStep: 'Try later.',
    };
  } catch (error) {
    return {
      verdict: 'fail',
      text: `API ${api} cannot be reached: ${messageOf(error)}`,
      nextStep: 'Start one with npm start, or name another with --api.',
    };
  }
}

async function checkBackends(room: CpuRoom, environment: Environment): Promise<Finding[]> {
  const signal = environment.interrupted;
  const request = { preset: 'full', devices: undefined } as const;
  const { adapters, leftOut } = chooseAdapters(
    await listGpus(signal),
    await readSystemGpus(),
    request,
  );
  const probes = await probeEverywhere(adapters, threadCounts(room), signal);
  return [
    ...probes.map(({ adapter, backend, probe }): Finding => {
      if (!probe.isAvailable) {
        return { verdict: 'warn', text: `backend ${backend}`, nextStep: probe.reason };
      }
      const name = probe.adapter?.name ?? adapter?.name;
      const where = name === undefined ? '' : ` on ${name}`;
      const label = probe.adapter?.isSoftwareAdapter
        ? ', a software adapter: not ranked as a GPU'
        : '';
      return { verdict: 'ok', text: `backend ${backend}${where}${label}` };
    }),
    ...leftOut.map(
      ({ name, reason }): Finding => ({
        verdict: 'warn',
        text: `${name} is left out`,
        nextStep: reason,
      }),
    ),
  ];
}

export const doctorCommand = defineCommand({
  examples: [
    ['$0 doctor', 'check this machine; nothing is sent'],
    ['$0 doctor --api http://localhost:8787', 'also ask the API whether it is up'],
  ],
  options: (yargs) =>
    yargs.option('api', { type: 'string', describe: 'also check that this API answers' }),
  async run({ api }, environment) {
    say(environment, 'Checking this machine, a few seconds …');
    const room = readRoom();
    const findings = [
      checkNode(),
      checkMemory(),
      ...checkLoad(),
      ...(await checkStore(environment)),
      ...checkRoom(room),
      ...(await checkBackends(room, environment)),
      ...(api === undefined ? [] : [await checkApi(api, environment)]),
    ];
    const isPlain = environment.variables.NO_COLOR !== undefined || !environment.stdout.isTTY;
    const colors = pc.createColors(!isPlain);
    const paint = { ok: colors.green, warn: colors.yellow, fail: colors.red };
    const lines = findings.map(({ verdict, text, nextStep }) => {
      const advice = nextStep === undefined ? '' : `\n       ${colors.dim(`→ ${nextStep}`)}`;
      return `${paint[verdict](verdict.padEnd(5))}  ${text}${advice}`;
    });
    await writeResult(environment, lines.join('\n'));
    const isBroken = findings.some(({ verdict }) => verdict === 'fail');
    return isBroken ? exitCodes.noDevice : exitCodes.ok;
  },
});
