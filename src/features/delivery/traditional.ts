import type { DictGroup, DictLike } from 'opencc-js/core';
import { misleadingWords } from './regional-words.ts';

/** How a text of the content's language reads in an edition. */
export interface Wording {
  text(text: string): string;
  /** Of canonical HTML: its text, and the words in `alt` and `title`. Addresses stay. */
  html(html: string): Promise<string>;
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
  const names = await namesInText(protectedNames);
  const text = (part: string) => cornerQuotes(exceptNames(part, names, convert));
  return { text, html: (html) => convertHtml(html, text) };
}

/** What may stand in a Simplified text where a reader types this: itself, and both ways of reading it. */
export async function simplifiedReadings(text: string): Promise<string[]> {
  const readings = await toSimplified();
  return [...new Set([text, ...readings.map((convert) => convert(text))])];
}

/** Names by how they stand in Simplified Chinese text, the longest first. */
async function namesInText(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const [characters = (name: string) => name] = await toSimplified();
  const pairs = names.flatMap((name) => [[name, name] as const, [characters(name), name] as const]);
  return new Map(pairs.sort((a, b) => b[0].length - a[0].length));
}

function exceptNames(text: string, names: ReadonlyMap<string, string>, convert: Convert): string {
  if (names.size === 0) return convert(text);
  const pattern = [...names.keys()].map((name) => escaped(name)).join('|');
  return text
    .split(new RegExp(`(${pattern})`, 'u'))
    .map((part) => names.get(part) ?? convert(part))
    .join('');
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
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
  const conversionChain: DictGroup[] = [characters, regional.map(withoutMisleading)];
  const configs = { s2twp: { ...known, conversionChain } };
  return ConverterBuilder({ ...preset, configs })({ from: 'cn', to: 'twp' });
}

function withoutMisleading(dictionary: DictLike): DictLike {
  if (typeof dictionary !== 'string') return dictionary;
  const kept = dictionary.split('|').filter((entry) => {
    const [word = ''] = entry.split(' ');
    return !misleadingWords.has(word);
  });
  return kept.join('|');
}

/** The ways back: by characters alone, and with regional words. */
async function openReverse(): Promise<Convert[]> {
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
