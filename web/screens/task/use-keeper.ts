import { useSyncExternalStore } from 'react';
import type { RowCell } from '../../../src/core/task-rows.ts';
import type { DraftKeeper, SaveState } from './draft-keeper.ts';

/** What a cell says now. Redraws when that changes, and not when another does. */
export function useCellText(keeper: DraftKeeper, cell: RowCell): string {
  return useSyncExternalStore(
    (watcher) => keeper.watch(cell.id, watcher),
    () => textNow(keeper, cell),
  );
}

/** What a cell says now: what was typed, else its text. */
export function textNow(keeper: DraftKeeper, { id, text }: RowCell): string {
  return keeper.text(id) ?? text;
}

/** Something told of all texts, such as how many places are still empty. Redraws when it is another. */
export function useTold<T extends string | number | boolean | null>(
  keeper: DraftKeeper,
  tell: () => T,
): T {
  return useSyncExternalStore(keeper.watchTexts, tell);
}

export function useSaveState(keeper: DraftKeeper): SaveState {
  return useSyncExternalStore(keeper.watchState, keeper.saveState);
}
