import { languages, otherLanguage } from './language.ts';
import type { ReconcileRow } from './reconcile.ts';
import type { TaskChange } from './task-changes.ts';

/**
 * The rows of a three-way view as changes by the sentences of now: what each side changed since both agreed,
 * and the proposal of how the other side follows. Where both changed there is no proposal: somebody chooses.
 */
export function changesOfRows(
  rows: readonly ReconcileRow[],
  changes: readonly TaskChange[],
): TaskChange[] {
  return rows.flatMap((row) =>
    languages.flatMap((side) => {
      const own = row[side];
      const other = otherLanguage(side);
      if (own.class === null) return [];
      const told = changes.find(
        (change) => change.side === side && change.after[0] === own.after[0],
      );
      return [
        {
          id: `${row.id} ${side}`,
          side,
          class: own.class,
          before: own.before,
          after: own.after,
          old: own.base,
          new: own.now,
          edits: own.edits,
          counterpart: { segments: row[other].after, text: row[other].now ?? '' },
          anchor: told?.anchor ?? null,
          patch: row.conflict ? null : row.proposal[other],
        },
      ];
    }),
  );
}
