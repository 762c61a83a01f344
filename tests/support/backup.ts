import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import pg from 'pg';
import { loadSamples } from '../../src/features/exchange/load-samples.ts';
import { reportDifference } from '../../src/features/delivery/report-difference.ts';
import type { TableEnd } from '../../src/platform/backup/format.ts';
import { readParts } from '../../src/platform/backup/read-backup.ts';
import { testServer } from './database.ts';
import type { TestDatabase } from './database.ts';
import type { Answer } from './http.ts';
import { makeHolder } from './people.ts';
import type { TestService } from './service.ts';
import { settle } from './service.ts';

/** A database without any table, of a person who owns it and is no superuser. */
export async function createBareDatabase(): Promise<TestDatabase> {
  const name = `bare_${randomBytes(6).toString('hex')}`;
  await asAdministrator(`create role ${name} login password '${name}'`);
  await asAdministrator(`create database ${name} owner ${name}`);
  const url = new URL(`${testServer()}/${name}`);
  url.username = name;
  url.password = name;
  return {
    url: url.href,
    drop: async () => {
      await asAdministrator(`drop database if exists ${name} with (force)`);
      await asAdministrator(`drop role ${name}`);
    },
  };
}

async function asAdministrator(statement: string): Promise<void> {
  await run(`${testServer()}/postgres`, statement);
}

/** One statement, and its rows. */
export async function run<T extends pg.QueryResultRow>(
  url: string,
  statement: string,
): Promise<T[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<T>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** What a backup holds of each table. */
export async function tablesIn(file: string): Promise<Record<string, TableEnd>> {
  const tables: Record<string, TableEnd> = {};
  let name = '';
  for await (const part of readParts(createReadStream(file))) {
    if (part.kind === 'table') name = part.table.name;
    if (part.kind === 'endOfTable') tables[name] = part.end;
  }
  return tables;
}

/** Rows that no use case makes without a browser, a network or a long wait. */
const odd = `
insert into sign_in_link (token_hash, person_id, expires_at)
  select '\\x00ff5c0a', id, now() + interval '1 day' from person limit 1;
insert into session (token_hash, person_id, expires_at)
  select '\\x00ff5c0b', id, now() + interval '1 day' from person limit 1;
insert into rate_limit values ('sign-in:a''b\\c', 3, 1893456000000);
insert into import_job (id, person_id, total, finished_at, cancelled_at)
  select gen_random_uuid(), id, 1, now(), now() from person limit 1;
insert into import_file (import_id, number, name, language, status)
  select id, 1, E'a\\tb.txt', 'en', 'cancelled' from import_job;
insert into mention_read (person_id, comment_id) select author, id from task_comment limit 1;
insert into idempotency (caller, path, key, fingerprint, status, headers, body)
  values ('p', E'/a\\tb', 'k', 'f', 201, '{"a": ["\\\\n", null]}', E'line\\nbreak\\r\\n\\\\N 界');
insert into exposure_import values ('digest', 10, 2);
insert into reader_exposure select id, 'en', '2026-03-01', 'log', 7 from notice limit 1;
insert into learned_lexicon (version, words, beads) values (1, '[]', 0);
insert into setting values ('odd', '{"x": 1e300}') on conflict do nothing;
insert into webhook_attempt select gen_random_uuid(), id, now(), null, 12, '', 'refused' from webhook_delivery limit 1;
insert into task_draft (id, task_id, author, authors, lease_number, draft, late, reason, versions, segments)
  select gen_random_uuid(), t.id, p.id, array[p.id], 1, 1, true, 'lapsed', '{}', '{}' from task t, person p limit 1;
`;

/** The samples, and of everything that people do with them at least one. */
export async function fillEverything(t: TestService): Promise<void> {
  const ada = await makeHolder(t, 'Ada', { roles: ['admin'] });
  const ben = await makeHolder(t, 'Ben', { roles: ['editor'] });
  const tao = await makeHolder(t, 'Tao', { roles: ['translator'] });
  await loadSamples(t.service);
  await settle(t.service);
  const hook = { url: 'https://example.org/hook', events: ['publication.published'] };
  ok(await ada.client.post('/api/v1/webhooks', { ...hook, description: 'a cache' }));
  const [first, second, third] = (await ben.client.get('/api/v1/notices?state=in_sync')).body.items;
  ok(await ben.client.post(`/api/v1/notices/${third.slug}/versions/en/preview`, {}));
  await publishing(t, ben.client, first.slug);
  const points = (await ben.client.get(`/api/v1/notices/${second.slug}/sync-points`)).body.items;
  ok(await ben.client.del(`/api/v1/notices/${second.slug}/sync-points/${points[0].id}`));
  await settle(t.service);
  await tasks(t, { ben: ben.client, tao: tao.client });
  await waiving(t, ben.client);
  const words = 'The fee differs.';
  const reported = { slug: first.slug, locale: 'en', words, address: '203.0.113.9' } as const;
  await reportDifference(t.service, reported);
  await run(t.databaseUrl, odd);
  await settle(t.service);
}

type Someone = Awaited<ReturnType<typeof makeHolder>>['client'];

/** One side is changed, published, and to be published again later. */
async function publishing(t: TestService, ben: Someone, slug: string): Promise<void> {
  const { body } = await ben.get(`/api/v1/notices/${slug}`);
  const side = `/api/v1/notices/${slug}/versions/en`;
  const save = (n: number) =>
    ben.put(
      side,
      { title: 'Changed', body: `<p>The office opens at ${n} on 3 May 2026.</p>` },
      { 'If-Match': `"en-${n}"` },
    );
  ok(await save(body.head.en));
  await settle(t.service);
  ok(await ben.post(`${side}/publication`, {}));
  ok(await save(body.head.en + 1));
  ok(await ben.post(`${side}/publication`, { at: '2099-01-01T00:00:00Z' }));
  await settle(t.service);
}

/** A task with a draft and a comment stays claimed; another was submitted and returned. */
async function tasks(t: TestService, { ben, tao }: Record<'ben' | 'tao', Someone>): Promise<void> {
  const { items } = (await tao.get('/api/v1/tasks?claimable=true&status=open')).body;
  const translate = items.find((task: { kind: string }) => task.kind === 'translate');
  const other = items.find((task: { id: string }) => task.id !== translate.id);
  const zh = { title: '测试', body: '<p>译文。</p>', format: 'html' };
  const claimed = ok(await tao.post(`/api/v1/tasks/${translate.id}/claim`)).body;
  const submission = { lease: claimed.lease.number, versions: { zh } };
  ok(await tao.post(`/api/v1/tasks/${translate.id}/submission`, submission));
  const review = ok(await ben.post(`/api/v1/tasks/${translate.id}/review`)).body;
  const reason = { lease: review.lease.number, reason: 'Too short.' };
  ok(await ben.post(`/api/v1/tasks/${translate.id}/return`, reason));
  await settle(t.service);
  const held = ok(await tao.post(`/api/v1/tasks/${other.id}/claim`)).body;
  const draft = { versions: { [other.writes[0]]: zh } };
  ok(await tao.put(`/api/v1/tasks/${other.id}/draft`, { lease: held.lease.number, ...draft }));
  ok(await tao.post(`/api/v1/tasks/${other.id}/comments`, { body: 'Which office?' }));
}

async function waiving(t: TestService, ben: Someone): Promise<void> {
  const versions = {
    en: { title: 'Fees', body: '<p>The fee is 120 yuan from 3 May 2026.</p>' },
    zh: { title: '费用', body: '<p>自2026年5月4日起收费210元。</p>' },
  };
  const made = { slug: 'fees-differ', release: 'independent', versions };
  ok(await ben.post('/api/v1/notices', made));
  await settle(t.service);
  const at = '/api/v1/notices/fees-differ';
  const { findings } = (await ben.get(`${at}/parity`)).body;
  ok(await ben.post(`${at}/findings/${findings[0].id}/waiver`, { reason: 'As announced.' }));
  ok(await ben.put(`${at}/alignment`, { constraints: [{ en: [0], zh: [0] }] }));
}

function ok(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}
