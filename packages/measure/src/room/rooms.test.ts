import { describe, expect, it } from 'vitest';
import { parseCpuList } from './cpu-list.ts';
import { parseDarwinRoom } from './darwin-room.ts';
import { readRoom } from './read-room.ts';
import { threadCounts } from './thread-counts.ts';
import { parseWindowsRoom } from './windows-room.ts';

// `sysctl -a` of an M1 Pro, where it was published: https://github.com/Dr-Noob/cpufetch/issues/139
const m1Pro = `hw.ncpu: 10
hw.perflevel1.logicalcpu: 2
hw.perflevel1.physicalcpu: 2
hw.perflevel1.physicalcpu_max: 2
hw.perflevel0.logicalcpu: 8
hw.perflevel0.physicalcpu: 8
hw.nperflevels: 2
hw.physicalcpu: 10
hw.logicalcpu: 10
hw.packages: 1
`;

describe('macOS', () => {
  it('tells fast and slow cores apart', () => {
    const room = parseDarwinRoom(m1Pro);
    const machine = {
      logicalCores: 10,
      physicalCores: 10,
      performanceCores: 8,
      efficiencyCores: 2,
    };
    expect(room).toEqual({ machine, sockets: 1, allowed: machine });
    expect(threadCounts(room)).toEqual([10, 8]);
  });

  it('has no fast cores on an Intel Mac, whose system names no levels', () => {
    const room = parseDarwinRoom('hw.physicalcpu: 6\nhw.logicalcpu: 12\nhw.packages: 1\n');
    expect(room.machine).toEqual({ logicalCores: 12, physicalCores: 6 });
    expect(threadCounts(room)).toEqual([12, 6]);
  });
});

// As `Win32_Processor` documents its properties: one object for a socket, an array for several.
describe('Windows', () => {
  it('adds up sockets, beyond the 64 threads of one processor group', () => {
    const socket = '{"NumberOfCores":64,"NumberOfLogicalProcessors":128}';
    const room = parseWindowsRoom(`[${socket},${socket}]`, 256);
    expect(room.machine).toEqual({ logicalCores: 256, physicalCores: 128 });
    expect(room).toMatchObject({ sockets: 2, allowed: room.machine });
    expect(threadCounts(room)).toEqual([256, 128]);
  });

  it('stays within what the process may run at once', () => {
    const room = parseWindowsRoom('{"NumberOfCores":64,"NumberOfLogicalProcessors":128}', 64);
    expect(room.allowed).toEqual({ logicalCores: 64, physicalCores: 32 });
    expect(threadCounts(room)).toEqual([64, 32]);
  });

  it('falls back on what Node tells when the answer holds no count', () => {
    const plain = { logicalCores: 8 };
    expect(parseWindowsRoom('{}', 8)).toEqual({ machine: plain, allowed: plain });
  });
});

it('tries half of the threads where nobody tells of cores, and never fewer than one', () => {
  const counts = (logicalCores: number, quotaCores?: number) =>
    threadCounts({ allowed: { logicalCores }, ...(quotaCores && { quotaCores }) });
  expect(counts(8)).toEqual([8, 4]);
  expect(counts(2)).toEqual([2]);
  expect(counts(8, 3.9)).toEqual([3]);
  expect(counts(8, 0.01)).toEqual([1]);
});

it('reads lists of processors, and nothing from what is none', () => {
  expect(parseCpuList('0-2,8,10-11\n')).toEqual([0, 1, 2, 8, 10, 11]);
  expect(parseCpuList('')).toEqual([]);
  expect(parseCpuList('a,3-1,-5')).toEqual([]);
  expect(parseCpuList('0-99999999999').length).toBeLessThan(10_000);
});

it('finds the room of this machine', () => {
  const { machine, allowed } = readRoom();
  expect(machine.logicalCores).toBeGreaterThan(0);
  expect(allowed.logicalCores).toBeLessThanOrEqual(machine.logicalCores);
});
