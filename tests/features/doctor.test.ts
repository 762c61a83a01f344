import { sql } from 'kysely';
import { checks } from '../../src/cli/doctor.ts';
import type { Symptom, SymptomCode } from '../../src/core/symptom.ts';
import { broken, symptomCodes, symptomRules } from '../../src/core/symptom.ts';
import { beforeEvery, readSpan } from '../../src/features/notices/check-ledger.ts';
import { createNotice } from '../../src/features/notices/create-notice.ts';
import { localesDirectory } from '../../src/context.ts';
import { guardsOff } from '../../src/platform/guards.ts';
import { openWords } from '../../src/platform/words.ts';
import { runHebi } from '../support/terminal.ts';
import type { Room } from './exchange/room.ts';
import { openRoom } from './exchange/room.ts';
import { makeLedgerOfAllKinds } from './ledger-of-all-kinds.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
  await makeLedgerOfAllKinds(room.ctx, {
    emma: await room.person('emma', 'editor'),
    li: await room.person('li', 'editor'),
    tan: await room.person('tan', 'translator'),
  });
});
afterAll(() => room.close());

interface Found {
  readonly rule: number;
  readonly grade: string;
  readonly slug: string | null;
  readonly code: SymptomCode;
  readonly detail: string;
}

interface Examined {
  readonly exit: number;
  readonly symptoms: readonly Found[];
  readonly notices: number;
  readonly broken: number;
  readonly unsettled: number;
  readonly hints: number;
}

async function examine(environment: Record<string, string> = {}): Promise<Examined> {
  const { databaseUrl } = room;
  const { code, out } = await runHebi(['doctor', '--json'], { databaseUrl, environment });
  return { exit: code, ...(JSON.parse(out) as Omit<Examined, 'exit'>) };
}

const rolledBack = new Error('rolled back');

/** What the checks find after some SQL that no guard of the database sees, which is then undone. */
async function symptomsAfter(statements: string): Promise<(Symptom & { slug: string | null })[]> {
  const found: Symptom[] = [];
  let slugs: ReadonlyMap<string, string> = new Map();
  const looking = room.ctx.db.transaction().execute(async (tx) => {
    await sql.raw(`set local session_replication_role = replica; ${statements}`).execute(tx);
    const span = await readSpan(tx, beforeEvery, 500);
    if (span === null) throw new Error('there are no notices');
    slugs = span.slugs;
    for (const check of checks) found.push(...(await check(tx, span)));
    for (const guard of await guardsOff(tx)) found.push(broken('guard_off', null, { guard }));
    throw rolledBack;
  });
  await expect(looking).rejects.toBe(rolledBack);
  return found.map((symptom) => ({ ...symptom, slug: slugs.get(symptom.notice ?? '') ?? null }));
}

/** Runs `action` after some SQL, and undoes it by other SQL. */
async function between<T>(before: string, action: () => Promise<T>, after: string): Promise<T> {
  const quietly = (statements: string) =>
    room.ctx.db.transaction().execute(async (tx) => {
      await sql.raw(`set local session_replication_role = replica; ${statements}`).execute(tx);
    });
  await quietly(before);
  try {
    return await action();
  } finally {
    await quietly(after);
  }
}

const noticeId = (slug: string): string => `(select id from notice where slug = '${slug}')`;
const person = (name: string): string => `(select id from person where name = '${name}')`;
const pending = `(select r.notice_id, r.language, r.number from revision r where r.pending and not exists
  (select 1 from revision_ruling g where (g.notice_id, g.language, g.number) = (r.notice_id, r.language, r.number)))`;
const newTask = (slug: string): string => `
  insert into task (id, notice_id, kind, writes, base_en, base_zh, priority)
  values (gen_random_uuid(), ${noticeId(slug)}, 'verify', '{en,zh}', 1, 1, 0)`;
const newPoint = (slug: string, en: number, zh: number): string => `
  insert into sync_point (id, notice_id, en, zh, ground, certified_by)
  values (gen_random_uuid(), ${noticeId(slug)}, ${en}, ${zh}, 'imported', ${person('li')})`;

/** One way to break each rule, and the notice that must be named. */
const violations: readonly [SymptomCode, string | null, string][] = [
  ['head_not_newest', 'translated', `update notice set head_zh = 1 where slug = 'translated'`],
  [
    'ruling_not_pending',
    'fresh',
    `insert into revision_ruling (notice_id, language, number, ruling) values (${noticeId('fresh')}, 'en', 1, 'accepted')`,
  ],
  ['point_not_settled', 'fresh', newPoint('fresh', 1, 7)],
  ['point_not_forward', 'steady', newPoint('steady', 1, 1)],
  [
    'point_without_ground',
    'steady',
    `update sync_point set ground = 'cosmetic' where notice_id = ${noticeId('steady')}`,
  ],
  [
    'point_without_ground',
    'translated',
    `update sync_point set task_id = null where notice_id = ${noticeId('translated')}`,
  ],
  [
    'synced_not_standing',
    'steady',
    `update notice set synced_en = 2, synced_zh = 2 where slug = 'steady'`,
  ],
  [
    'synced_not_standing',
    'steady',
    `update notice set synced_en = null, synced_zh = null where slug = 'steady'`,
  ],
  [
    'state_differs',
    'confirmed',
    `create or replace function pair_state(languages text, archived boolean, head_en integer, head_zh integer,
       synced_en integer, synced_zh integer) returns text language sql immutable parallel safe
       as $$ select case when archived then 'archived' else 'in_sync' end $$`,
  ],
  ['task_missing', 'fresh', `delete from task where notice_id = ${noticeId('fresh')}`],
  ['task_uncalled', 'steady', newTask('steady')],
  ['tasks_several', 'fresh', `drop index task_active; ${newTask('fresh')}`],
  [
    'task_outdated',
    'fresh',
    `update task set kind = 'reconcile' where notice_id = ${noticeId('fresh')}`,
  ],
  [
    'task_outdated',
    'confirmed',
    `update task set base_en = 1 where notice_id = ${noticeId('confirmed')}`,
  ],
  [
    'done_without_point',
    'translated',
    `update task set status = 'done', holder = null, lease_until = null where notice_id = ${noticeId('confirmed')};
     delete from sync_point where notice_id = ${noticeId('translated')}`,
  ],
  [
    'point_not_frozen',
    'translated',
    `update task_submission s set pair_zh = 1 from task t
     where t.id = s.task_id and t.notice_id = ${noticeId('translated')} and t.status = 'done' and s.number = t.submission`,
  ],
  ['pending_left', 'translated', `update task set status = 'open' where status = 'submitted'`],
  [
    'submission_ruled',
    'translated',
    `insert into revision_ruling (notice_id, language, number, ruling) select *, 'returned' from ${pending} p`,
  ],
  [
    'accepted_unapproved',
    'translated',
    `update revision_ruling set ruling = 'accepted' where ruling = 'returned'`,
  ],
  [
    'four_eyes',
    'translated',
    `update sync_point set certified_by = ${person('tan')} where ground = 'reviewed'`,
  ],
  [
    'four_eyes',
    'steady',
    `update sync_point set certified_by = ${person('emma')} where notice_id = ${noticeId('steady')}`,
  ],
  [
    'four_eyes',
    'steady',
    `update revision set authors = array[${person('emma')}, ${person('li')}] where notice_id = ${noticeId('steady')}`,
  ],
  [
    'lease_inconsistent',
    'confirmed',
    `alter table task drop constraint task_check, drop constraint task_check1;
     update task set holder = null where notice_id = ${noticeId('confirmed')}`,
  ],
  ['draft_past_lease', 'translated', `update task_draft set lease_number = lease_number + 50`],
  [
    'published_not_settled',
    'translated',
    `update published set revision = 3 where language = 'zh'`,
  ],
  ['published_not_logged', 'translated', `delete from published where language = 'en'`],
  [
    'published_not_logged',
    'stopped',
    `insert into published values (${noticeId('stopped')}, 'zh', 1, now(), now())`,
  ],
  ['served_differs', 'translated', `update published set served = null where language = 'zh'`],
  ['not_searchable', 'translated', `delete from published_search where language = 'zh'`],
  [
    'event_missing',
    'steady',
    `delete from event where type = 'pair.certified' and notice_id = ${noticeId('steady')}`,
  ],
  ['event_missing', 'confirmed', `delete from event where type = 'pair.retracted'`],
  ['event_missing', 'stopped', `delete from event where type = 'task.cancelled'`],
  ['event_missing', 'translated', `delete from event where type = 'task.approved'`],
  ['event_missing', 'stopped', `delete from event where type = 'publication.withdrawn'`],
  [
    'number_gap',
    'translated',
    `delete from revision where notice_id = ${noticeId('translated')} and language = 'zh' and number = 1`,
  ],
  ['submission_gap', 'translated', `delete from task_submission where number = 2`],
  [
    'submission_gap',
    'fresh',
    `update task set status = 'submitted' where notice_id = ${noticeId('fresh')}`,
  ],
  ['slug_not_kept', 'steady', `delete from notice_slug where slug = 'steady'`],
  ['guard_off', null, `alter table revision disable trigger revision_immutable`],
  ['guard_off', null, `drop trigger sync_point_checked on sync_point`],
];

test('a database that came about by the use cases is clean', async () => {
  const counts = { notices: 5, broken: 0, unsettled: 0, hints: 0 };
  expect(await examine()).toEqual({ exit: 0, symptoms: [], ...counts });
});

test('a queue that does not answer is told, and the rest is checked', async () => {
  const away = await examine({ REDIS_URL: 'redis://127.0.0.1:1' });
  const symptoms = [expect.objectContaining({ code: 'queue_away', grade: 'hint' })];
  expect(away).toMatchObject({ exit: 0, notices: 5, hints: 1, symptoms });
});

test('a rule that is broken is told with its notice, and is a failure', async () => {
  const slug = `('steady', ${noticeId('steady')})`;
  const { exit, broken, symptoms } = await between(
    `delete from notice_slug where slug = 'steady'`,
    () => examine(),
    `insert into notice_slug (slug, notice_id) values ${slug}`,
  );
  expect([exit, broken]).toEqual([1, 1]);
  expect(symptoms).toEqual([
    expect.objectContaining({
      rule: 10,
      grade: 'broken',
      slug: 'steady',
      code: 'slug_not_kept',
      detail: 'the short name steady is not among those that are kept',
    }),
  ]);
});

test.each(violations)('%s of %s is found', async (code, slug, statements) => {
  const symptoms = await symptomsAfter(statements);
  expect(symptoms).toContainEqual(
    expect.objectContaining({ code, slug, grade: 'broken', rule: symptomRules[code] }),
  );
  const words = openWords(localesDirectory());
  for (const symptom of symptoms) {
    for (const locale of ['en', 'zh'] as const) {
      const detail = words.say(locale, `doctor:${symptom.code}`, symptom.values);
      expect(detail).not.toMatch(/\{\{|undefined|null/);
    }
  }
});

const undone = (job: string, type: string): string => `
  delete from job_completion where job = '${job}' and event_id in
    (select id from event where type = '${type}' and notice_id = ${noticeId('steady')})`;
const done = (job: string, type: string): string => `
  insert into job_completion (event_id, job)
  select id, '${job}' from event where type = '${type}' and notice_id = ${noticeId('steady')}`;

test('a job that is neither done nor queued is a hint, and no failure', async () => {
  const job = ['publish-notice', 'pair.certified'] as const;
  const { exit, symptoms } = await between(undone(...job), () => examine(), done(...job));
  expect(exit).toBe(0);
  expect(symptoms).toEqual([
    expect.objectContaining({ code: 'job_lost', rule: 9, grade: 'hint', slug: 'steady' }),
  ]);
});

test('a job under way may still mend a task: it is not settled yet', async () => {
  const symptoms = await symptomsAfter(`
    ${newTask('steady')};
    ${undone('queue-task', 'pair.certified')}`);
  expect(symptoms).toEqual([
    expect.objectContaining({ code: 'task_uncalled', grade: 'unsettled', slug: 'steady' }),
  ]);
});

test('every symptom is provoked here, and has words', () => {
  const provoked = new Set([...violations.map(([code]) => code), 'job_lost', 'queue_away']);
  expect([...provoked].toSorted()).toEqual([...symptomCodes].toSorted());
});

test('people read one line for each, in their language', async () => {
  const other = await openRoom();
  try {
    const emma = await other.person('emma', 'editor');
    const first = { slug: 'first', language: 'en', title: 'First', body: '<p>Text.</p>' } as const;
    await createNotice(other.ctx, emma, { ...first, release: 'independent' });
    const { databaseUrl } = other;
    const english = await runHebi(['doctor'], { databaseUrl });
    expect(english).toEqual({
      code: 0,
      err: '',
      out:
        'Rule 3 is not settled yet for first: the state en_only calls for a task of the kind translate, and there is none\n' +
        'Checked 1 notice. Every rule holds. 1 notice is not settled yet.\n',
    });
    const chinese = await runHebi(['doctor'], {
      databaseUrl,
      environment: { LANG: 'zh_CN.UTF-8' },
    });
    expect(chinese.out).toMatch(/^规则 3 尚待处理完成（公告 first）：.*\n已检查 1 则公告。/);
  } finally {
    await other.close();
  }
});
