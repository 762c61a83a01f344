import { carrySegments } from '../../core/carry-segments.ts';
import type { Language, Pair } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { ReconcileRow } from '../../core/reconcile.ts';
import { reconcileRows } from '../../core/reconcile.ts';
import { joinSentences, segmentId } from '../../core/task-changes.ts';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../platform/database.ts';
import { readContentsOf } from '../notices/read-ledger.ts';
import type { TaskDetail } from './contract.ts';
import type { TaskRow } from './store.ts';

/** Where texts are read, and what compares them. */
export interface Reader extends Pick<Context, 'engine'> {
  readonly db: Queryable;
}

export type Movement = TaskDetail['moved'][number];

/** How the sides moved since the task was claimed, for whoever works on it: from what they began with to now. */
export async function readMovements(reader: Reader, task: TaskRow): Promise<Movement[]> {
  const { claimBase, base } = task;
  if (task.status !== 'claimed' || claimBase === null) return [];
  const movements: Movement[] = [];
  for (const side of languages) {
    const [from, to] = [claimBase[side], base[side]];
    if (from > 0 && to > from) {
      movements.push(await movementOf(reader, task.noticeId, { side, from, to }));
    }
  }
  return movements;
}

async function movementOf(
  reader: Reader,
  noticeId: string,
  { side, from, to }: { side: Language; from: number; to: number },
): Promise<Movement> {
  const diff = await diffBetween(reader, noticeId, { side, from, to });
  const words = (segments: typeof diff.before, indexes: readonly number[]) =>
    indexes.length === 0
      ? null
      : joinSentences(
          side,
          indexes.map((index) => segments[index]?.text ?? ''),
        );
  return {
    side,
    from,
    to,
    class: diff.class,
    changes: diff.segments
      .filter((change) => change.class !== 'unchanged')
      .map((change) => ({
        class: change.class,
        before: change.before.map((index) => segmentId(side, index)),
        after: change.after.map((index) => segmentId(side, index)),
        old: words(diff.before, change.before),
        new: words(diff.after, change.after),
        edits: change.edits,
      })),
    ids: carrySegments(diff, { side, language: side }, {}).ids,
  };
}

/** The difference of two revisions of one side, with the sentences of both. */
export async function diffBetween(
  { db, engine }: Reader,
  noticeId: string,
  { side, from, to }: { side: Language; from: number; to: number },
) {
  const [before, after] = await readContentsOf(db, noticeId, [
    { language: side, number: from },
    { language: side, number: to },
  ]);
  return engine.diff({ language: side, before, after });
}

/** The three-way view of a task that reconciles: what both agreed on, and what each side says now. */
export async function readThreeWay(
  reader: Reader,
  task: TaskRow,
  synced: Pair<number> | null,
): Promise<ReconcileRow[]> {
  if (task.kind !== 'reconcile' || synced === null) return [];
  const diffOf = (side: Language) =>
    diffBetween(reader, task.noticeId, { side, from: synced[side], to: task.base[side] });
  const diffs = { en: await diffOf('en'), zh: await diffOf('zh') };
  return reconcileRows({ changes: task.changes, diffs });
}
