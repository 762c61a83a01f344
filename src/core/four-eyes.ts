import type { ChangeClass } from './diff.ts';
import { changeClasses } from './diff.ts';
import type { Language } from './language.ts';
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
