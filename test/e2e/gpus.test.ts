import { existsSync } from 'node:fs';
import { submission } from '@ridgeline/schema/submission';
import { expect, test } from 'vitest';
import { runAgent } from '../support/agent.ts';
import { temporaryFolder } from '../support/test-stack.ts';

/** Chromium's software adapter for Vulkan, beside which Mesa's draws for OpenGL ES. */
const swiftShader = '/usr/lib/chromium/vk_swiftshader_icd.json';

test.skipIf(!existsSync(swiftShader))(
  'every adapter is a device of its own, --device chooses one, and the run says what it left out',
  async () => {
    process.env.VK_DRIVER_FILES = swiftShader;
    const home = await temporaryFolder();
    try {
      const listed = JSON.parse(
        (await runAgent(home.path, ['devices', '--format', 'json'])).stdout,
      );
      const names: string[] = listed.gpus.map(({ name }: { name: string }) => name);
      expect(names).toEqual([
        expect.stringContaining('SwiftShader'),
        expect.stringContaining('llvmpipe'),
      ]);
      const args = ['run', '--device', 'llvmpipe', '--kernel', 'matmul', '--format', 'json'];
      const { stdout } = await runAgent(home.path, args);
      const run = submission.parse(JSON.parse(stdout));
      const gpus = run.devices.filter(({ kind }) => kind === 'gpu');
      expect(gpus).toMatchObject([{ id: 'gpu0', name: names[1], isSoftwareAdapter: true }]);
      expect(new Set(run.softwarePaths.map(({ device }) => device))).toEqual(new Set(['gpu0']));
      expect(run.leftOutDevices?.map(({ name }) => name)).toEqual([names[0]]);
      const missing = await runAgent(home.path, ['run', '--device', 'RTX 4090']);
      expect(missing.exitCode).toBe(2);
      expect(missing.stderr).toContain('There is no device "RTX 4090"');
    } finally {
      await home.remove();
      delete process.env.VK_DRIVER_FILES;
    }
  },
);
