import { loadSamples } from '../../../src/features/exchange/load-samples.ts';
import { listNotices } from '../../../src/features/notices/read-notice.ts';
import { createNotice } from '../../../src/features/notices/create-notice.ts';
import { doJobs } from '../../support/inline-jobs.ts';
import { runHebi } from '../../support/terminal.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room.close());

test('fills an empty database once, however many start at the same time', async () => {
  await room.person('ada', 'admin');
  const loaded = await Promise.all([loadSamples(room.ctx), loadSamples(room.ctx)]);
  expect(loaded.toSorted((a, b) => a - b)).toEqual([0, expect.any(Number)]);
  const count = Math.max(...loaded);
  expect(count).toBeGreaterThanOrEqual(14);
  const { items } = await listNotices(room.ctx, { limit: 200 });
  expect(items).toHaveLength(count);
  expect(await loadSamples(room.ctx)).toBe(0);
});

test('a newcomer finds a task of each kind, and readers both languages', async () => {
  const ada = await room.person('ada', 'admin');
  const count = await loadSamples(room.ctx);
  await doJobs(room.ctx);
  const { items } = await listNotices(room.ctx, { limit: 200 });
  const states = items.map((notice) => notice.state);
  const rare = states.filter((state) => state !== 'in_sync');
  expect(rare.toSorted()).toEqual(['en_ahead', 'en_only', 'unverified']);
  expect(states.filter((state) => state === 'in_sync')).toHaveLength(count - 3);
  const kinds = items.flatMap((notice) => (notice.task === null ? [] : [notice.task.kind]));
  expect(kinds.toSorted()).toEqual(['translate', 'update', 'verify']);
  for (const { state, head, published } of items) {
    expect(published).toEqual(state === 'en_only' ? { en: null, zh: null } : head);
  }
  const dates = items.map((notice) => notice.date ?? '');
  expect(dates).toEqual(dates.toSorted((a, b) => b.localeCompare(a)));
  const points = await room.ctx.db
    .selectFrom('syncPoint')
    .select(['ground', 'certifiedBy'])
    .execute();
  expect(new Set(points.map(({ ground }) => ground))).toEqual(new Set(['imported']));
  expect(new Set(points.map(({ certifiedBy }) => certifiedBy))).toEqual(new Set([ada.id]));
  const { databaseUrl } = room;
  const examined = await runHebi(['doctor'], { databaseUrl });
  expect(examined).toMatchObject({ code: 0, out: `Checked ${count} notices. Every rule holds.\n` });
});

test('search finds the texts', async () => {
  await room.person('ada', 'admin');
  await loadSamples(room.ctx);
  for (const q of ['photovoltaic', '碳足迹', 'working day at several']) {
    expect((await listNotices(room.ctx, { limit: 200, q })).items.length).toBeGreaterThan(0);
  }
});

test('loads nothing where there is a notice, or nobody to certify', async () => {
  expect(await loadSamples(room.ctx)).toBe(0);
  const ada = await room.person('ada', 'admin');
  const first = { slug: 'first', language: 'en', title: 'First', body: '<p>Text.</p>' } as const;
  await createNotice(room.ctx, ada, { ...first, release: 'independent' });
  expect(await loadSamples(room.ctx)).toBe(0);
});
