import { moveId } from '../../../src/core/assemble.ts';
import { carryPlaceholders, plainText } from '../../../src/core/patch-text.ts';
import type { TaskChange } from '../../../src/core/task-changes.ts';
import { joinSentences } from '../../../src/core/task-changes.ts';
import type { RowCell, TaskRow } from '../../../src/core/task-rows.ts';
import type { Language } from '../../../src/core/language.ts';
import { otherLanguage } from '../../../src/core/language.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { textNow } from './use-keeper.ts';

/** What the service has ready as an answer to a change, and where it goes. */
export interface Ready {
  readonly change: TaskChange;
  readonly cells: readonly RowCell[];
  readonly wording: string;
}

/** The answers that are ready in a row: patches, and removals of what was taken out on the other side. */
export function readyIn(row: TaskRow): Ready[] {
  return row.changes.flatMap((change) => {
    const answering = row[otherLanguage(change.side)];
    const cells = answering.filter(({ id }) => change.counterpart.segments.includes(id));
    const wording = change.patch ?? (change.class === 'removed' ? '' : null);
    return wording === null || cells.length === 0 ? [] : [{ change, cells, wording }];
  });
}

/** Whether sentences go where their source went: unless somebody lets them stay. */
export function isMoving(keeper: DraftKeeper, ids: readonly string[]): boolean {
  return ids.some((id) => keeper.text(moveId(id)) !== '');
}

/** Lets sentences go where their source went, or stay where they are. */
export function move(keeper: DraftKeeper, ids: readonly string[], goes: boolean): void {
  keeper.take(Object.fromEntries(ids.map((id) => [moveId(id), goes ? 'goes' : ''])));
}

/** What each of these cells says now. */
export function textsNow(keeper: DraftKeeper, cells: readonly RowCell[]): Record<string, string> {
  return Object.fromEntries(cells.map((cell) => [cell.id, textNow(keeper, cell)]));
}

/** Whether any of these cells says something else than the text does. */
export function isTouched(keeper: DraftKeeper, cells: readonly RowCell[]): boolean {
  return cells.some((cell) => textNow(keeper, cell) !== cell.text);
}

/** What the answering cells say now, as people read it. */
export function wordingNow(keeper: DraftKeeper, cells: readonly RowCell[]): string {
  return cells.map((cell) => plainText(textNow(keeper, cell))).join('');
}

/**
 * Writes a cell's text as if somebody typed it into its field, so that the browser's own undo takes it back. Where
 * there is no such field, it is written all the same.
 */
export function writeIn(keeper: DraftKeeper, id: string, text: string): void {
  const field = document.querySelector(`textarea[data-cell="${CSS.escape(id)}"]`);
  if (field instanceof HTMLTextAreaElement && field.value !== text) {
    field.focus({ preventScroll: true });
    field.select();
    if (text === '') document.execCommand('delete');
    else document.execCommand('insertText', false, text);
  }
  keeper.set(id, text);
}

/** Puts the ready wording in. Answers how to take it back. */
export function acceptReady(
  keeper: DraftKeeper,
  { cells, wording }: Ready,
  write: (id: string, text: string) => void = (id, text) => keeper.set(id, text),
): () => void {
  const before = textsNow(keeper, cells);
  // The first last, since whoever took the wording stays where it is.
  for (const [place, cell] of [...cells.entries()].toReversed()) {
    const text = before[cell.id] ?? '';
    const now = place === 0 ? carryPlaceholders(text, wording, { language: cell.language }) : '';
    write(cell.id, wording === '' ? '' : now);
  }
  return () => keeper.take(before);
}

/** Copies what the other side of the row says into a cell. */
export function copySource(
  keeper: DraftKeeper,
  { row, cell, writes }: { row: TaskRow; cell: RowCell; writes: readonly Language[] },
): void {
  const other = otherLanguage(cell.language);
  // Where the other side is not written, the keeper has under its ids what answers it.
  const isWritten = writes.includes(other);
  const texts = row[other].map((each) => (isWritten ? keeper.text(each.id) : null) ?? each.text);
  writeIn(keeper, cell.id, joinSentences(other, texts));
}
