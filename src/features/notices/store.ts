import { sql } from 'kysely';
import type { Content } from '../../core/document.ts';
import type { Language, Pair } from '../../core/language.ts';
import type { SearchText } from '../../core/search.ts';
import type { ServePolicy } from '../../core/publication.ts';
import type { Ground, LanguageScope } from '../../core/sync.ts';
import { isUuid } from '../../core/ids.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';

/** A notice's row: what the pair state depends on, and its properties. */
export interface NoticeRow {
  readonly id: string;
  readonly slug: string;
  readonly category: string | null;
  readonly release: 'independent' | 'together';
  readonly date: string | null;
  readonly languages: LanguageScope;
  readonly archivedAt: Date | null;
  readonly heads: Pair<number>;
  readonly synced: Pair<number> | null;
  readonly rowVersion: number;
}

const noticeColumns = sql.raw(
  'n.id, n.slug, n.category, n.release, n.date, n.languages, n.archived_at, ' +
    'n.head_en, n.head_zh, n.synced_en, n.synced_zh, n.row_version',
);

interface FlatNotice extends Omit<NoticeRow, 'heads' | 'synced'> {
  headEn: number;
  headZh: number;
  syncedEn: number | null;
  syncedZh: number | null;
}

function noticeOf({ headEn, headZh, syncedEn, syncedZh, ...rest }: FlatNotice): NoticeRow {
  return {
    ...rest,
    heads: { en: headEn, zh: headZh },
    synced: syncedEn === null || syncedZh === null ? null : { en: syncedEn, zh: syncedZh },
  };
}

/** The notice with this id or slug, an earlier slug included. */
export async function findNotice(db: Queryable, key: string): Promise<NoticeRow | null> {
  const { rows } = isUuid(key)
    ? await sql<FlatNotice>`select ${noticeColumns} from notice n where n.id = ${key}`.execute(db)
    : await sql<FlatNotice>`
        select ${noticeColumns} from notice_slug s join notice n on n.id = s.notice_id
        where s.slug = ${key}`.execute(db);
  return rows[0] === undefined ? null : noticeOf(rows[0]);
}

/**
 * The same, locked until the transaction ends: every act that moves the ledger begins here. The lock
 * lets others refer to the notice (events, tasks), so that a claim never waits for it.
 */
export async function lockNoticeRow(tx: Transaction, key: string): Promise<NoticeRow | null> {
  const found = isUuid(key) ? key : (await findNotice(tx, key))?.id;
  if (found === undefined) return null;
  const { rows } = await sql<FlatNotice>`
    select ${noticeColumns} from notice n where n.id = ${found} for no key update`.execute(tx);
  return rows[0] === undefined ? null : noticeOf(rows[0]);
}

export interface NewNotice {
  readonly id: string;
  readonly slug: string;
  readonly category: string | null;
  readonly release: 'independent' | 'together';
  readonly date: string | null;
  readonly createdBy: string | null;
}

export async function insertNotice(tx: Transaction, notice: NewNotice): Promise<void> {
  await tx.insertInto('notice').values(notice).execute();
  await tx.insertInto('noticeSlug').values({ slug: notice.slug, noticeId: notice.id }).execute();
}

export interface NoticeChange {
  readonly slug?: string;
  readonly category?: string | null;
  readonly release?: 'independent' | 'together';
  readonly date?: string | null;
  readonly languages?: LanguageScope;
  readonly archived?: boolean;
}

export async function updateNotice(
  tx: Transaction,
  id: string,
  change: NoticeChange,
): Promise<void> {
  const { archived, ...columns } = change;
  await tx
    .updateTable('notice')
    .set({
      ...columns,
      ...(archived === undefined ? {} : { archivedAt: archived ? sql<Date>`now()` : null }),
      rowVersion: sql`row_version + 1`,
      updatedAt: sql`now()`,
    })
    .where('id', '=', id)
    .execute();
}

/** Reserves a slug for a notice. False: another notice has or had it. */
export async function reserveSlug(
  tx: Transaction,
  slug: string,
  noticeId: string,
): Promise<boolean> {
  const { rows } = await sql<{ noticeId: string }>`
    insert into notice_slug (slug, notice_id) values (${slug}, ${noticeId})
    on conflict (slug) do update set notice_id = notice_slug.notice_id
    returning notice_id`.execute(tx);
  return rows[0]?.noticeId === noticeId;
}

export interface NewRevision {
  readonly noticeId: string;
  readonly language: Language;
  readonly number: number;
  readonly act: string;
  readonly content: Content;
  readonly author: string | null;
  readonly authors: readonly string[];
  readonly pending: boolean;
  readonly taskId: string | null;
  readonly message: string | null;
  readonly changeMark: 'auto' | 'cosmetic';
}

export async function insertRevision(tx: Transaction, revision: NewRevision): Promise<void> {
  const { content, authors, ...columns } = revision;
  await tx
    .insertInto('revision')
    .values({ ...columns, ...content, authors: [...authors] })
    .execute();
}

/** The next free number of a version; call it with the notice locked. */
export async function nextNumber(
  tx: Transaction,
  noticeId: string,
  language: Language,
): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(number), 0) + 1 as next from revision
    where notice_id = ${noticeId} and language = ${language}`.execute(tx);
  return rows[0]?.next ?? 1;
}

export interface StoredContent extends Content {
  readonly number: number;
}

export async function contentOf(
  db: Queryable,
  key: { noticeId: string; language: Language; number: number },
): Promise<StoredContent | null> {
  const row = await db
    .selectFrom('revision')
    .select(['number', 'title', 'summary', 'body'])
    .where('noticeId', '=', key.noticeId)
    .where('language', '=', key.language)
    .where('number', '=', key.number)
    .executeTakeFirst();
  return row ?? null;
}

/** Contents of some revisions of a notice, in no order. */
export async function contentsOf(
  db: Queryable,
  noticeId: string,
  refs: readonly { readonly language: Language; readonly number: number }[],
): Promise<(StoredContent & { language: Language })[]> {
  const { rows } = await sql<StoredContent & { language: Language }>`
    select r.language, r.number, r.title, r.summary, r.body
    from jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as x(language text, number integer)
    join revision r on r.notice_id = ${noticeId} and r.language = x.language and r.number = x.number`.execute(
    db,
  );
  return rows;
}

/** Moves a head, and the search text with it. */
export async function writeHead(
  tx: Transaction,
  revision: { noticeId: string; language: Language; number: number; search: SearchText },
): Promise<void> {
  const { noticeId, language, number, search } = revision;
  await tx
    .updateTable('notice')
    .set({
      ...(language === 'en' ? { headEn: number } : { headZh: number }),
      rowVersion: sql`row_version + 1`,
      updatedAt: sql`now()`,
    })
    .where('id', '=', noticeId)
    .execute();
  await sql`
    insert into notice_search (notice_id, language, folded, grams)
    values (${noticeId}, ${language}, ${search.folded}, ${search.grams}::text[])
    on conflict (notice_id, language) do update set folded = excluded.folded, grams = excluded.grams`.execute(
    tx,
  );
}

export async function insertRuling(
  tx: Transaction,
  ruling: {
    noticeId: string;
    language: Language;
    number: number;
    ruling: 'accepted' | 'returned' | 'superseded';
    ruledBy: string | null;
  },
): Promise<void> {
  await tx.insertInto('revisionRuling').values(ruling).execute();
}

export interface NewSyncPoint {
  readonly id: string;
  readonly noticeId: string;
  readonly en: number;
  readonly zh: number;
  readonly ground: Ground;
  readonly certifiedBy: string | null;
  readonly taskId: string | null;
  readonly changeClass: string | null;
  readonly note: string | null;
}

export async function insertSyncPoint(tx: Transaction, point: NewSyncPoint): Promise<void> {
  await tx.insertInto('syncPoint').values(point).execute();
}

export async function insertRetraction(
  tx: Transaction,
  retraction: { syncPointId: string; retractedBy: string | null; reason: string | null },
): Promise<void> {
  await tx.insertInto('syncPointRetraction').values(retraction).execute();
}

/** Brings the notice's copy of the synced pair in line with the standing sync point. */
export async function writeSynced(tx: Transaction, noticeId: string): Promise<void> {
  await sql`
    update notice set
      (synced_en, synced_zh) = (select max(p.en), max(p.zh) from standing_point p where p.notice_id = ${noticeId}),
      row_version = row_version + 1, updated_at = now()
    where id = ${noticeId}`.execute(tx);
}

export interface StandingPoint {
  readonly id: string;
  readonly en: number;
  readonly zh: number;
  readonly ground: Ground;
}

export async function standingPoint(
  db: Queryable,
  noticeId: string,
): Promise<StandingPoint | null> {
  const { rows } = await sql<StandingPoint>`
    select id, en, zh, ground from standing_point where notice_id = ${noticeId}`.execute(db);
  return rows[0] ?? null;
}

/** All settled revisions past `from` up to `to` on either side, with their authors. */
export async function changesBetween(
  db: Queryable,
  key: { noticeId: string; from: Pair<number> | null; to: Pair<number> },
): Promise<{ language: Language; number: number; authors: string[] }[]> {
  const from = key.from ?? { en: 0, zh: 0 };
  const { rows } = await sql<{ language: Language; number: number; authors: string[] }>`
    select language, number, authors from settled_revision
    where notice_id = ${key.noticeId}
      and ((language = 'en' and number > ${from.en} and number <= ${key.to.en})
        or (language = 'zh' and number > ${from.zh} and number <= ${key.to.zh}))`.execute(db);
  return rows;
}

/**
 * Revisions past the synced one whose certification as cosmetic somebody retracted: they count as
 * substantive for good.
 */
export async function substantiveMark(
  db: Queryable,
  key: { noticeId: string; language: Language; after: number; upTo: number },
): Promise<boolean> {
  const side = key.language === 'en' ? sql.ref('p.en') : sql.ref('p.zh');
  const { rows } = await sql`
    select 1 from sync_point p join sync_point_retraction r on r.sync_point_id = p.id
    where p.notice_id = ${key.noticeId} and p.ground = 'cosmetic'
      and ${side} > ${key.after} and ${side} <= ${key.upTo} limit 1`.execute(db);
  return rows.length > 0;
}

/** Whether both heads were saved in one act. */
export async function savedTogether(
  db: Queryable,
  noticeId: string,
  heads: Pair<number>,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from revision e join revision z on z.notice_id = e.notice_id and z.act = e.act
    where e.notice_id = ${noticeId} and e.language = 'en' and e.number = ${heads.en}
      and z.language = 'zh' and z.number = ${heads.zh}`.execute(db);
  return rows.length > 0;
}

/** @returns what the category's readers get from now on */
export async function upsertCategory(
  tx: Transaction,
  category: { id: string; nameEn: string; nameZh: string; serve?: ServePolicy | undefined },
): Promise<ServePolicy> {
  const { id, serve, nameEn, nameZh } = category;
  const change = { nameEn, nameZh, ...(serve === undefined ? {} : { serve }) };
  const row = await tx
    .insertInto('category')
    .values({ id, ...change })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .returning('serve')
    .executeTakeFirstOrThrow();
  return row.serve as ServePolicy;
}

/** Locks every notice of a category, in the order of their ids. */
export async function lockNoticesOf(tx: Transaction, category: string): Promise<void> {
  await sql`
    select 1 from notice where category = ${category} order by id for no key update`.execute(tx);
}

/** A category that a notice names before anybody named it is called by its id until then. */
export async function ensureCategory(tx: Transaction, id: string): Promise<void> {
  await tx
    .insertInto('category')
    .values({ id, nameEn: id, nameZh: id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function writeSetting(
  tx: Transaction,
  setting: { name: string; value: unknown; updatedBy: string },
): Promise<void> {
  await sql`
    insert into setting (name, value, updated_by)
    values (${setting.name}, ${JSON.stringify(setting.value)}, ${setting.updatedBy})
    on conflict (name) do update set value = excluded.value, updated_by = excluded.updated_by,
      updated_at = now()`.execute(tx);
}

export async function settingRows(db: Queryable): Promise<Record<string, unknown>> {
  const rows = await db.selectFrom('setting').select(['name', 'value']).execute();
  return Object.fromEntries(rows.map((row) => [row.name, row.value]));
}
