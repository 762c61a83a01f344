import { sql } from 'kysely';
import type { Language, Pair } from '../../core/language.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';
import type { Content } from '../../core/document.ts';
import type { SearchText } from '../../core/search.ts';

/** The database's time at this moment: within a transaction `now()` is the time of its beginning. */
export async function databaseTime(db: Queryable): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db);
  return rows[0]?.at ?? new Date();
}

export interface PublishedSide {
  readonly language: Language;
  readonly revision: number;
  readonly publishedAt: Date;
}

/** What readers see of a notice now. */
export async function publishedSides(
  db: Queryable,
  noticeId: string,
): Promise<Pair<PublishedSide | null>> {
  const { rows } = await sql<PublishedSide>`
    select language, revision, published_at from published where notice_id = ${noticeId}`.execute(
    db,
  );
  const side = (language: Language) => rows.find((row) => row.language === language) ?? null;
  return { en: side('en'), zh: side('zh') };
}

/** `pending`: it is numbered but not accepted. */
export async function revisionStanding(
  db: Queryable,
  key: { noticeId: string; language: Language; number: number },
): Promise<'settled' | 'pending' | 'unknown'> {
  const { rows } = await sql<{ settled: boolean }>`
    select exists (select 1 from settled_revision s where s.notice_id = r.notice_id
                   and s.language = r.language and s.number = r.number) as settled
    from revision r
    where r.notice_id = ${key.noticeId} and r.language = ${key.language} and r.number = ${key.number}`.execute(
    db,
  );
  if (rows[0] === undefined) return 'unknown';
  return rows[0].settled ? 'settled' : 'pending';
}

/** The pairs of all sync points of a notice that nobody retracted. */
export async function certifiedPairs(db: Queryable, noticeId: string): Promise<Pair<number>[]> {
  const { rows } = await sql<Pair<number>>`
    select p.en, p.zh from sync_point p
    where p.notice_id = ${noticeId}
      and not exists (select 1 from sync_point_retraction r where r.sync_point_id = p.id)`.execute(
    db,
  );
  return rows;
}

/** The pair of one sync point; null where it was retracted. */
export async function certifiedPair(
  db: Queryable,
  syncPoint: string,
): Promise<Pair<number> | null> {
  const { rows } = await sql<Pair<number>>`
    select p.en, p.zh from sync_point p
    where p.id = ${syncPoint}
      and not exists (select 1 from sync_point_retraction r where r.sync_point_id = p.id)`.execute(
    db,
  );
  return rows[0] ?? null;
}

interface LogEntry {
  readonly id: string;
  readonly noticeId: string;
  readonly language: Language;
  readonly publishedBy: string | null;
  readonly publishedAt: Date;
}

/** Puts a revision before the readers: in the log, and as what they see now. */
export async function insertPublication(
  tx: Transaction,
  entry: LogEntry & { readonly revision: number },
  searchText: (content: Content) => Promise<SearchText>,
): Promise<void> {
  await tx.insertInto('publication').values(entry).execute();
  const { noticeId, language, revision, publishedAt } = entry;
  await tx
    .insertInto('published')
    .values({ noticeId, language, revision, publishedAt, firstPublishedAt: publishedAt })
    .onConflict((conflict) =>
      conflict.columns(['noticeId', 'language']).doUpdateSet({ revision, publishedAt }),
    )
    .execute();
  await writePublishedSearch(tx, { noticeId, language, revision, searchText });
}

/**
 * What readers can search: kept of every revision published since the side was withdrawn, and gone with the
 * publication. Only what readers get is found.
 */
async function writePublishedSearch(
  tx: Transaction,
  published: {
    noticeId: string;
    language: Language;
    revision: number;
    searchText: (content: Content) => Promise<SearchText>;
  },
): Promise<void> {
  const { noticeId, language, revision, searchText } = published;
  const content = await tx
    .selectFrom('revision')
    .select(['title', 'summary', 'body'])
    .where('noticeId', '=', noticeId)
    .where('language', '=', language)
    .where('number', '=', revision)
    .executeTakeFirstOrThrow();
  const { folded, grams } = await searchText(content);
  await sql`
    insert into published_search (notice_id, language, revision, folded, grams, shown)
    select notice_id, language, ${revision}, ${folded}, ${grams}::text[], served is not distinct from ${revision}
    from published where notice_id = ${noticeId} and language = ${language}
    on conflict (notice_id, language, revision) do update set shown = excluded.shown`.execute(tx);
}

/** Takes a side from the readers; the log keeps what they saw. */
export async function insertWithdrawal(tx: Transaction, entry: LogEntry): Promise<void> {
  await tx
    .insertInto('publication')
    .values({ ...entry, revision: null })
    .execute();
  await tx
    .deleteFrom('published')
    .where('noticeId', '=', entry.noticeId)
    .where('language', '=', entry.language)
    .execute();
}

export interface PublicationRequest {
  readonly id: string;
  readonly noticeId: string;
  readonly language: Language;
  readonly revision: number;
  /** null: as soon as it may. */
  readonly due: Date | null;
  readonly requestedBy: string | null;
}

export async function insertRequest(
  tx: Transaction,
  request: PublicationRequest & { readonly waitsFor: 'time' | 'parity' },
): Promise<void> {
  await tx.insertInto('publicationRequest').values(request).execute();
}

/** The requests of a notice that still wait, at most one of each side. */
export async function openRequests(db: Queryable, noticeId: string): Promise<PublicationRequest[]> {
  const { rows } = await sql<PublicationRequest>`
    select id, notice_id, language, revision, due, requested_by from publication_request
    where notice_id = ${noticeId} and settled_at is null order by requested_at, id`.execute(db);
  return rows;
}

export async function settleRequest(
  tx: Transaction,
  id: string,
  outcome: 'published' | 'cancelled' | 'replaced',
): Promise<void> {
  await tx
    .updateTable('publicationRequest')
    .set({ settledAt: sql`clock_timestamp()`, outcome })
    .where('id', '=', id)
    .execute();
}

/**
 * Notices with a request that nothing holds back any more, longest overdue first: its time has come, and
 * where both sides go together, a certified pair is at or past it.
 */
export async function noticesWithRipeRequests(db: Queryable, limit: number): Promise<string[]> {
  const { rows } = await sql<{ noticeId: string }>`
    select q.notice_id, min(coalesce(q.due, q.requested_at)) as since
    from publication_request q join notice n on n.id = q.notice_id
    where q.settled_at is null and (q.due is null or q.due <= now()) and n.archived_at is null
      and (n.release = 'independent' or n.languages <> 'both' or exists (
        select 1 from sync_point p
        where p.notice_id = n.id and case q.language when 'en' then p.en else p.zh end >= q.revision
          and not exists (select 1 from sync_point_retraction r where r.sync_point_id = p.id)))
    group by q.notice_id order by since limit ${limit}`.execute(db);
  return rows.map((row) => row.noticeId);
}

/** The events by which the notice's requests were made that are settled by now, if their job is not done. */
export async function eventsOfSettledRequests(db: Queryable, noticeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from event e join publication_request q on q.id::text = e.data->>'request'
    where e.notice_id = ${noticeId} and e.type = 'publication.requested' and q.settled_at is not null
      and not exists (select from job_completion c where c.event_id = e.id and c.job = 'publish-notice')`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** Locks a notice unless somebody else holds it. */
export async function lockIfFree(tx: Transaction, noticeId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from notice where id = ${noticeId} for no key update skip locked`.execute(tx);
  return rows.length > 0;
}

export interface StoredEvent {
  readonly type: string;
  readonly actor: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export async function eventById(db: Queryable, id: string): Promise<StoredEvent | null> {
  const { rows } = await sql<StoredEvent>`
    select type, actor, data from event where id = ${id}`.execute(db);
  return rows[0] ?? null;
}
