import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { Shortcut } from './keys.ts';
import { register, registeredShortcuts, subscribeToShortcuts } from './keys.ts';

/**
 * Shortcuts of the part that calls it, for as long as it is on the screen. They may be written anew at
 * every drawing: what runs is the newest.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const run = useEffectEvent((index: number) => shortcuts[index]?.run());
  const signature = shortcuts.map(({ keys, label }) => `${keys}\t${label}`).join('\n');
  const take = useEffectEvent(() =>
    register(shortcuts.map((shortcut, index) => ({ ...shortcut, run: () => run(index) }))),
  );
  // oxlint-disable-next-line react/exhaustive-deps -- keys and labels are all that others see
  useEffect(() => take(), [signature]);
}

/** Everything that is registered now, for the list under `?` and the palette. */
export function useRegisteredShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribeToShortcuts, registeredShortcuts);
}
