import type { Language } from '../../core/language.ts';
import { isUuid } from '../../core/ids.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../platform/database.ts';
import { noticeEtag, versionEtag } from './conditions.ts';
import type { NoticeDetail, NoticeView, VersionView } from './contract.ts';
import { requireNotice } from './lock-notice.ts';
import { contentOf } from './store.ts';
import type { NoticeAfter, NoticeFilter } from './views.ts';
import {
  historyViews,
  noticeView,
  noticeViews,
  revisionView,
  revisionViews,
  syncPointView,
  worstNotices,
} from './views.ts';

interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

/** One more than asked for was read: the surplus tells whether there is a next page. */
function pageOf<T>(rows: readonly T[], limit: number, cursor: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursor(last) : null };
}

/** A notice in full, by id or slug. */
export async function readNotice(ctx: Context, key: string): Promise<NoticeDetail> {
  const { id } = await requireNotice(ctx.db, key);
  return noticeDetailOf(ctx.db, id);
}

/** The same within a transaction, by id. */
export async function noticeDetailOf(db: Queryable, id: string): Promise<NoticeDetail> {
  const found = await noticeView(db, id);
  if (found === null) throw new Refusal('not_found');
  const syncPoint = await syncPointView(db, id);
  return { ...found.view, syncPoint, etag: noticeEtag(found.rowVersion) };
}

export async function listNotices(
  ctx: Context,
  query: Omit<NoticeFilter, 'before'> & {
    cursor?: string | undefined;
    sort?: 'newest' | 'worst' | undefined;
  },
): Promise<Page<NoticeView>> {
  if (query.sort === 'worst') return listWorst(ctx, query);
  const before = idCursor(query.cursor);
  const rows = await noticeViews(ctx.db, { ...query, before, limit: query.limit + 1 });
  return pageOf(rows, query.limit, (row) => row.id);
}

async function listWorst(
  ctx: Context,
  query: Omit<NoticeFilter, 'before'> & { cursor?: string | undefined },
): Promise<Page<NoticeView>> {
  const after = worstCursor(query.cursor);
  const found = await worstNotices(ctx.db, {
    ...query,
    before: null,
    after,
    limit: query.limit + 1,
  });
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  const more = found.length > query.limit && last !== undefined;
  return {
    items: items.map(({ view }) => view),
    next: more ? `w${last.rank}.${last.view.id}` : null,
  };
}

function worstCursor(cursor: string | undefined): NoticeAfter | null {
  if (cursor === undefined) return null;
  const [, rank, id = ''] = /^w(-1|\d{1,6})\.(.+)$/.exec(cursor) ?? [];
  if (rank === undefined || !isUuid(id)) {
    throw invalidField('query.cursor', 'bad_cursor', 'not a cursor of this list');
  }
  return { rank: Number(rank), id };
}

function idCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (!isUuid(cursor))
    throw invalidField('query.cursor', 'bad_cursor', 'not a cursor of this list');
  return cursor;
}

/** The head revision of one language. @throws Refusal `no_content` where there is none */
export async function readVersion(
  ctx: Context,
  key: string,
  language: Language,
): Promise<VersionView> {
  const notice = await requireNotice(ctx.db, key);
  return versionOf(ctx.db, { noticeId: notice.id, language, number: notice.heads[language] });
}

export async function versionOf(
  db: Queryable,
  key: { noticeId: string; language: Language; number: number },
): Promise<VersionView> {
  const revision = await revisionView(db, key);
  if (revision === null) throw new Refusal('no_content', { params: { language: key.language } });
  return { ...revision, etag: versionEtag(key.language, key.number) };
}

export async function readRevision(
  ctx: Context,
  input: { notice: string; language: Language; number: number },
) {
  const notice = await requireNotice(ctx.db, input.notice);
  const revision = await revisionView(ctx.db, { ...input, noticeId: notice.id });
  if (revision === null) throw new Refusal('not_found');
  return revision;
}

export async function listRevisions(
  ctx: Context,
  input: { notice: string; language: Language; limit: number; cursor?: string | undefined },
) {
  const notice = await requireNotice(ctx.db, input.notice);
  const before = numberCursor(input.cursor);
  const { language, limit } = input;
  const rows = await revisionViews(ctx.db, {
    noticeId: notice.id,
    language,
    before,
    limit: limit + 1,
  });
  const page = pageOf(rows, limit, (row) => String(row.number));
  return { ...page, items: page.items.map(({ body: _body, summary: _summary, ...rest }) => rest) };
}

function numberCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (!/^\d{1,9}$/.test(cursor))
    throw invalidField('query.cursor', 'bad_cursor', 'not a cursor of this list');
  return Number(cursor);
}

/** The difference between two revisions of one language. */
export async function diffRevisions(
  ctx: Context,
  input: { notice: string; language: Language; from: number; to: number },
) {
  const { id: noticeId } = await requireNotice(ctx.db, input.notice);
  const { language, from, to } = input;
  const before = await contentOf(ctx.db, { noticeId, language, number: from });
  const after = await contentOf(ctx.db, { noticeId, language, number: to });
  if (before === null || after === null) throw new Refusal('not_found');
  const diff = await ctx.engine.diff({ language, before, after });
  return {
    language,
    from,
    to,
    class: diff.class,
    before: diff.before.map((segment) => segment.text),
    after: diff.after.map((segment) => segment.text),
    segments: diff.segments,
  };
}

export async function readHistory(
  ctx: Context,
  input: { notice: string; limit: number; cursor?: string | undefined },
) {
  const notice = await requireNotice(ctx.db, input.notice);
  const before = idCursor(input.cursor);
  const rows = await historyViews(ctx.db, { noticeId: notice.id, before, limit: input.limit + 1 });
  return pageOf(rows, input.limit, (row) => row.id);
}
