import { sql } from 'kysely';
import type { TaskKind } from '../../core/sync.ts';
import type { TaskStatus } from '../../core/task-life.ts';
import type { Queryable } from '../../platform/database.ts';
import type { Mention } from './mention-contract.ts';

interface FlatMention {
  id: string;
  taskId: string;
  kind: TaskKind;
  status: TaskStatus;
  noticeId: string;
  slug: string;
  titleEn: string | null;
  titleZh: string | null;
  author: string;
  name: string;
  body: string;
  createdAt: Date;
  read: boolean;
}

/** Comments that mention a person, newest first. */
export async function mentionViews(
  db: Queryable,
  key: { person: string; unread: boolean; before: string | null; limit: number },
): Promise<Mention[]> {
  const { rows } = await sql<FlatMention>`
    select c.id, c.task_id, t.kind, t.status, t.notice_id, n.slug, e.title as title_en, z.title as title_zh,
      c.author, p.name, c.body, c.created_at, m.read_at is not null as read
    from task_comment c
    join live_task t on t.id = c.task_id
    join notice n on n.id = t.notice_id
    join person p on p.id = c.author
    left join revision e on e.notice_id = n.id and e.language = 'en' and e.number = n.head_en
    left join revision z on z.notice_id = n.id and z.language = 'zh' and z.number = n.head_zh
    left join mention_read m on m.comment_id = c.id and m.person_id = ${key.person}
    where c.mentions @> array[${key.person}::uuid]
      and (${key.before}::uuid is null or c.id < ${key.before}::uuid)
      and (not ${key.unread}::boolean or m.read_at is null)
    order by c.id desc limit ${key.limit}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    task: { id: row.taskId, kind: row.kind, status: row.status },
    notice: { id: row.noticeId, slug: row.slug, title: { en: row.titleEn, zh: row.titleZh } },
    author: { id: row.author, name: row.name },
    body: row.body,
    at: row.createdAt.toISOString(),
    read: row.read,
  }));
}

/** Counted no further than a person looks. */
const mostCounted = 1000;

export async function unreadMentions(db: Queryable, person: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from task_comment c
      where c.mentions @> array[${person}::uuid] and not exists (
        select 1 from mention_read m where m.comment_id = c.id and m.person_id = ${person})
      limit ${mostCounted}) x`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Marks mentions as read: one, or all of the person's. False: there is no such mention. */
export async function markRead(
  db: Queryable,
  key: { person: string; comment: string | null },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    with meant as (
      select c.id from task_comment c
      where c.mentions @> array[${key.person}::uuid]
        and (${key.comment}::uuid is null or c.id = ${key.comment}::uuid)),
    marked as (
      insert into mention_read (person_id, comment_id) select ${key.person}, id from meant
      on conflict do nothing)
    select id from meant limit 1`.execute(db);
  return rows.length > 0;
}

export async function markUnread(
  db: Queryable,
  key: { person: string; comment: string },
): Promise<boolean> {
  const { rows } = await sql`
    with meant as (
      select c.id from task_comment c
      where c.mentions @> array[${key.person}::uuid] and c.id = ${key.comment}::uuid),
    unmarked as (
      delete from mention_read where person_id = ${key.person} and comment_id in (select id from meant))
    select id from meant`.execute(db);
  return rows.length > 0;
}
