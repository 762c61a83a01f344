import type { Language } from './language.ts';
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
          id: changeIdOf(row, side),
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

/**
 * By the id of each change that is in conflict with one of the other side: what the other side would say if
 * this change is the one that counts. Where no text is ready, it is what both had agreed on, to be rewritten.
 */
export function conflictAnswers(
  rows: readonly ReconcileRow[],
  changes: readonly TaskChange[],
): Readonly<Record<string, string>> {
  const answers = rows
    .filter(({ conflict }) => conflict)
    .flatMap((row) =>
      languages.map((side): [string, string] => {
        const own = changes.filter(
          (change) =>
            change.side === side && change.after.some((id) => row[side].after.includes(id)),
        );
        const [patch, ...others] = new Set(own.map((change) => change.patch));
        const isReady = typeof patch === 'string' && others.length === 0;
        const agreed = row[otherLanguage(side)].base ?? '';
        return [changeIdOf(row, side), isReady ? patch : agreed];
      }),
    );
  return Object.fromEntries(answers);
}

function changeIdOf(row: ReconcileRow, side: Language): string {
  return `${row.id} ${side}`;
}
