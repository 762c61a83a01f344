import type { LanguageTools } from '../../core/checks/tools.ts';
import { readDictionary } from '../../core/lexicon/dictionary.ts';
import type { Lexicon } from '../../core/align/lexicon.ts';
import { readLexiconFile } from '../../core/lexicon/file.ts';
import {
  openSimplifier,
  openWordSplitter,
  readBuiltLexicon,
  readDictionarySource,
} from '../../platform/lexicon.ts';

let loaded: Promise<LanguageTools> | null = null;

/** The server's knowledge of the languages, loaded at the first call. */
export function languageTools(): Promise<LanguageTools> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<LanguageTools> {
  return {
    splitChinese: openWordSplitter(),
    toSimplified: await openSimplifier(),
    lexicon: openLexicon(),
  };
}

/** Making it of the dictionary takes 0.8 s, and leaves 60 MB behind: the build has done it where there is one. */
function openLexicon(): Lexicon {
  const built = readBuiltLexicon();
  return built === null ? readDictionary(readDictionarySource()) : readLexiconFile(built);
}
