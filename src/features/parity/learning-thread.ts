import type { Pair } from '../../core/language.ts';
import type { LearnedWord } from '../../core/lexicon/learned.ts';
import { learnWords } from '../../core/lexicon/learned.ts';
import { openWordSplitter } from '../../platform/lexicon.ts';

/** What runs in the learning thread, which ends with its one answer. */
export function learn(beads: readonly Pair<string>[]): LearnedWord[] {
  return learnWords(beads, openWordSplitter());
}
