import { expect, test } from 'vitest';
import { IsolateCounter } from './isolate-counter.ts';
import { clientOf, networkOf } from './network-of.ts';
import { countIn, type QuotaWindows } from './quota-windows.ts';
import { Quotas } from './quotas.ts';

test('the addresses of one /64 are one client, those of one /24 or /48 one network', () => {
  expect(clientOf('192.0.2.7')).toBe('192.0.2.7');
  expect(clientOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(clientOf('2001:db8:0:1::5')).toBe(clientOf('2001:0DB8::1:ffff:0:0:9'));
  expect(clientOf('2001:db8:0:1::5')).not.toBe(clientOf('2001:db8:0:2::5'));
  expect(clientOf('::1')).toBe('0:0:0:0');
  expect(networkOf('192.0.2.7')).toBe(networkOf('192.0.2.250'));
  expect(networkOf('::FFFF:192.0.2.9')).toBe(networkOf('192.0.2.250'));
  expect(networkOf('192.0.2.7')).not.toBe(networkOf('192.0.3.7'));
  expect(networkOf('2001:db8:7::1')).toBe(networkOf('2001:db8:7:ffff::1'));
  expect(networkOf('2001:db8:7::1')).not.toBe(networkOf('2001:db8:8::1'));
});

test('a window allows its limit, and begins anew when it is over', () => {
  const windows: QuotaWindows = {};
  const ask = (at: number) =>
    countIn(windows, { policy: 'runs', limit: 2, windowSeconds: 60 }, at).isAllowed;
  expect([ask(0), ask(1), ask(2), ask(59_999)]).toEqual([true, true, false, false]);
  expect([ask(60_000), ask(60_001), ask(60_002)]).toEqual([true, true, false]);
});

const day = '2026-11-25T12:00:00Z';

function quotasAt(at: string, secret = 'a secret') {
  return new Quotas({
    limits: { 'unsigned-runs': 2 },
    counter: new IsolateCounter(),
    secret,
    clientAddressHeader: 'CF-Connecting-IP',
    now: () => new Date(at),
  });
}

const from = (address: string) => new Headers({ 'cf-connecting-ip': address });

test('one network too many is refused with the seconds to wait, and others go on', async () => {
  const quotas = quotasAt(day);
  await quotas.take('unsigned-runs', from('192.0.2.1'));
  await quotas.take('unsigned-runs', from('192.0.2.2'));
  const refused = quotas.take('unsigned-runs', from('192.0.2.3'));
  await expect(refused).rejects.toMatchObject({
    id: 'rate-limited',
    headers: {
      'retry-after': expect.stringMatching(/^\d+$/),
      'ratelimit-policy': '"unsigned-runs";q=2;w=86400',
    },
  });
  await quotas.take('unsigned-runs', from('198.51.100.1'));
  // What has no limit is not counted.
  for (let count = 0; count < 5; count++) await quotas.take('runs', from('192.0.2.1'));
});

test('the name of a network tells no address, and is another one each month and for each secret', async () => {
  const name = (at: string, address: string, secret?: string) =>
    quotasAt(at, secret).networkOf(from(address));
  const november = await name(day, '192.0.2.1');
  expect(november).toMatch(/^[0-9a-f]{32}$/);
  expect(await name('2026-11-01T00:00:00Z', '192.0.2.99')).toBe(november);
  expect(await name('2026-12-01T00:00:00Z', '192.0.2.1')).not.toBe(november);
  expect(await name(day, '192.0.3.1')).not.toBe(november);
  expect(await name(day, '192.0.2.1', 'another')).not.toBe(november);
  expect(await quotasAt(day).networkOf(new Headers())).toBeUndefined();
});
