import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isNetwork, openAddressGuard } from '../../src/platform/address-guard.ts';
import { readConfig } from '../../src/platform/config.ts';
import type { OutgoingPost } from '../../src/platform/outgoing-post.ts';
import { postOutgoing } from '../../src/platform/outgoing-post.ts';
import { seal, SealBroken, unseal } from '../../src/platform/sealing.ts';

/** Where requests may go that somebody else chose the address of. */
const closed = openAddressGuard([]);

test.each([
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.255.254'],
  ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.192', '192.168.1.1'],
  ...['198.18.0.1', '203.0.113.9', '224.0.0.1', '239.255.255.250', '255.255.255.255'],
  ...['168.63.129.16', '::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:7f00:1'],
  ...['::127.0.0.1', '64:ff9b::a00:1', '2002:7f00:1::', '2001:0:1::', '2001:db8::1', 'fc00::1'],
  ...['fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'ff02::1', 'localhost', ''],
])('%s is not public', (address) => {
  expect([closed.permits(address, true), closed.permits(address, false)]).toEqual([false, false]);
});

test.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.63.0.1', '2606:4700::1111', '2a00:1450::1'])(
  '%s is public, by https only',
  (address) => {
    expect([closed.permits(address, true), closed.permits(address, false)]).toEqual([true, false]);
  },
);

test('networks of one’s own are let in by name, mapped too, and no others', () => {
  const own = openAddressGuard(['10.1.0.0/16', 'fd00:1::/32']);
  expect(own.permits('10.1.2.3', false)).toBe(true);
  expect(own.permits('::ffff:10.1.2.3', true)).toBe(true);
  expect(own.permits('fd00:1::9', false)).toBe(true);
  expect(own.permits('10.2.0.1', true)).toBe(false);
  expect(own.permits('fd00:2::9', true)).toBe(false);
  expect(own.permits('8.8.8.8', false)).toBe(false);
});

test.each([
  ['10.0.0.0/8', true],
  ['fd00::/8', true],
  ['10.0.0.0', false],
  ['10.0.0.0/33', false],
  ['fd00::/129', false],
  ['all/0', false],
  ['10.0.0.0/8/8', false],
])('%s is a network: %s', (text, expected) => {
  expect(isNetwork(text)).toBe(expected);
});

test('the configuration names networks and waits, or says what is wrong with them', () => {
  const given = { HEBI_WEBHOOK_ALLOW_PRIVATE: '10.0.0.0/8, fd00::/8', HEBI_WEBHOOK_RETRY: '1, 2' };
  expect(readConfig(given).webhooks).toEqual({
    allowPrivate: ['10.0.0.0/8', 'fd00::/8'],
    retrySeconds: [1, 2],
  });
  expect(readConfig({}).webhooks.retrySeconds).toHaveLength(9);
  expect(() => readConfig({ HEBI_WEBHOOK_ALLOW_PRIVATE: 'all' })).toThrow('expected networks');
  expect(() => readConfig({ HEBI_WEBHOOK_RETRY: 'soon' })).toThrow('expected seconds');
  expect(() => readConfig({ HEBI_SECRET: 'short' })).toThrow('32 characters');
});

describe('a post', () => {
  let asked = 0;
  let answer = (response: import('node:http').ServerResponse): void => void response.end('yes');
  const server = createServer((_request, response) => {
    asked += 1;
    answer(response);
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    asked = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const open = openAddressGuard(['127.0.0.0/8']);
  const post = (host: string, more: Partial<OutgoingPost> = {}) =>
    postOutgoing({
      url: `http://${host}:${port}/`,
      headers: {},
      body: '{}',
      timeoutMs: 5_000,
      answerBytes: 16,
      guard: open,
      ...more,
    });

  it('arrives where it may', async () => {
    expect(await post('127.0.0.1')).toMatchObject({ status: 200, answer: 'yes', error: null });
    expect(await post('localhost')).toMatchObject({ status: 200 });
  });

  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])(
    'to %s does not leave where it may not',
    async (host) => {
      expect(await post(host, { guard: closed })).toMatchObject({
        status: null,
        error: 'forbidden_address',
      });
      expect(asked).toBe(0);
    },
  );

  it('to a name that leads elsewhere the second time does not leave', async () => {
    const answers = ['93.184.215.14', '127.0.0.1'];
    const resolve = () =>
      Promise.resolve([{ address: answers.shift() ?? '127.0.0.1', family: 4 as const }]);
    await resolve();
    const url = `https://rebound.example:${port}/`;
    const outcome = await post('rebound.example', { url, resolve, guard: closed });
    expect([outcome.error, asked]).toEqual(['forbidden_address', 0]);
  });

  it('waits for no answer beyond its time, and reads no more of one than it keeps', async () => {
    answer = () => undefined;
    expect(await post('127.0.0.1', { timeoutMs: 200 })).toMatchObject({ error: 'timeout' });
    answer = (response) => void response.write('x'.repeat(100_000));
    expect(await post('127.0.0.1')).toMatchObject({ status: 200, answer: 'x'.repeat(16) });
    answer = (response) => void response.writeHead(302, { location: '/other' }).end();
    expect(await post('127.0.0.1')).toMatchObject({ status: 302 });
    expect(asked).toBe(3);
  });

  it('to nobody says so', async () => {
    const url = 'http://127.0.0.1:1/';
    expect(await post('', { url })).toMatchObject({ status: null, error: 'ECONNREFUSED' });
  });
});

test('what is sealed opens with the same key at the same place only', () => {
  const key = 'k'.repeat(32);
  const kept = seal(key, 'here', 'whsec_x');
  expect(kept).not.toContain('whsec_x');
  expect(unseal(key, 'here', kept)).toBe('whsec_x');
  expect(() => unseal(key, 'there', kept)).toThrow(SealBroken);
  expect(() => unseal('l'.repeat(32), 'here', kept)).toThrow(SealBroken);
  expect(() => unseal(null, 'here', kept)).toThrow(SealBroken);
  expect(unseal(key, 'here', seal(null, 'here', 'whsec_x'))).toBe('whsec_x');
});
