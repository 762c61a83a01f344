import type { Carried } from '../../core/carry-segments.ts';
import { carrySegments, renameForSides } from '../../core/carry-segments.ts';
import type { Language } from '../../core/language.ts';
import { languages, otherLanguage } from '../../core/language.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import type { Draft } from './drafts.ts';
import { insertLateDraft, replaceDraftSegments } from './drafts.ts';
import type { Reader } from './read-movement.ts';
import { diffBetween } from './read-movement.ts';
import type { TaskRow } from './store.ts';

/** The sides that moved since the task was claimed last: its drafts count the sentences of before. */
export function movedSides({ claimBase, base }: TaskRow): Language[] {
  return languages.filter(
    (side) => claimBase !== null && claimBase[side] > 0 && base[side] > claimBase[side],
  );
}

/** Whether a draft of the task names its texts by a pair, or by written sides, that are none any more. */
export function isBehind(task: TaskRow): boolean {
  const { claimWrites, writes } = task;
  const isOfOthers = claimWrites !== null && claimWrites.join() !== writes.join();
  return isOfOthers || movedSides(task).length > 0;
}

/** The texts of a task's draft by the ids of the pair of now, and those whose sentence is gone. */
export async function followBase(
  reader: Reader,
  task: TaskRow,
  segments: Draft['segments'],
): Promise<Pick<Carried, 'segments' | 'orphans'>> {
  const { claimBase, base, writes } = task;
  const renamed = renameForSides(segments, { from: task.claimWrites ?? writes, to: writes });
  let carried: Draft['segments'] = renamed.segments;
  const orphans: Record<string, string> = { ...renamed.orphans };
  for (const side of movedSides(task)) {
    const span = { side, from: claimBase?.[side] ?? 0, to: base[side] };
    const diff = await diffBetween(reader, task.noticeId, span);
    const language = task.writes.includes(side) ? side : otherLanguage(side);
    const next = carrySegments(diff, { side, language }, carried);
    carried = next.segments;
    Object.assign(orphans, next.orphans);
  }
  return { segments: carried, orphans };
}

interface Following {
  /** As it was when its draft was written. */
  readonly task: TaskRow;
  readonly draft: Draft;
  /** Under which the draft goes on. */
  readonly lease: number;
  readonly person: string;
}

/**
 * Has a draft follow its sentences to the ids of the pair of now. Texts of sentences that are gone are kept as a late
 * draft.
 *
 * @returns the draft's counter
 */
export async function moveDraft(
  ctx: Context,
  tx: Transaction,
  { task, draft, lease, person }: Following,
): Promise<number> {
  const { segments, orphans } = await followBase({ ...ctx, db: tx }, task, draft.segments);
  if (Object.keys(orphans).length > 0) {
    const late = { id: ctx.clock.newId(), taskId: task.id, author: draft.author, lease };
    await insertLateDraft(tx, { ...late, reason: 'base_moved', versions: {}, segments: orphans });
  }
  const key = { id: task.id, person, lease };
  return replaceDraftSegments(tx, { ...key, draftId: ctx.clock.newId(), segments });
}
