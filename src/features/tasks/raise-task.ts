import type { ChangeClass } from '../../core/diff.ts';
import { gravest } from '../../core/diff.ts';
import { agreedBeads } from '../../core/beads-since.ts';
import type { Language, Pair } from '../../core/language.ts';
import { languages, otherLanguage } from '../../core/language.ts';
import { taskPriority } from '../../core/priority.ts';
import type { TaskCall } from '../../core/sync.ts';
import { pairState, taskCalledFor } from '../../core/sync.ts';
import type { TaskChange } from '../../core/task-changes.ts';
import { changesOfSide, sizeOf, wholeText } from '../../core/task-changes.ts';
import { isLeased, statusAfter } from '../../core/task-life.ts';
import type { Context } from '../../context.ts';
import type { EventJob } from '../../jobs.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent, completeOnce } from '../../platform/outbox.ts';
import { declineRevision } from '../notices/append-revision.ts';
import { lockNotice } from '../notices/lock-notice.ts';
import { readContentOf, readContentsOf, readSavedTogether } from '../notices/read-ledger.ts';
import type { NoticeRow } from '../notices/store.ts';
import type { Aligner } from '../parity/align-pair.ts';
import { alignPair } from '../parity/align-pair.ts';
import { sideChanges } from '../parity/assess-change.ts';
import { readScore } from '../parity/read-score.ts';
import { adoptDraft, findSubmission } from './drafts.ts';
import type { TaskCallRow, TaskRow } from './store.ts';
import {
  cancelTask,
  insertTask,
  exposureOf,
  isPublished,
  lockActiveTask,
  refreshTask,
} from './store.ts';

/** Gives a notice the task that its state calls for: raises it, refreshes it, or cancels it. */
export async function raiseTask(ctx: Context, job: EventJob): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    await lockNotice(tx, job.notice);
    if (!(await completeOnce(tx, job.event, 'queue-task'))) return;
    await settleTask(ctx, tx, job.notice);
  });
}

/** The same within a transaction, whatever called for it; harmless when all is in step. */
export async function settleTask(ctx: Context, tx: Transaction, noticeId: string): Promise<void> {
  const notice = await lockNotice(tx, noticeId);
  const state = pairState({ ...notice, archived: notice.archivedAt !== null });
  const together = state === 'diverged' && (await readSavedTogether(tx, notice.id, notice.heads));
  const call = taskCalledFor(state, together);
  const active = await lockActiveTask(tx, notice.id);
  if (call === null) {
    if (active !== null) await cancel(ctx, tx, active);
    return;
  }
  if (active === null) return open(ctx, tx, notice, call);
  if (statusAfter(active.status, 'refresh') !== null)
    await refresh(ctx, tx, { notice, active, call });
}

async function open(
  ctx: Context,
  tx: Transaction,
  notice: NoticeRow,
  call: TaskCall,
): Promise<void> {
  const id = ctx.clock.newId();
  const row = await describe({ tx, engine: ctx.engine }, notice, call);
  await insertTask(tx, { id, noticeId: notice.id, call: row });
  await adoptDraft(tx, { id, draftId: ctx.clock.newId() });
  await appendEvent(tx, ctx.clock, {
    type: 'task.opened',
    noticeId: notice.id,
    taskId: id,
    actor: null,
    data: { kind: call.kind, class: row.changeClass },
  });
}

async function refresh(
  ctx: Context,
  tx: Transaction,
  { notice, active, call }: { notice: NoticeRow; active: TaskRow; call: TaskCall },
): Promise<void> {
  const row = await describe({ tx, engine: ctx.engine }, notice, call);
  if (!(await refreshTask(tx, active.id, row))) return;
  await appendEvent(tx, ctx.clock, {
    type: 'task.refreshed',
    noticeId: notice.id,
    taskId: active.id,
    actor: null,
    data: { kind: call.kind, class: row.changeClass, holder: active.holder },
  });
}

async function cancel(ctx: Context, tx: Transaction, active: TaskRow): Promise<void> {
  if (active.status === 'submitted' || active.status === 'in_review') {
    const submission = await findSubmission(tx, active.id, active.submission);
    for (const language of submission?.written ?? []) {
      const number = submission?.pair[language] ?? 0;
      const key = { noticeId: active.noticeId, language, number, ruledBy: null };
      await declineRevision(tx, key, 'superseded');
    }
  }
  await cancelTask(tx, active.id);
  await appendEvent(tx, ctx.clock, {
    type: 'task.cancelled',
    noticeId: active.noticeId,
    taskId: active.id,
    actor: null,
    data: isLeased(active.status) ? { holder: active.holder } : {},
  });
}

/** What the task is about, for the heads as they are now. */
async function describe(aligner: Aligner, notice: NoticeRow, call: TaskCall): Promise<TaskCallRow> {
  const { tx } = aligner;
  const sides = await sideChanges(aligner, notice);
  const changes = await changesOf(aligner, notice, call);
  const classes = languages.flatMap((language) => sides[language]?.class ?? []);
  const changeClass: ChangeClass | null = classes.length === 0 ? null : gravest(classes);
  const confirmable =
    call.kind === 'update' && call.leads !== null && sides[call.leads]?.confirmable === true;
  return {
    ...call,
    base: notice.heads,
    synced: notice.synced,
    changeClass,
    confirmable,
    changes,
    size: sizeOf(changes),
    cleanness: await readScore(tx, notice.id, notice.heads),
    priority: taskPriority({
      kind: call.kind,
      changeClass,
      published: await isPublished(tx, notice.id),
      exposure: await exposureOf(tx, notice.id),
    }),
  };
}

async function changesOf(
  aligner: Aligner,
  notice: NoticeRow,
  call: TaskCall,
): Promise<TaskChange[]> {
  const { heads, synced, id: noticeId } = notice;
  if (call.kind === 'translate' && call.leads !== null) {
    const number = heads[call.leads];
    const content = await readContentOf(aligner.tx, { noticeId, language: call.leads, number });
    return wholeText(call.leads, await aligner.engine.segments(call.leads, content));
  }
  if (synced === null) return [];
  const changed = languages.filter((language) => heads[language] > synced[language]);
  const changes: TaskChange[] = [];
  for (const side of changed) changes.push(...(await sideOf(aligner, notice, side, synced)));
  return changes;
}

async function sideOf(
  { tx, engine }: Aligner,
  notice: NoticeRow,
  side: Language,
  synced: Pair<number>,
): Promise<TaskChange[]> {
  const { id: noticeId, heads } = notice;
  const other = otherLanguage(side);
  const [old, now, answer] = await readContentsOf(tx, noticeId, [
    { language: side, number: synced[side] },
    { language: side, number: heads[side] },
    { language: other, number: synced[other] },
  ]);
  const texts = { language: side, before: old, after: now };
  const { before, after, ...diff } = await engine.diff(texts);
  const beads = agreedBeads(await alignPair({ db: tx, engine }, noticeId, synced));
  const segments = await engine.segments(other, answer);
  return changesOfSide({ side, diff, before, after, other: segments, beads });
}
