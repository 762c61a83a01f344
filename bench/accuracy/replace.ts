import type { Language, Pair } from '../../src/core/language.ts';
import { withSide } from '../../src/core/language.ts';
import type { Chance } from './chance.ts';

/** What `replacePick` replaces: one match of the pattern, taken by chance. */
export interface Replacement {
  readonly text: string;
  readonly chance: Chance;
  readonly pattern: RegExp;
  /** The new text; null where this match offers no place after all. */
  readonly make: (match: RegExpExecArray) => string | null;
}

/** The text with one match replaced, or null where there is none. */
export function replacePick({ text, chance, pattern, make }: Replacement): string | null {
  const match = chance.pick([...text.matchAll(pattern)]);
  if (!match) return null;
  const replaced = make(match);
  if (replaced === null) return null;
  return text.slice(0, match.index) + replaced + text.slice(match.index + match[0].length);
}

/** A change of one text of a pair. `either`: the side is taken by chance, the other when it offers nothing. */
export function onSide(
  side: Language | 'either',
  change: (text: string, chance: Chance) => string | null,
): (pair: Pair<string>, chance: Chance) => Pair<string> | null {
  return (pair, chance) => {
    const first: Language = side === 'either' ? (chance.next() < 0.5 ? 'en' : 'zh') : side;
    const second: Language = first === 'en' ? 'zh' : 'en';
    for (const each of side === 'either' ? [first, second] : [first]) {
      const changed = change(pair[each], chance);
      if (changed !== null && changed !== pair[each]) return withSide(pair, each, changed);
    }
    return null;
  };
}
