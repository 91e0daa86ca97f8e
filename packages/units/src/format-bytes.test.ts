import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test('sizes use IEC prefixes', () => {
  expect(formatBytes(16 * 1024)).toBe('16 KiB');
  expect(formatBytes(24 * 1024 ** 3)).toBe('24 GiB');
  expect(formatBytes(0)).toBe('0 B');
  expect(formatBytes(80e9)).toBe('74.5 GiB');
});
