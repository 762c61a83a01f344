import { clientOf } from '../support/http.ts';
import { makeHolder } from '../support/people.ts';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';

let t: TestService;
beforeAll(async () => {
  t = await openTestService({ workers: false });
});
afterAll(() => t.close());

it('says to administrators how many jobs wait, by kind', async () => {
  const admin = await makeHolder(t, 'Ada', { roles: ['admin'] });
  const editor = await makeHolder(t, 'Ed', { roles: ['editor'] });
  await editor.client.post('/api/v1/notices', {
    slug: 'waits',
    language: 'en',
    title: 'Title',
    body: '<p>Text.</p>',
  });
  const { body } = await admin.client.get('/api/v1/queues');
  expect(body).toMatchObject({ outbox: 1, dashboard: '/admin/queues' });
  const none = { waiting: 0, active: 0, delayed: 0, failed: 0 };
  expect(body.items).toContainEqual({ name: 'detect-outdated', ...none });
  expect(body.items).toContainEqual({ name: 'import-files', ...none });
  expect((await editor.client.get('/api/v1/queues')).status).toBe(403);
  expect((await clientOf(t.url).get('/api/v1/queues')).status).toBe(401);
});
