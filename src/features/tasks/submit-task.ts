import { assembleVersions } from '../../core/assemble.ts';
import { carrySegments } from '../../core/carry-segments.ts';
import type { Content } from '../../core/document.ts';
import type { Language, Pair } from '../../core/language.ts';
import { languages, otherLanguage } from '../../core/language.ts';
import type { Actor } from '../../core/permission.ts';
import { mayHold, mayWrite } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import { sameContent } from '../../core/revision.ts';
import { movesForward } from '../../core/sync.ts';
import { statusAfter } from '../../core/task-life.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { appendPendingRevision, declineRevision } from '../notices/append-revision.ts';
import { lockNotice } from '../notices/lock-notice.ts';
import { readContentOf } from '../notices/read-ledger.ts';
import type { NoticeRow } from '../notices/store.ts';
import { addComment } from './add-comment.ts';
import type { VersionTexts } from './contract.ts';
import { findSubmission, insertSubmission, latestDraft, reopenAsDraft } from './drafts.ts';
import { keepingText, lockHeldTask, requireTask } from './held-task.ts';
import type { Reader } from './read-movement.ts';
import { readBeads } from './read-beads.ts';
import { diffBetween } from './read-movement.ts';
import { checkSides } from './save-draft.ts';
import { marksAfterEdit } from './settled-marks.ts';
import type { TaskRow } from './store.ts';
import { endLease } from './store.ts';

export interface SubmissionInput {
  readonly task: string;
  readonly lease: number;
  readonly base: Pair<number> | null;
  readonly versions: VersionTexts | null;
  readonly message: string | null;
}

/** A text on its way in, with all who wrote it. */
interface Work {
  readonly texts: { readonly [L in Language]?: Content };
  readonly given: VersionTexts;
  readonly writers: readonly string[];
}

/**
 * Submits the texts given, or else the draft, for review: pending revisions, numbered and immutable. A
 * side identical to its head makes none and still goes to review. If only the leading side moved since
 * `base`, the submission is accepted for its base.
 *
 * @returns the pair that goes to review
 * @throws Refusal `base_moved` when a written side moved, `lease_lost`, `task_closed`, `draft_missing`,
 *   `side_not_written`, `invalid`; the text is kept
 */
export async function submitTask(
  ctx: Context,
  actor: Actor,
  input: SubmissionInput,
): Promise<Pair<number>> {
  const texts = { versions: input.versions ?? {}, segments: {} };
  return keepingText(ctx, actor, { ...input, texts }, () =>
    ctx.db.transaction().execute(async (tx) => {
      const { noticeId } = await requireTask(tx, input.task);
      const notice = await lockNotice(tx, noticeId);
      const task = await lockHeldTask(tx, actor, { ...input, act: 'submit' });
      const base = checkBase(notice, task, input.base ?? (await baseOf(tx, task)));
      const reader = { db: tx, engine: ctx.engine };
      const work = await workOf(tx, { actor, notice, task, input, base, reader });
      // The kind may have become another one since the claim.
      if (!mayHold(actor, task) || !mayWrite(actor, sidesOf(work))) throw new Refusal('forbidden');
      // Whoever goes on goes on from what was submitted, not from an older draft.
      const isGiven = Object.keys(texts.versions).length > 0;
      const edit = { task, notice, texts: work.texts };
      const segments = isGiven ? await marksAfterEdit(reader, edit) : {};
      const pair = await submit(ctx, tx, {
        actor,
        notice,
        task,
        base,
        work,
        message: input.message,
      });
      if (input.message !== null && input.message !== '') {
        await addComment(ctx, tx, { task, author: actor.id, body: input.message, mentions: [] });
      }
      if (isGiven) {
        const draft = { id: ctx.clock.newId(), taskId: task.id, author: actor.id, segments };
        await reopenAsDraft(tx, { ...draft, authors: [actor.id], versions: texts.versions });
      }
      return pair;
    }),
  );
}

function sidesOf(work: Work): Language[] {
  return languages.filter((language) => work.texts[language] !== undefined);
}

/** What a submission is based on unless it says so: the pair at the claim, in a review the one before the reviewer. */
async function baseOf(tx: Transaction, task: TaskRow): Promise<Pair<number>> {
  const reviewed =
    task.status === 'in_review' ? await findSubmission(tx, task.id, task.submission) : null;
  if (reviewed === null) return task.claimBase ?? task.base;
  const side = (language: Language) =>
    task.writes.includes(language) ? reviewed.heads[language] : reviewed.pair[language];
  return { en: side('en'), zh: side('zh') };
}

/**
 * The pair that the work was based on. Written sides must be at their heads still; the leading side may
 * have moved on.
 */
function checkBase(notice: NoticeRow, task: TaskRow, base: Pair<number>): Pair<number> {
  for (const language of languages) {
    const head = notice.heads[language];
    if (task.writes.includes(language) ? base[language] !== head : base[language] > head) {
      throw new Refusal('base_moved', {
        params: { language },
        members: { base, head: notice.heads, changes: task.changes },
      });
    }
  }
  return base;
}

interface Working {
  readonly actor: Actor;
  readonly notice: NoticeRow;
  readonly task: TaskRow;
  readonly input: SubmissionInput;
  readonly base: Pair<number>;
  readonly reader: Reader;
}

async function workOf(tx: Transaction, working: Working): Promise<Work> {
  const { actor, task, input } = working;
  if (input.versions !== null && Object.keys(input.versions).length > 0) {
    return readWork(working, input.versions, [actor.id]);
  }
  const draft = await latestDraft(tx, task.id);
  if (draft === null) return emptyWork(task, actor);
  const writers = [...new Set([...draft.authors, actor.id])];
  if (Object.keys(draft.versions).length > 0) return readWork(working, draft.versions, writers);
  const assembled = await assembleFrom(tx, working, draft.segments);
  const given = Object.fromEntries(
    Object.entries(assembled).map(([language, content]) => [
      language,
      { ...content, format: 'html' },
    ]),
  ) as VersionTexts;
  return { texts: assembled, given, writers };
}

async function readWork(
  { task, reader }: Working,
  versions: VersionTexts,
  writers: readonly string[],
): Promise<Work> {
  checkSides(task, versions);
  const texts: { [L in Language]?: Content } = {};
  for (const language of languages) {
    const text = versions[language];
    if (text === undefined) continue;
    const { content } = await reader.engine.content(text, `versions.${language}`);
    texts[language] = content;
  }
  return { texts, given: versions, writers };
}

/** Nothing was written: fine where a side is there already, not where it is to be made. */
function emptyWork(task: TaskRow, actor: Actor): Work {
  if (task.kind === 'translate') throw new Refusal('draft_missing');
  return { texts: {}, given: {}, writers: [actor.id] };
}

async function assembleFrom(
  tx: Transaction,
  { notice, task, base, reader }: Working,
  segments: Readonly<Record<string, string>>,
): Promise<{ [L in Language]?: Content }> {
  const read = (language: Language) => {
    // The changes name the sentences of the leading side as they are now.
    const isNamed = language === task.leads && task.kind !== 'translate';
    const number = (isNamed ? task : { base }).base[language];
    return number === 0
      ? Promise.resolve(null)
      : readContentOf(tx, { noticeId: notice.id, language, number });
  };
  const contents = { en: await read('en'), zh: await read('zh') };
  const countOf = async (language: Language): Promise<number> => {
    const content = contents[language];
    return content === null ? 0 : (await reader.engine.segments(language, content)).length;
  };
  const counts = { en: await countOf('en'), zh: await countOf('zh') };
  const { texts, missing } = assembleVersions({
    writes: task.writes,
    leads: task.leads,
    contents,
    beads: await readBeads(reader, task, { synced: notice.synced, counts }),
    segments: await underPresentIds(reader, { task, base, segments }),
  });
  if (missing.length > 0) {
    throw new Refusal('draft_missing', {
      errors: missing.map((id) => ({
        path: `segments.${id}`,
        code: 'required',
        message: 'not written yet',
      })),
    });
  }
  return texts;
}

/**
 * The task's changes name the leading side's sentences as they are now; what answers sentences of an earlier
 * revision goes by where they are now. A side that is to be made is made of the revision of the base itself.
 */
async function underPresentIds(
  reader: Reader,
  given: { task: TaskRow; base: Pair<number>; segments: Readonly<Record<string, string>> },
): Promise<Readonly<Record<string, string>>> {
  const { task, base, segments } = given;
  const side = task.leads;
  if (side === null || task.kind === 'translate' || base[side] >= task.base[side]) return segments;
  const span = { side, from: base[side], to: task.base[side] };
  const diff = await diffBetween(reader, task.noticeId, span);
  const carried = carrySegments(diff, { side, language: otherLanguage(side) }, segments);
  return carried.segments;
}

interface Submitting {
  readonly actor: Actor;
  readonly notice: NoticeRow;
  readonly task: TaskRow;
  readonly base: Pair<number>;
  readonly work: Work;
  readonly message: string | null;
}

async function submit(
  ctx: Context,
  tx: Transaction,
  submitting: Submitting,
): Promise<Pair<number>> {
  const { actor, notice, task, base } = submitting;
  const earlier = await supersedeEarlier(tx, actor, task);
  const writers = [...new Set([...earlier, ...submitting.work.writers])];
  const pending = await appendPending(ctx, tx, { ...submitting, writers });
  const pair = { en: pending.en ?? base.en, zh: pending.zh ?? base.zh };
  if (!movesForward(notice.synced, pair)) throw new Refusal('sync_not_forward');
  const number = task.submission + 1;
  await insertSubmission(tx, {
    taskId: task.id,
    number,
    submitter: actor.id,
    writers,
    pair,
    heads: notice.heads,
    written: languages.filter((language) => pending[language] !== undefined),
    versions: submitting.work.given,
  });
  const status = statusAfter(task.status, 'submit') ?? 'submitted';
  if (!(await endLease(tx, { id: task.id, lease: task.leaseNumber, status, submission: number }))) {
    throw new Refusal('lease_lost');
  }
  await appendEvent(tx, ctx.clock, {
    type: 'task.submitted',
    noticeId: notice.id,
    taskId: task.id,
    actor: actor.id,
    data: { submission: number, ...pair },
  });
  return pair;
}

/** In a review the reviewer's own edit takes the place of what was submitted; its writers stay writers. */
async function supersedeEarlier(
  tx: Transaction,
  actor: Actor,
  task: TaskRow,
): Promise<readonly string[]> {
  if (task.status !== 'in_review') return [];
  const earlier = await findSubmission(tx, task.id, task.submission);
  if (earlier === null) return [];
  for (const language of earlier.written) {
    const number = earlier.pair[language];
    await declineRevision(
      tx,
      { noticeId: task.noticeId, language, number, ruledBy: actor.id },
      'superseded',
    );
  }
  return earlier.writers;
}

async function appendPending(
  ctx: Context,
  tx: Transaction,
  submitting: Submitting & { writers: readonly string[] },
): Promise<{ [L in Language]?: number }> {
  const { actor, notice, task, work, writers, message } = submitting;
  const act = ctx.clock.newId();
  const pending: { [L in Language]?: number } = {};
  for (const language of task.writes) {
    const content = work.texts[language];
    if (content === undefined || (await equalsHead(tx, notice, language, content))) continue;
    const appended = {
      noticeId: notice.id,
      language,
      content,
      act,
      author: actor.id,
      authors: writers,
      message,
    };
    pending[language] = await appendPendingRevision(tx, appended, task.id);
  }
  return pending;
}

async function equalsHead(
  tx: Transaction,
  notice: NoticeRow,
  language: Language,
  content: Content,
): Promise<boolean> {
  const number = notice.heads[language];
  if (number === 0) return false;
  return sameContent(await readContentOf(tx, { noticeId: notice.id, language, number }), content);
}
