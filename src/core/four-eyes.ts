import type { ChangeClass } from './diff.ts';
import { changeClasses } from './diff/change-class.ts';
import type { Language, Pair } from './language.ts';
import { languages } from './language.ts';
import type { Ground, TaskKind } from './sync.ts';

/** A revision between the standing sync point and the pair to be certified, with all who wrote it. */
export interface VouchedRevision {
  readonly language: Language;
  readonly number: number;
  readonly authors: readonly string[];
}

export interface Vouching {
  readonly ground: Ground;
  readonly person: string;
  /** All that changed on either side since the standing sync point, up to the pair to be certified. */
  readonly changes: readonly VouchedRevision[];
  /** For `reviewed`: the task, who wrote in it, and the authors of the revisions that it made. */
  readonly task?: {
    readonly kind: TaskKind;
    readonly writers: readonly string[];
    readonly written: readonly VouchedRevision[];
  };
  /** For `confirmed` with one changed side: the gravest class of that side's change. */
  readonly change?: ChangeClass | null;
}

/**
 * The four-eyes rule: whether this person may vouch that the two sides say the same.
 *
 * Review of a task: not one of the writers of what the task wrote; where it wrote nothing and neither
 * side leads (`verify`, `reconcile`), and in those kinds in general, not the author of all of the
 * changes. Confirmation: of two changed sides, not the author of all of the changes; of one, its own
 * author up to class `wording`, somebody else above. Grounds `imported` and `cosmetic` are exempt.
 *
 * The trigger `sync_point_four_eyes` states the same rule in the database and has the last word; a
 * property test compares the two.
 */
export function mayVouch(vouching: Vouching): boolean {
  if (vouching.ground === 'imported' || vouching.ground === 'cosmetic') return true;
  return vouching.ground === 'reviewed' ? mayReview(vouching) : mayConfirm(vouching);
}

function mayReview({ person, changes, task }: Vouching): boolean {
  if (task === undefined) return false;
  if (task.written.some((revision) => revision.authors.includes(person))) return false;
  if (task.kind === 'translate' || task.kind === 'update') return !task.writers.includes(person);
  return wroteNotAll(person, changes);
}

function mayConfirm({ person, changes, change }: Vouching): boolean {
  const sides = new Set(changes.map((revision) => revision.language));
  if (sides.size === 2) return wroteNotAll(person, changes);
  const mild =
    change !== undefined &&
    change !== null &&
    changeClasses.indexOf(change) <= changeClasses.indexOf('wording');
  return mild || changes.every((revision) => !revision.authors.includes(person));
}

function wroteNotAll(person: string, changes: readonly VouchedRevision[]): boolean {
  return changes.some((revision) => !revision.authors.includes(person));
}

/** A revision as it is listed. */
export interface ListedRevision {
  readonly number: number;
  readonly authors: readonly string[];
  readonly pending: boolean;
  /** What a review said of it; null: none was asked. */
  readonly ruling: string | null;
}

/**
 * What changed on either side past the standing pair, told from lists of the newest revisions; null where a list
 * does not reach back so far. What waits for a review, or was not accepted by one, is no change.
 */
export function changesPast(
  synced: Pair<number> | null,
  lists: Pair<readonly ListedRevision[]>,
): VouchedRevision[] | null {
  const from = synced ?? { en: 0, zh: 0 };
  const reaches = languages.every((language) => {
    const oldest = Math.min(Infinity, ...lists[language].map(({ number }) => number));
    return oldest <= from[language] + 1;
  });
  if (!reaches) return null;
  return languages.flatMap((language) =>
    lists[language]
      .filter(({ number, pending }) => number > from[language] && !pending)
      .filter(({ ruling }) => ruling === null || ruling === 'accepted')
      .map(({ number, authors }) => ({ language, number, authors })),
  );
}
