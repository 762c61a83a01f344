import type { Language } from '../language.ts';
import { commonPairs } from '../similarity.ts';

/** Divides Chinese text into words; their texts joined give back the text. */
export type WordSplitter = (text: string) => string[];

/** A stretch of text that stayed, came or went. Kept and deleted ones make the old text, kept and inserted the new. */
export interface Edit {
  readonly op: 'keep' | 'insert' | 'delete';
  readonly text: string;
}

const segmenters = new Map<string, Intl.Segmenter>();

/** Words by the runtime's own dictionary. */
export function defaultSplitter(text: string): string[] {
  let segmenter = segmenters.get('zh');
  if (!segmenter) {
    segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
    segmenters.set('zh', segmenter);
  }
  const words: string[] = [];
  for (const item of segmenter.segment(text)) words.push(item.segment);
  return words;
}

const englishToken = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|\d+(?:[.,:]\d+)*|\s+|./gsu;

/** Words, numbers, spaces and single signs; joined they give back the text. */
export function tokensOf(text: string, language: Language, splitter: WordSplitter): string[] {
  if (language === 'en' || text.length > 20_000) return text.match(englishToken) ?? [];
  return splitter(text);
}

/** Word-level marks between two texts. */
export function editsBetween(before: readonly string[], after: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  const add = (op: Edit['op'], words: readonly string[]) => {
    if (words.length > 0) edits.push({ op, text: words.join('') });
  };
  let i = 0;
  let j = 0;
  let kept: string[] = [];
  for (const [x, y] of [...commonPairs(before, after), [before.length, after.length] as const]) {
    if (x > i || y > j) {
      add('keep', kept);
      kept = [];
    }
    add('delete', before.slice(i, x));
    add('insert', after.slice(j, y));
    kept.push(...before.slice(x, x + 1));
    i = x + 1;
    j = y + 1;
  }
  add('keep', kept);
  return edits;
}
