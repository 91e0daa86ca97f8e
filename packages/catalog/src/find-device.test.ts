import { expect, test } from 'vitest';
import { devices } from './find-device.ts';

test('every device has whole bytes of memory, or none that is known', () => {
  for (const { memoryBytes, slug } of devices) {
    if (memoryBytes !== undefined) expect(Number.isSafeInteger(memoryBytes), slug).toBe(true);
  }
});
