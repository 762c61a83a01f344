/**
 * Shortcuts: each is registered by whoever acts on it, for as long as it is on the screen, and listed
 * under `?`. The one that came on the screen last wins, so that a dialog's `Escape` comes before the screen's.
 */
export interface Shortcut {
  /** `c`, `?`, `Enter`, `Mod+k` (Command on a Mac, else Control), `g i` (one after the other). */
  readonly keys: string;
  /** What it does, in the reader's words. */
  readonly label: string;
  /** Under which heading it is listed. */
  readonly group: string;
  readonly run: () => void;
  /** Also while typing: for combinations with Mod or Alt alone, never for a bare letter. */
  readonly whileTyping?: boolean;
}

const places: { shortcuts: readonly Shortcut[] }[] = [];
const listeners = new Set<() => void>();
let snapshot: readonly Shortcut[] = [];
/** The first key of a sequence, and when it was struck. */
let pending: { key: string; at: number } | null = null;
const sequenceMs = 1_200;

export const isMac: boolean = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A place among those who have shortcuts. */
export interface Place {
  /** Shortcuts instead of those before. A screen that changes its own does not come before its dialog by that. */
  set(shortcuts: readonly Shortcut[]): void;
  leave(): void;
}

export function takePlace(): Place {
  const place = { shortcuts: [] as readonly Shortcut[] };
  places.push(place);
  return {
    set: (shortcuts) => {
      place.shortcuts = shortcuts;
      changed();
    },
    leave: () => {
      places.splice(places.indexOf(place), 1);
      changed();
    },
  };
}

export function registeredShortcuts(): readonly Shortcut[] {
  return snapshot;
}

export function subscribeToShortcuts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(): void {
  snapshot = places.flatMap(({ shortcuts }) => shortcuts);
  for (const listener of listeners) listener();
}

/** Whether the element takes text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !/^(checkbox|radio|button|submit|range)$/.test(target.type)
  );
}

/** While an input method composes, keys belong to it. 229 is what some of them send instead of a flag. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** The name of what was struck, as shortcuts write it. */
export function nameOf(event: KeyboardEvent): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const letter = event.key.length === 1;
  // With a letter or sign, Shift is in what it makes (`?`); with a named key it has to be said.
  const shift = event.shiftKey && (!letter || mod || event.altKey);
  const key = letter ? letterOf(event) : event.key;
  return [mod && 'Mod', event.altKey && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');
}

/** On a Mac, Option makes another sign of a letter: the key itself says which one it was. */
function letterOf({ key, code, altKey }: KeyboardEvent): string {
  const named = isMac && altKey ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
  return (named ?? key).toLowerCase();
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || isComposing(event)) return;
  const name = nameOf(event);
  const typing = isTyping(event.target);
  const sequence =
    pending !== null && event.timeStamp - pending.at < sequenceMs ? `${pending.key} ${name}` : null;
  pending = null;
  const found = (sequence === null ? undefined : find(sequence, typing)) ?? find(name, typing);
  if (found !== undefined) {
    event.preventDefault();
    found.run();
  } else if (!typing && snapshot.some(({ keys }) => keys.startsWith(`${name} `))) {
    pending = { key: name, at: event.timeStamp };
  }
}

function find(name: string, typing: boolean): Shortcut | undefined {
  return snapshot.findLast(
    ({ keys, whileTyping = false }) =>
      keys === name &&
      (!typing || whileTyping) &&
      (/^Mod\+|^Escape$/.test(keys) || !isDialogOpen()),
  );
}

/** While a dialog is open, the screen under it does not listen. Looks through the whole page: not at every key. */
function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** Begins to listen; once, when the application starts. */
export function listenToKeys(): void {
  document.addEventListener('keydown', onKeyDown);
}

/** The keys as they are printed on this keyboard: `⌘K`, `Ctrl K`. */
export function printedKeys(keys: string): readonly string[] {
  const printed: Readonly<Record<string, string>> = {
    Mod: isMac ? '⌘' : 'Ctrl',
    Alt: isMac ? '⌥' : 'Alt',
    Shift: '⇧',
    Enter: '↵',
    Escape: 'Esc',
    ArrowUp: '↑',
    ArrowDown: '↓',
  };
  return keys
    .split(/[+ ]/)
    .map((key) => printed[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
