import fc from 'fast-check';
import request from 'supertest';
import { sql } from 'kysely';
import {
  failuresPerAccount,
  failuresPerAddress,
  networkOf,
} from '../../../src/features/accounts/failure-limits.ts';
import { updatePerson } from '../../../src/features/accounts/update-person.ts';
import type { TestDatabase } from '../../support/database.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { Room } from './room.ts';
import { openRoom, password } from './room.ts';

let database: TestDatabase;
let room: Room;
beforeAll(async () => {
  database = await createTestDatabase();
  room = await openRoom({}, database);
});
beforeEach(async () => {
  await sql`truncate rate_limit`.execute(room.ctx.db);
});
afterAll(async () => {
  await room.close();
  await database.drop();
});

interface Try {
  readonly email: string;
  readonly password?: string;
  readonly from?: string;
  readonly at?: Room;
}

async function attempt({ email, password: given = 'wrong wrong wrong', from, at = room }: Try) {
  const call = request(at.url).post('/api/v1/session');
  if (from !== undefined) call.set('X-Forwarded-For', from);
  const answer = await call.send({ email, password: given });
  return { status: answer.status, body: answer.body as unknown, headers: answer.headers };
}

async function statuses(count: number, given: Try): Promise<Record<number, number>> {
  const answers = await Promise.all(Array.from({ length: count }, () => attempt(given)));
  return answers.reduce<Record<number, number>>(
    (sum, { status }) => ({ ...sum, [status]: (sum[status] ?? 0) + 1 }),
    {},
  );
}

const lapse = () => sql`update rate_limit set expire = 1`.execute(room.ctx.db);

test('an account with too many failures refuses even the right password, until that lapses', async () => {
  await room.person('locked@example.org', 'reader');
  for (let i = 0; i < failuresPerAccount; i += 1) {
    expect((await attempt({ email: 'locked@example.org' })).status).toBe(401);
  }
  const refused = await attempt({ email: 'Locked@example.org', password });
  expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_failures' } });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(14 * 60);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(15 * 60);
  expect(refused.body).toMatchObject({ title: expect.stringContaining('15 minutes') });

  await lapse();
  expect((await attempt({ email: 'locked@example.org', password })).status).toBe(200);
});

test('an account that does not exist is counted like one that does', async () => {
  expect(await statuses(14, { email: 'nobody@example.org' })).toEqual({ 401: 10, 429: 4 });
});

test('a burst has no more guesses than one after another', async () => {
  await room.person('burst@example.org', 'reader');
  expect(await statuses(40, { email: 'burst@example.org' })).toEqual({ 401: 10, 429: 30 });
});

test('successes are not counted, however many at once', async () => {
  await room.person('busy@example.org', 'reader');
  expect(await statuses(30, { email: 'busy@example.org', password })).toEqual({ 200: 30 });
});

test('a success clears the failures before it', async () => {
  await room.person('clumsy@example.org', 'reader');
  for (let round = 0; round < 3; round += 1) {
    expect(await statuses(9, { email: 'clumsy@example.org' })).toEqual({ 401: 9 });
    expect((await attempt({ email: 'clumsy@example.org', password })).status).toBe(200);
  }
});

test('a new password lifts the limit', async () => {
  const { id } = await room.person('helped@example.org', 'reader');
  expect(await statuses(11, { email: 'helped@example.org' })).toEqual({ 401: 10, 429: 1 });
  await updatePerson(room.ctx, null, { id, patch: { password: 'another password' } });
  const answer = await attempt({ email: 'helped@example.org', password: 'another password' });
  expect(answer.status).toBe(200);
});

test('an address with too many failures is refused for every account, others are not', async () => {
  await room.person('calm@example.org', 'reader');
  const from = '203.0.113.7';
  for (let i = 0; i < failuresPerAddress; i += 20) {
    const guesses = Array.from({ length: 20 }, (_, j) => ({
      email: `guess-${i + j}@example.org`,
      from,
    }));
    const answers = await Promise.all(guesses.map(attempt));
    expect(answers.map((answer) => answer.status)).toEqual(guesses.map(() => 401));
  }
  const given = { email: 'calm@example.org', password };
  expect((await attempt({ ...given, from })).status).toBe(429);
  expect((await attempt({ ...given, from: '203.0.113.8' })).status).toBe(200);
  // The refusals above were not failures of the account.
  expect(await statuses(20, { ...given, from })).toEqual({ 429: 20 });
  expect((await attempt({ ...given, from: '203.0.113.8' })).status).toBe(200);
});

test('all nodes count together', async () => {
  const other = await openRoom({}, database);
  try {
    await room.person('shared@example.org', 'reader');
    expect(await statuses(6, { email: 'shared@example.org' })).toEqual({ 401: 6 });
    expect(await statuses(6, { email: 'shared@example.org', at: other })).toEqual({
      401: 4,
      429: 2,
    });
    expect((await attempt({ email: 'shared@example.org', password })).status).toBe(429);
  } finally {
    await other.close();
  }
});

test.each([
  ['198.51.100.4', '198.51.100.4'],
  ['::ffff:198.51.100.4', '198.51.100.4'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s belongs to the subscriber %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

const halfOfGroups = fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), {
  minLength: 4,
  maxLength: 4,
});
const hex = (width: number) => (group: number) => group.toString(16).padStart(width, '0');

test('however its addresses are written, a /64 is one subscriber and no other', () => {
  fc.assert(
    fc.property(halfOfGroups, halfOfGroups, halfOfGroups, (network, host, other) => {
      const long = [...network, ...host].map(hex(4)).join(':').toUpperCase();
      const short = new URL(`http://[${long}]/`).hostname.slice(1, -1);
      const expected = `${network.map(hex(1)).join(':')}::/64`;
      expect([networkOf(long), networkOf(short)]).toEqual([expected, expected]);
      expect(networkOf([...network, ...other].map(hex(1)).join(':'))).toBe(expected);
    }),
  );
});
