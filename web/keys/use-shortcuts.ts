import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import type { Place, Shortcut } from './keys.ts';
import { registeredShortcuts, subscribeToShortcuts, takePlace } from './keys.ts';

/**
 * Shortcuts of the part that calls it, for as long as it is on the screen. They may be written anew at
 * every drawing: what runs is the newest.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const run = useEffectEvent((index: number) => shortcuts[index]?.run());
  const signature = shortcuts.map(({ keys, label }) => `${keys}\t${label}`).join('\n');
  const tell = useEffectEvent((at: Place) =>
    at.set(shortcuts.map((shortcut, index) => ({ ...shortcut, run: () => run(index) }))),
  );
  const place = useRef<Place | null>(null);
  useEffect(() => {
    const taken = takePlace();
    place.current = taken;
    return () => {
      place.current = null;
      taken.leave();
    };
  }, []);
  useEffect(() => {
    if (place.current !== null) tell(place.current);
    // oxlint-disable-next-line react/exhaustive-deps -- keys and labels are all that others see
  }, [signature]);
}

/** Everything that is registered now, for the list under `?` and the palette. */
export function useRegisteredShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribeToShortcuts, registeredShortcuts);
}
