import { cpuSlice, sliceWords } from '@ridgeline/evaluation/cpu-slice';
import { threadCounts } from '@ridgeline/measure/room/thread-counts';
import { formatBytes } from '@ridgeline/units/format-bytes';
import pc from 'picocolors';
import { say, writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { readHostFacts } from '../host/host-facts.ts';
import { backendGroups } from '../processes/backend-groups.ts';
import { probeGroup } from '../processes/run-group.ts';
import { defineCommand } from './command.ts';

export const devicesCommand = defineCommand({
  examples: [
    ['$0 devices', 'devices and software paths'],
    ['$0 devices --format json', 'the same for programs'],
  ],
  options: (yargs) =>
    yargs.option('format', { choices: ['human', 'json'] as const, default: 'human' as const }),
  async run({ format }, environment) {
    say(environment, 'Looking at this machine, a few seconds …');
    const facts = await readHostFacts();
    const counts = threadCounts(facts.room);
    const probes = [];
    for (const group of backendGroups) {
      probes.push(...(await probeGroup(group, counts, environment.interrupted)));
    }
    const isAnyAvailable = probes.some(({ probe }) => probe.isAvailable);
    const exitCode = isAnyAvailable ? exitCodes.ok : exitCodes.noDevice;
    if (format === 'json') {
      const backends = probes.map(({ backend, title, probe }) => ({ backend, title, ...probe }));
      await writeResult(
        environment,
        JSON.stringify({ host: facts.host, cpu: facts.cpu, backends }),
      );
      return exitCode;
    }
    const isPlain = environment.variables.NO_COLOR !== undefined || !environment.stdout.isTTY;
    const colors = pc.createColors(!isPlain);
    const { cpu, host } = facts;
    const slice = cpuSlice({ host, devices: [cpu] });
    const width = Math.max(...probes.map(({ backend }) => backend.length));
    const lines = [
      colors.bold(cpu.name),
      `  ${cpu.physicalCores ?? host.logicalCores} cores, ${formatBytes(host.memoryBytes)}, last-level cache ${formatBytes(facts.cacheBytes)}`,
      ...(slice === undefined ? [] : [`  ${sliceWords(slice, cpu.name)}`]),
      `  ${(cpu.instructionSets ?? []).join(' ')}`,
      '',
      colors.bold('Backends'),
      ...probes.map(({ backend, title, probe }) => {
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
      }),
    ];
    await writeResult(environment, lines.join('\n'));
    return exitCode;
  },
});
