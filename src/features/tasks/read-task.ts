import type { Language } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { Actor } from '../../core/permission.ts';
import { hasRole } from '../../core/permission.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import { isUuid } from '../../core/ids.ts';
import { segmentId } from '../../core/task-changes.ts';
import type { Context } from '../../context.ts';
import { readContentOf } from '../notices/read-ledger.ts';
import { leaseView } from './claim-task.ts';
import type { TaskDetail, TaskView, VersionText, VersionTexts } from './contract.ts';
import { followBase } from './follow-base.ts';
import { requireTask } from './held-task.ts';
import { readBeads } from './read-beads.ts';
import { readMovements, readThreeWay } from './read-movement.ts';
import type { TaskRow } from './store.ts';
import type { PoolFilter } from './views.ts';
import { commentViews, draftViews, poolViews, submissionView, taskView } from './views.ts';

/** A page of the pool. */
export async function listTasks(
  ctx: Context,
  actor: Actor,
  query: Omit<PoolFilter, 'after'> & { cursor?: string | undefined },
): Promise<{ items: TaskView[]; next: string | null }> {
  const after = poolCursor(query);
  const rows = await poolViews(ctx.db, actor, { ...query, after, limit: query.limit + 1 });
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return { items, next: more ? cursorOf(last, query.sort) : null };
}

/**
 * Cursors of one order are none of another: `250.<id>`, `c97.<id>` (`c-1`: without a report), and `x12.<id>` by
 * exposure.
 */
function cursorOf(last: TaskView, sort: PoolFilter['sort']): string {
  if (sort === 'cleanest') return `c${last.cleanness ?? -1}.${last.id}`;
  return sort === 'exposure' ? `x${last.exposure}.${last.id}` : `${last.priority}.${last.id}`;
}

const rankShape = {
  priority: /^(\d{1,6})$/,
  cleanest: /^c(-1|\d{1,3})$/,
  exposure: /^x(\d{1,10})$/,
} as const;

function poolCursor({
  cursor,
  sort = 'priority',
}: {
  cursor?: string | undefined;
  sort?: PoolFilter['sort'];
}): PoolFilter['after'] {
  if (cursor === undefined) return null;
  const [written = '', id = ''] = cursor.split('.');
  const rank = rankShape[sort].exec(written)?.[1];
  if (rank === undefined || !isUuid(id)) {
    throw invalidField('query.cursor', 'bad_cursor', 'not a cursor of this list');
  }
  return { rank: Number(rank), id };
}

/** A task as lists show it. @throws Refusal `not_found` */
export async function readTaskView(ctx: Context, id: string): Promise<TaskView> {
  const view = await taskView(ctx.db, id);
  if (view === null) throw new Refusal('not_found');
  return view;
}

/** A task in full: changes, segments of both sides at its base, drafts, submission, comments. */
export async function readTask(ctx: Context, actor: Actor, id: string): Promise<TaskDetail> {
  const task = await requireTask(ctx.db, id);
  const view = await readTaskView(ctx, id);
  const segments = {
    en: await segmentViews(ctx, task, 'en'),
    zh: await segmentViews(ctx, task, 'zh'),
  };
  const counts = { en: segments.en.length, zh: segments.zh.length };
  const seesLate = task.holder === actor.id || hasRole(actor, 'editor');
  return {
    ...view,
    lease:
      task.holder === actor.id && task.leaseUntil !== null
        ? leaseView({ number: task.leaseNumber, until: task.leaseUntil })
        : null,
    changes: [...task.changes],
    beads: await readBeads(ctx, task, { synced: view.synced, counts }),
    claimBase: task.status === 'claimed' ? task.claimBase : null,
    moved: await readMovements(ctx, task),
    rows: await readThreeWay(ctx, task, view.synced),
    segments,
    drafts: await readDrafts(ctx, task, { viewer: actor.id, seesLate }),
    submission: await submissionView(ctx.db, { taskId: id, number: task.submission }),
    comments: await commentViews(ctx.db, id),
  };
}

/** Drafts with whole texts as a revision would have them, in whatever format they were sent. */
async function readDrafts(
  ctx: Context,
  task: TaskRow,
  seen: { viewer: string; seesLate: boolean },
): Promise<TaskDetail['drafts']> {
  const drafts = await draftViews(ctx.db, { taskId: task.id, ...seen });
  const newest = drafts
    .filter(({ late }) => !late)
    .toSorted((a, b) => b.lease - a.lease)
    .at(0);
  return Promise.all(
    drafts.map(async (draft) => ({
      ...draft,
      versions: await readVersions(ctx, draft.versions),
      // Whoever holds the task has it followed; where nobody does, it is told as the next holder will have it.
      ...(draft === newest && task.status === 'open'
        ? { segments: { ...(await followBase(ctx, task, draft.segments)).segments } }
        : {}),
    })),
  );
}

async function readVersions(ctx: Context, versions: VersionTexts): Promise<VersionTexts> {
  const read: VersionTexts = {};
  for (const language of languages) {
    const text = versions[language];
    if (text !== undefined) read[language] = await readText(ctx, text);
  }
  return read;
}

/** A text that cannot be submitted yet, such as one without a title, stays as it was sent. */
async function readText(ctx: Context, text: VersionText): Promise<VersionText> {
  try {
    const { content } = await ctx.engine.content(text, 'versions');
    return { ...content, format: 'html' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...text, summary: text.summary ?? '' };
  }
}

async function segmentViews(
  ctx: Context,
  task: TaskRow,
  language: Language,
): Promise<TaskDetail['segments']['en']> {
  const number = task.base[language];
  if (number === 0) return [];
  const content = await readContentOf(ctx.db, { noticeId: task.noticeId, language, number });
  const segments = await ctx.engine.segments(language, content);
  return segments.map((segment) => ({
    id: segmentId(language, segment.index),
    index: segment.index,
    block: segment.block,
    blockIndex: segment.blockIndex,
    text: segment.text,
  }));
}
