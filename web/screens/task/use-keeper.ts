import { useSyncExternalStore } from 'react';
import type { RowCell } from '../../../src/core/task-rows.ts';
import type { DraftKeeper, SaveState } from './draft-keeper.ts';

/** What a cell says now. Redraws when that changes, and not when another does. */
export function useCellText(keeper: DraftKeeper, cell: RowCell): string {
  return useSyncExternalStore(
    (watcher) => keeper.watch(cell.id, watcher),
    () => keeper.text(cell.id) ?? cell.text,
  );
}

/** A number counted over all texts, such as how many places are still empty. */
export function useCount(keeper: DraftKeeper, count: () => number): number {
  return useTold(keeper, count);
}

/** Something told of all texts. Redraws when it is another. */
export function useTold<T extends string | number | null>(keeper: DraftKeeper, tell: () => T): T {
  return useSyncExternalStore(keeper.watchTexts, tell);
}

export function useSaveState(keeper: DraftKeeper): SaveState {
  return useSyncExternalStore(keeper.watchState, keeper.saveState);
}
