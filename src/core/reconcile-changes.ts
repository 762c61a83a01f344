import type { Edit } from './diff.ts';
import type { Language, Pair } from './language.ts';
import { languages, otherLanguage } from './language.ts';
import type { ReconcileRow, ReconcileSide } from './reconcile.ts';
import type { TaskChange } from './task-changes.ts';
import { joinSentences } from './task-changes.ts';

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

/** What a side would say if a change of the other one counts. */
export interface ConflictAnswer {
  readonly wording: string;
  /** Whether it says so already; else it is what both had agreed on, from which somebody writes it. */
  readonly isReady: boolean;
}

/** The answer to each change that is in conflict with one of the other side, by its id. */
export function conflictAnswers(
  rows: readonly ReconcileRow[],
  changes: readonly TaskChange[],
): Readonly<Record<string, ConflictAnswer>> {
  const answers = rows
    .filter(({ conflict }) => conflict)
    .flatMap((row) =>
      languages.map((side): [string, ConflictAnswer] => {
        const own = changes.filter(
          (change) =>
            change.side === side && change.after.some((id) => row[side].after.includes(id)),
        );
        const [patch, ...others] = new Set(own.map((change) => change.patch));
        const isReady = typeof patch === 'string' && others.length === 0;
        const agreed = row[otherLanguage(side)].base ?? '';
        return [changeIdOf(row, side), { wording: isReady ? patch : agreed, isReady }];
      }),
    );
  return Object.fromEntries(answers);
}

/** The rows of a three-way view that some of its changes come of. */
export function rowsOfChanges(
  rows: readonly ReconcileRow[],
  changes: readonly Pick<TaskChange, 'id'>[],
): ReconcileRow[] {
  const ids = new Set(changes.map(({ id }) => id));
  return rows.filter((row) => languages.some((side) => ids.has(changeIdOf(row, side))));
}

/**
 * What both had agreed on where these rows are, with what went since marked; null: nothing was there. No mark
 * where the differences are not of the whole text.
 */
export function agreedOf(rows: readonly ReconcileRow[]): Pair<readonly Edit[] | null> {
  return { en: agreedSide(rows, 'en'), zh: agreedSide(rows, 'zh') };
}

function agreedSide(rows: readonly ReconcileRow[], side: Language): readonly Edit[] | null {
  const sides = rows.map((row) => row[side]).filter(({ base }) => base !== null);
  const [only, ...others] = sides;
  if (only === undefined) return null;
  if (others.length === 0 && isOfAll(only)) return only.edits.filter(({ op }) => op !== 'insert');
  const texts = sides.map(({ base }) => base ?? '');
  return [{ op: 'keep', text: joinSentences(side, texts) }];
}

function isOfAll({ base, edits }: ReconcileSide): boolean {
  const old = edits.filter(({ op }) => op !== 'insert').map(({ text }) => text);
  return old.join('') === base;
}

/**
 * Where a draft keeps that somebody let a conflict stand as it is, and what they saw when they did: another
 * wording asks again. No sentence has such an id, so that it goes into no text.
 */
export function settledMark(rows: readonly ReconcileRow[]): {
  readonly id: string;
  readonly text: string;
} {
  const place = rows.flatMap(({ en, zh }) => [...en.before, ...zh.before])[0] ?? '';
  const seen = rows.flatMap(({ en, zh }) => [en.now ?? '', zh.now ?? '']);
  return { id: `${markPrefix}${place}`, text: seen.join('\n') };
}

const markPrefix = 'settled@';

/** What a conflict's mark says where a reviewer changed what somebody had settled: it asks again. */
export const settledAgain = 'again';

/** Of what a draft keeps, the marks of conflicts. */
export function marksOf(segments: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(segments).filter(([id]) => id.startsWith(markPrefix)));
}

/** Marks of the conflicts of which one of these sentences of now was changed since they were settled. */
export function marksToAskAgain(
  rows: readonly ReconcileRow[],
  changed: ReadonlySet<string>,
): Record<string, string> {
  const asked = rows.filter(
    ({ conflict, en, zh }) => conflict && [...en.after, ...zh.after].some((id) => changed.has(id)),
  );
  return Object.fromEntries(asked.map((row) => [settledMark([row]).id, settledAgain]));
}

function changeIdOf(row: ReconcileRow, side: Language): string {
  return `${row.id} ${side}`;
}
