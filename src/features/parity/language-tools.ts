import type { LanguageTools } from '../../core/checks/tools.ts';
import { readDictionary } from '../../core/lexicon/dictionary.ts';
import { openSimplifier, openWordSplitter, readDictionarySource } from '../../platform/lexicon.ts';

let loaded: Promise<LanguageTools> | null = null;

/** The server's knowledge of the languages, loaded at the first call: about 1.5 s of computing. */
export function languageTools(): Promise<LanguageTools> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<LanguageTools> {
  return {
    splitChinese: openWordSplitter(),
    toSimplified: await openSimplifier(),
    lexicon: readDictionary(readDictionarySource()),
  };
}
