import { sql } from 'kysely';
import type { Service } from '../../src/context.ts';
import type { Language, Pair } from '../../src/core/language.ts';
import type { PairState, TaskKind } from '../../src/core/sync.ts';
import { taskCalledFor } from '../../src/core/sync.ts';
import type { Database } from '../../src/platform/database.ts';
import { eventJobs } from '../../src/jobs.ts';

/** What must hold at every moment, as queries that find what breaks it. */
const always: Readonly<Record<string, string>> = {
  'heads are the newest settled revisions': `
    select n.id from notice n
    where n.head_en <> coalesce((select max(number) from settled_revision r where r.notice_id = n.id and r.language = 'en'), 0)
       or n.head_zh <> coalesce((select max(number) from settled_revision r where r.notice_id = n.id and r.language = 'zh'), 0)`,
  'the synced pair is the standing sync point': `
    select n.id from notice n left join standing_point p on p.notice_id = n.id
    where (n.synced_en, n.synced_zh) is distinct from (p.en, p.zh)`,
  'sync points that stand move forward': `
    select a.id from sync_point a join sync_point b on b.notice_id = a.notice_id and b.id > a.id
    where not exists (select 1 from sync_point_retraction r where r.sync_point_id in (a.id, b.id))
      and (b.en < a.en or b.zh < a.zh or (b.en = a.en and b.zh = a.zh))`,
  'revisions are numbered without a gap': `
    select notice_id, language from revision group by 1, 2 having max(number) <> count(*)`,
  'only pending revisions are ruled on': `
    select r.notice_id from revision r join revision_ruling g using (notice_id, language, number) where not r.pending`,
  'a pending revision without ruling is before a reviewer': `
    select r.notice_id, r.language, r.number from revision r
    where r.pending
      and not exists (select 1 from revision_ruling g
        where (g.notice_id, g.language, g.number) = (r.notice_id, r.language, r.number))
      and not exists (select 1 from task t join task_submission s on s.task_id = t.id and s.number = t.submission
        where t.id = r.task_id and t.status in ('submitted', 'in_review') and r.language = any (s.written)
          and r.number = case r.language when 'en' then s.pair_en else s.pair_zh end)`,
  'a submitted task has a submission whose revisions nobody has ruled on': `
    select t.id from task t left join task_submission s on s.task_id = t.id and s.number = t.submission
    where t.status in ('submitted', 'in_review') and (s.task_id is null or exists (
      select 1 from revision_ruling g where g.notice_id = t.notice_id and g.language = any (s.written)
        and g.number = case g.language when 'en' then s.pair_en else s.pair_zh end))`,
  'a done task has its sync point, and no other has one': `
    select t.id from task t
    where (t.status = 'done') <> exists (select 1 from sync_point p where p.task_id = t.id and p.ground = 'reviewed')`,
  'a review certifies the pair that was submitted': `
    select p.id from sync_point p join task t on t.id = p.task_id
    join task_submission s on s.task_id = t.id and s.number = t.submission
    where p.ground = 'reviewed' and (p.en, p.zh) <> (s.pair_en, s.pair_zh)`,
  'nobody vouches for what they wrote in a task': `
    select p.id from sync_point p join revision r on r.notice_id = p.notice_id and r.task_id = p.task_id
      and r.number = case r.language when 'en' then p.en else p.zh end
    where p.ground = 'reviewed' and p.certified_by = any (r.authors)`,
  'acts are told once each': `
    select 'certified' as act, count(*) from event where type = 'pair.certified'
      having count(*) <> (select count(*) from sync_point)
    union all select 'retracted', count(*) from event where type = 'pair.retracted'
      having count(*) <> (select count(*) from sync_point_retraction)
    union all select 'opened', count(*) from event where type = 'task.opened'
      having count(*) <> (select count(*) from task)
    union all select 'approved', count(*) from event where type = 'task.approved'
      having count(*) <> (select count(*) from task where status = 'done')
    union all select 'cancelled', count(*) from event where type = 'task.cancelled'
      having count(*) <> (select count(*) from task where status = 'cancelled')
    union all select 'submitted', count(*) from event where type = 'task.submitted'
      having count(*) <> (select count(*) from task_submission)`,
  'nothing is published twice running': `
    select id from (select id, revision, lag(revision) over (partition by notice_id, language order by id) as before
      from publication) p where revision = before`,
  'readers see the last publication': `
    select l.notice_id from (select distinct on (notice_id, language) * from publication order by notice_id, language, id desc) l
    full join published p on p.notice_id = l.notice_id and p.language = l.language
    where l.revision is distinct from p.revision`,
};

/** The same for what must hold once every job has run. */
const onceSettled: Readonly<Record<string, string>> = {
  'no event waits': `select event_id from outbox`,
  'a revision past a synced one that changed nothing is certified': `
    select n.id from notice n join change_record c on c.notice_id = n.id
      and c.before_number = case c.language when 'en' then n.synced_en else n.synced_zh end
      and c.after_number = case c.language when 'en' then n.head_en else n.head_zh end
      and c.before_number < c.after_number
    where c.change_class in ('unchanged', 'cosmetic') and n.languages = 'both' and n.archived_at is null
      and not exists (select 1 from sync_point p join sync_point_retraction r on r.sync_point_id = p.id
        where p.notice_id = n.id and p.ground = 'cosmetic'
          and case c.language when 'en' then p.en else p.zh end > c.before_number
          and case c.language when 'en' then p.en else p.zh end <= c.after_number)`,
};

async function broken(db: Database, queries: Readonly<Record<string, string>>): Promise<string[]> {
  const found: string[] = [];
  for (const [name, query] of Object.entries(queries)) {
    const { rows } = await sql.raw(query).execute(db);
    if (rows.length > 0) found.push(`${name}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return found;
}

interface Called {
  id: string;
  state: PairState;
  together: boolean;
  heads: Pair<number>;
  tasks: { kind: TaskKind; status: string; writes: Language[]; en: number; zh: number }[];
}

/** Notices whose active tasks are not what their state calls for. */
async function wronglyTasked(db: Database): Promise<string[]> {
  const { rows } = await sql<Called>`
    select n.id, jsonb_build_object('en', n.head_en, 'zh', n.head_zh) as heads,
      pair_state(n.languages, n.archived_at is not null, n.head_en, n.head_zh, n.synced_en, n.synced_zh) as state,
      exists (select 1 from revision e join revision z on z.notice_id = e.notice_id and z.act = e.act
        where e.notice_id = n.id and e.language = 'en' and e.number = n.head_en
          and z.language = 'zh' and z.number = n.head_zh) as together,
      coalesce((select jsonb_agg(jsonb_build_object('kind', t.kind, 'status', t.status, 'writes', t.writes,
          'en', t.base_en, 'zh', t.base_zh))
        from task t where t.notice_id = n.id and t.status in ('open', 'claimed', 'submitted', 'in_review')), '[]') as tasks
    from notice n`.execute(db);
  return rows.filter((row) => !isTaskedRightly(row)).map((row) => `task: ${JSON.stringify(row)}`);
}

function isTaskedRightly({ state, together, heads, tasks }: Called): boolean {
  const call = taskCalledFor(state, together);
  const [task] = tasks;
  if (call === null || task === undefined) return call === null && task === undefined;
  if (tasks.length > 1) return false;
  // What is before a reviewer is frozen until it comes back.
  if (task.status === 'submitted' || task.status === 'in_review') return true;
  const same = task.en === heads.en && task.zh === heads.zh && task.kind === call.kind;
  return same && task.writes.join() === call.writes.join();
}

/** Jobs of events that have no completion; scheduled publications aside. */
export async function unfinishedJobs(db: Database): Promise<{ type: string; job: string }[]> {
  const expected = Object.entries(eventJobs).flatMap(([type, jobs]) =>
    jobs.map((job) => ({ type, job })),
  );
  const { rows } = await sql<{ type: string; job: string }>`
    select e.type, x.job from event e
    join jsonb_to_recordset(${JSON.stringify(expected)}::jsonb) as x(type text, job text) on x.type = e.type
    where e.notice_id is not null and e.data ->> 'at' is null
      and not exists (select 1 from job_completion c where c.event_id = e.id and c.job = x.job)`.execute(
    db,
  );
  return rows;
}

/** Everything wrong with a database of which nothing is awaited, or only what must hold at every moment. */
export async function faultsOf(db: Database, { settled }: { settled: boolean }): Promise<string[]> {
  const found = await broken(db, always);
  if (!settled) return found;
  const waiting = (await unfinishedJobs(db)).map((each) => `unfinished: ${JSON.stringify(each)}`);
  return [...found, ...(await broken(db, onceSettled)), ...waiting, ...(await wronglyTasked(db))];
}

/** Waits until every job that any event calls for has been done: the database's own word for it. */
export async function allDone(service: Pick<Service, 'db'>, timeoutMs = 30_000): Promise<void> {
  await until('every job to be done', timeoutMs, async () => {
    // In this order: the last job to be done may have put an event into the outbox.
    if ((await unfinishedJobs(service.db)).length > 0) return false;
    const waiting = await service.db.selectFrom('outbox').select('eventId').limit(1).execute();
    return waiting.length === 0;
  });
}

/** Asks again and again until it is so, less often the longer it takes. @throws Error when it is not in time */
export async function until(
  what: string,
  timeoutMs: number,
  isSo: () => Promise<boolean>,
): Promise<void> {
  const start = Date.now();
  while (!(await isSo())) {
    const waited = Date.now() - start;
    if (waited > timeoutMs) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, Math.min(250, 20 + waited / 10)));
  }
}
