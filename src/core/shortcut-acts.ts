interface Keyed {
  readonly keys: string;
  readonly label: string;
  readonly group: string;
}

/** What a shortcut does, once, with all the keys that do it. */
export type ShortcutAct<Shortcut extends Keyed> = Omit<Shortcut, 'keys'> & {
  readonly keys: readonly [string, ...string[]];
};

/**
 * Shortcuts by what they do: those of one label under one heading are one act with several keys, in the place of the
 * first. Keys that are there twice, because a dialog took them over, are told once.
 */
export function shortcutActs<Shortcut extends Keyed>(
  shortcuts: readonly Shortcut[],
): ShortcutAct<Shortcut>[] {
  const acts = new Map<string, Shortcut[]>();
  for (const shortcut of shortcuts) {
    const act = `${shortcut.group}\n${shortcut.label}`;
    acts.set(act, [...(acts.get(act) ?? []), shortcut]);
  }
  return [...acts.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const more = others.map(({ keys }) => keys).filter((keys) => keys !== first.keys);
    return [{ ...first, keys: [first.keys, ...new Set(more)] as const }];
  });
}
