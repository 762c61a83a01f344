import type { Locale, Words } from '../../platform/words.ts';
import type { MostlyWaived } from './read-summary.ts';

/** What the board says of a check whose findings are mostly dismissed. */
export function waivedWords(words: Words, locale: Locale, waived: MostlyWaived): string {
  const check = words.say(locale, `compare:checks.${waived.check}`);
  return words.say(locale, 'board:mostlyWaived', { ...waived, check });
}
