import type { DictGroup, DictLike } from 'opencc-js/core';
import { misleadingPhrases, misleadingWords } from './regional-words.ts';

/** How a text of the content's language reads in an edition. */
export interface Wording {
  readonly text: (text: string) => string;
  /** Of canonical HTML: its text, and the words in `alt` and `title`. Addresses stay. */
  readonly html: (html: string) => Promise<string>;
}

/** Editions in the content's own language. */
export const asWritten: Wording = {
  text: (text) => text,
  html: (html) => Promise.resolve(html),
};

type Convert = (text: string) => string;

const toTraditional = once(openConverter);
const toSimplified = once(openReverse);

/**
 * Simplified Chinese as readers of traditional characters know it: characters by the phrases they stand
 * in (头发 頭髮, 发展 發展), regional words, corner quotation marks.
 *
 * The first call loads the dictionaries: 0.3 s and 50 MB, measured; a text of 6,000 characters then takes
 * 3 ms.
 *
 * @param protectedNames names that are shown as they stand in this list
 */
export async function traditionalWording(protectedNames: readonly string[]): Promise<Wording> {
  const convert = await toTraditional();
  const text = exceptNames(await protectedIn(protectedNames), convert);
  return { text, html: (html) => convertHtml(html, text) };
}

/**
 * What may stand in a Simplified text where a reader types something: itself, its characters in simplified
 * ones, and the words that another region uses for it.
 */
export async function simplifiedReadings(): Promise<(text: string) => string[]> {
  const ways = await toSimplified();
  return (text) => [...new Set([text, ...ways.map((convert) => convert(text))])];
}

/** Divides a text at the protected names, and tells how each is shown. */
interface ProtectedNames {
  divide(text: string): string[];
  shown(part: string): string | undefined;
}

async function protectedIn(names: readonly string[]): Promise<ProtectedNames | null> {
  if (names.length === 0) return null;
  const [{ Trie }, [characters]] = await Promise.all([import('opencc-js/core'), toSimplified()]);
  const found = new Trie();
  const shown = new Map(
    names.flatMap(
      (name) =>
        [
          [characters(name), name],
          [name, name],
        ] as const,
    ),
  );
  for (const [name, replacement] of shown) found.addWord(name, replacement);
  return { divide: (text) => found.segment(text), shown: (part) => shown.get(part) };
}

function exceptNames(names: ProtectedNames | null, convert: Convert): Convert {
  if (names === null) return (text) => cornerQuotes(convert(text));
  return (text) =>
    cornerQuotes(
      names
        .divide(text)
        .map((part) => names.shown(part) ?? convert(part))
        .join(''),
    );
}

/** 「」 and 『』; an apostrophe is none. */
function cornerQuotes(text: string): string {
  return text
    .replace(/‘([^‘’]*\p{Script=Han}[^‘’]*)’/gu, '『$1』')
    .replace(/“/g, '「')
    .replace(/”/g, '」');
}

/** After how many characters others get their turn: 10 ms. */
const turn = 20_000;

async function convertHtml(html: string, convert: Convert): Promise<string> {
  let converted = '';
  let sinceTurn = 0;
  // In canonical HTML neither text nor attributes hold a bare angle bracket or quotation mark.
  for (const part of html.split(/(<[^>]*>)/)) {
    converted += part.startsWith('<') ? convertTag(part, convert) : convert(part);
    sinceTurn += part.length;
    if (sinceTurn < turn) continue;
    sinceTurn = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return converted;
}

function convertTag(tag: string, convert: Convert): string {
  return tag.replace(
    / (alt|title)="([^"]*)"/g,
    (_, name: string, value: string) => ` ${name}="${convert(value)}"`,
  );
}

/** The conversion to Taiwan's characters and words, less the misleading ones. */
async function openConverter(): Promise<Convert> {
  const [{ ConverterBuilder }, preset] = await Promise.all([
    import('opencc-js/core'),
    import('opencc-js/preset/cn2t'),
  ]);
  const known = preset.configs['s2twp'];
  if (known === undefined) throw new Error('the converter has no regional vocabulary');
  const [characters = [], regional = []] = known.conversionChain;
  const conversionChain: DictGroup[] = [
    characters.map((dictionary: DictLike) => without(misleadingPhrases, dictionary)),
    regional.map((dictionary: DictLike) => without(misleadingWords, dictionary)),
  ];
  const configs = { s2twp: { ...known, conversionChain } };
  return ConverterBuilder({ ...preset, configs })({ from: 'cn', to: 'twp' });
}

function without(words: ReadonlySet<string>, dictionary: DictLike): DictLike {
  if (typeof dictionary !== 'string') return dictionary;
  const kept = dictionary.split('|').filter((entry) => {
    const [word = ''] = entry.split(' ');
    return !words.has(word);
  });
  return kept.join('|');
}

/** The ways back: by characters alone, and with regional words. */
async function openReverse(): Promise<[characters: Convert, words: Convert]> {
  const { Converter } = await import('opencc-js/t2cn');
  return [Converter({ from: 't', to: 'cn' }), Converter({ from: 'twp', to: 'cn' })];
}

function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
}
