import { cpuSlice, sliceWords } from '@ridgeline/evaluation/cpu-slice';
import type { GpuAdapter } from '@ridgeline/measure/gpu/gpu-adapter';
import { threadCounts } from '@ridgeline/measure/room/thread-counts';
import { formatBytes } from '@ridgeline/units/format-bytes';
import pc from 'picocolors';
import { type ChosenAdapters, chooseAdapters } from '../choose-adapters.ts';
import { systemFacts } from '../describe-gpu.ts';
import { type Environment, say, writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { readSystemGpus } from '../host/gpus/read-system-gpus.ts';
import type { SystemGpu } from '../host/gpus/system-gpu.ts';
import { type HostFacts, readHostFacts } from '../host/host-facts.ts';
import { type DeviceProbe, probeEverywhere } from '../plan-groups.ts';
import { listGpus } from '../processes/run-group.ts';
import { defineCommand } from './command.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** What is here: the processor, every GPU, and what can measure them. */
interface Machine {
  readonly facts: HostFacts;
  readonly gpus: readonly SystemGpu[];
  readonly chosen: ChosenAdapters;
  readonly probes: readonly DeviceProbe[];
}

async function lookAtMachine(environment: Environment): Promise<Machine> {
  const signal = environment.interrupted;
  const facts = await readHostFacts();
  const gpus = await readSystemGpus();
  const found = await listGpus(signal);
  const chosen = chooseAdapters(found, gpus, { preset: 'full', devices: undefined });
  const probes = await probeEverywhere(chosen.adapters, threadCounts(facts.room), signal);
  return { facts, gpus, chosen, probes };
}

function cpuLines({ facts }: Machine, colors: Colors): string[] {
  const { cpu, host } = facts;
  const slice = cpuSlice({ host, devices: [cpu] });
  return [
    colors.bold(cpu.name),
    `  ${cpu.physicalCores ?? host.logicalCores} cores, ${formatBytes(host.memoryBytes)}, last-level cache ${formatBytes(facts.cacheBytes)}`,
    ...(slice === undefined ? [] : [`  ${sliceWords(slice, cpu.name)}`]),
    `  ${(cpu.instructionSets ?? []).join(' ')}`,
    '',
  ];
}

function gpuWords(adapter: GpuAdapter, gpus: readonly SystemGpu[]): string {
  const { count = adapter.count, gpuCores, memoryBytes } = systemFacts(adapter, gpus);
  const details = [
    adapter.api,
    memoryBytes && formatBytes(memoryBytes),
    gpuCores && `${gpuCores} cores`,
    count > 1 && `${count} of them, one is measured`,
    adapter.isSoftwareAdapter && 'software adapter: labelled, not ranked as a GPU',
  ];
  return `${adapter.name}: ${details.filter(Boolean).join(', ')}`;
}

function gpuLines({ chosen, gpus }: Machine, colors: Colors): string[] {
  const { adapters, leftOut } = chosen;
  if (adapters.length + leftOut.length === 0) return [];
  return [
    colors.bold('GPUs'),
    ...adapters.map((adapter, index) => `  gpu${index}  ${gpuWords(adapter, gpus)}`),
    ...leftOut.map(({ name, reason }) => colors.dim(`  left out: ${name}: ${reason}`)),
    '',
  ];
}

function backendLine({ backend, title, probe }: DeviceProbe, width: number, colors: Colors) {
  const name = `  ${backend.padEnd(width + 1)}`;
  if (!probe.isAvailable) return `${name}${colors.dim(`not available: ${probe.reason}`)}`;
  const { adapter, api, libraryName, libraryVersion, threads } = probe;
  const details = [
    adapter && `${adapter.name}${adapter.isSoftwareAdapter ? ' (software adapter)' : ''}`,
    api,
    libraryName && `${libraryName} ${libraryVersion ?? ''}`.trim(),
    threads && `${threads} thread${threads === 1 ? '' : 's'}`,
  ].filter((text) => text !== undefined && text !== 0);
  return `${name}${colors.green('ready')}  ${title}: ${details.join(', ')}`;
}

/** The same for programs: each GPU with what the system says of it. */
function jsonOf({ facts, gpus, chosen, probes }: Machine): string {
  return JSON.stringify({
    host: facts.host,
    cpu: facts.cpu,
    gpus: chosen.adapters.map((adapter, index) => ({
      id: `gpu${index}`,
      ...adapter,
      ...systemFacts(adapter, gpus),
    })),
    leftOut: chosen.leftOut,
    backends: probes.map(({ adapter, backend, title, probe }) => ({
      backend,
      title,
      ...(adapter !== undefined && { device: adapter.name }),
      ...probe,
    })),
  });
}

export const devicesCommand = defineCommand({
  examples: [
    ['$0 devices', 'devices and software paths'],
    ['$0 devices --format json', 'the same for programs'],
  ],
  options: (yargs) =>
    yargs.option('format', { choices: ['human', 'json'] as const, default: 'human' as const }),
  async run({ format }, environment) {
    say(environment, 'Looking at this machine, a few seconds …');
    const machine = await lookAtMachine(environment);
    const { probes } = machine;
    const isAnyAvailable = probes.some(({ probe }) => probe.isAvailable);
    const exitCode = isAnyAvailable ? exitCodes.ok : exitCodes.noDevice;
    if (format === 'json') {
      await writeResult(environment, jsonOf(machine));
      return exitCode;
    }
    const isPlain = environment.variables.NO_COLOR !== undefined || !environment.stdout.isTTY;
    const colors = pc.createColors(!isPlain);
    const width = Math.max(...probes.map(({ backend }) => backend.length));
    const lines = [
      ...cpuLines(machine, colors),
      ...gpuLines(machine, colors),
      colors.bold('Backends'),
      ...probes.map((probe) => backendLine(probe, width, colors)),
    ];
    await writeResult(environment, lines.join('\n'));
    return exitCode;
  },
});
