import { execFile } from 'node:child_process';
import { parseDarwinGpus, parseIoregCores } from './darwin-gpus.ts';
import { readLinuxGpus } from './linux-gpus.ts';
import { nvidiaQuery, parseNvidiaSmi, withDriver } from './nvidia-smi.ts';
import type { SystemGpu } from './system-gpu.ts';
import { adapterQuery, parseWindowsGpus } from './windows-gpus.ts';

const secondsToAnswer = 10;

/** What a tool prints; nothing where it is missing, fails or takes too long. */
function answerOf(command: string, words: readonly string[]): Promise<string> {
  const options = { timeout: secondsToAnswer * 1000, windowsHide: true, maxBuffer: 2 ** 22 };
  return new Promise((resolve) => {
    execFile(command, [...words], options, (error, stdout) => resolve(error ? '' : stdout));
  });
}

async function readDarwin(): Promise<SystemGpu[]> {
  const json = await answerOf('system_profiler', ['-json', 'SPDisplaysDataType']);
  const gpus = json === '' ? [] : parseDarwinGpus(json);
  if (gpus.every(({ vendor, gpuCores }) => vendor !== 'apple' || gpuCores !== undefined))
    return gpus;
  const text = await answerOf('ioreg', ['-r', '-d', '1', '-w', '0', '-c', 'IOAccelerator']);
  const gpuCores = parseIoregCores(text);
  if (gpuCores === undefined) return gpus;
  return gpus.map((gpu) => (gpu.vendor === 'apple' ? { gpuCores, ...gpu } : gpu));
}

async function readWindows(): Promise<SystemGpu[]> {
  const words = ['-NoProfile', '-NonInteractive', '-Command', adapterQuery];
  const json = await answerOf('powershell.exe', words);
  return json.trim() === '' ? [] : parseWindowsGpus(json);
}

/** The GPUs that the system knows of, whether or not a backend can use them; none where it tells nothing. */
export async function readSystemGpus(): Promise<SystemGpu[]> {
  try {
    if (process.platform === 'darwin') return await readDarwin();
    const onBus = process.platform === 'win32' ? await readWindows() : readLinuxGpus();
    const isAsked = process.platform !== 'win32';
    const byDriver = isAsked ? parseNvidiaSmi(await answerOf('nvidia-smi', nvidiaQuery)) : [];
    return withDriver(onBus, byDriver);
  } catch {
    return [];
  }
}
