import { startApi } from '../../../src/api.ts';
import type { Credential } from '../../../src/features/accounts/find-caller.ts';
import { hashOfSecret } from '../../../src/features/accounts/secret.ts';
import type { LiveSink } from '../../../src/features/delivery/live-events.ts';
import { openLiveEvents } from '../../../src/features/delivery/live-events.ts';
import { appendEvent } from '../../../src/platform/outbox.ts';
import { readEvents, soon } from '../../support/event-reader.ts';
import { signIn } from '../../support/http.ts';
import { until } from '../../support/invariants.ts';
import { makeHolder } from '../../support/people.ts';
import type { TestService } from '../../support/service.ts';
import { makePerson, openTestService } from '../../support/service.ts';

/** How streams end: with the session, the token, the account, the server, or because nobody reads. */
let t: TestService;
beforeAll(async () => {
  t = await openTestService({ workers: false });
});
afterAll(() => t.close());

async function happen(type = 'setting.changed'): Promise<void> {
  await t.service.db
    .transaction()
    .execute((tx) => appendEvent(tx, t.service.clock, { type, noticeId: null, actor: null }));
}

async function cookieOf(person: { email: string; password: string }): Promise<string> {
  const response = await fetch(`${t.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: person.email, password: person.password }),
  });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

const credentialOf = (authorization: string): Credential => ({
  kind: 'token',
  hash: hashOfSecret(authorization.replace('Bearer ', '')),
});

describe('a stream', () => {
  it('ends when its session is signed out, and no other does', async () => {
    const person = await makePerson(t.service, { name: 'Ida', roles: ['reader'] });
    const [left, kept] = [await cookieOf(person), await cookieOf(person)];
    const ending = await readEvents(t.url, { cookie: left });
    const staying = await readEvents(t.url, { cookie: kept });
    await fetch(`${t.url}/api/v1/session`, { method: 'DELETE', headers: { cookie: left } });
    await ending.ended();
    expect(ending.heard.at(-1)?.type).toBe('end');
    await happen();
    await staying.heardOf(({ type }) => type === 'setting.changed');
    await staying.leave();
  });

  it('ends when the account is disabled or the token revoked, and tells less when roles are taken', async () => {
    const admin = await signIn(
      t.url,
      await makePerson(t.service, { name: 'Ada', roles: ['admin'] }),
    );
    const [first, second, third] = [
      await makeHolder(t, 'Uwe', { roles: ['editor'] }),
      await makeHolder(t, 'Vera', { roles: ['editor'] }),
      await makeHolder(t, 'Will', { roles: ['editor'] }),
    ];
    const [disabled, revoked, narrowed] = await Promise.all(
      [first, second, third].map(({ authorization }) => readEvents(t.url, { authorization })),
    );
    await admin.patch(`/api/v1/users/${first.id}`, { disabled: true });
    await disabled?.ended();
    await t.service.db
      .updateTable('apiToken')
      .set({ revokedAt: new Date() })
      .where('personId', '=', second.id)
      .execute();
    await revoked?.ended();
    await admin.patch(`/api/v1/users/${third.id}`, { roles: ['reader'] });
    await until('fewer events', 10_000, async () => {
      const before = narrowed?.heard.length ?? 0;
      await happen('person.changed');
      await happen('setting.changed');
      await narrowed?.heardOf((event) => narrowed.heard.indexOf(event) >= before);
      return !narrowed?.heard.slice(before).some(({ type }) => type === 'person.changed');
    });
    await narrowed?.leave();
  });

  it('ends at once when the leave ended while it was opened', async () => {
    const caller = await makeHolder(t, 'Late', { roles: ['reader'] });
    const credential = credentialOf(caller.authorization);
    await t.service.db.deleteFrom('apiToken').where('personId', '=', caller.id).execute();
    const node = openLiveEvents(t.service, { onError: () => undefined });
    const wish = { caller, credential, notice: null, task: null, after: null };
    let sent = '';
    let isOver = false;
    await node.open(wish, () => ({
      send: (text) => {
        sent += text;
        return true;
      },
      end: () => {
        isOver = true;
      },
    }));
    await soon('its end', () => isOver);
    expect(sent).toContain('event: end');
    await node.close();
  });

  it('is kept alive, and ends with the server', async () => {
    const api = await startApi(t.service, { live: { heartbeatMs: 30 } });
    const reader = await makeHolder(t, 'Rolf', { roles: ['reader'] });
    const stream = await readEvents(`http://127.0.0.1:${api.port}`, {
      authorization: reader.authorization,
    });
    await soon('it', () => stream.beats() >= 3);
    await api.close();
    await stream.ended();
  });

  it('is let go of when it does not read, and only so many are open for one person', async () => {
    const caller = await makeHolder(t, 'Slow', { roles: ['reader'] });
    const credential = credentialOf(caller.authorization);
    const node = openLiveEvents(t.service, { onError: () => undefined });
    const wish = { caller, credential, notice: null, task: null, after: null };
    const ended: string[] = [];
    const sink = (name: string, reads: () => boolean): LiveSink => ({
      send: reads,
      end: () => ended.push(name),
    });
    let stuck = false;
    await node.open(wish, () => sink('slow', () => !stuck));
    await node.open(wish, () => sink('quick', () => true));
    await soon('it', () => node.count() === 2);
    stuck = true;
    await happen();
    node.wake();
    await soon('it', () => node.count() === 1);
    expect(ended).toEqual(['slow']);
    for (let i = 1; i < 25; i += 1) await node.open(wish, () => sink('more', () => true));
    await expect(node.open(wish, () => sink('too many', () => true))).rejects.toMatchObject({
      code: 'too_many_requests',
    });
    await node.close();
    expect(ended).toHaveLength(26);
  });
});
