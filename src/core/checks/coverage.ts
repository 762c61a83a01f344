import type { Lexicon } from '../align.ts';

/** Words that stand in every text: that they are answered tells nothing. */
const common = new Set(
  `the and for with from that this these those which who whom whose what when where while will would shall should can
  could may might must not are was were been being has have had having does did its his her their our your they them
  she him you but nor all any each both such than then there here also only very more most other some into onto upon
  over under about after before between through during within without against among per via etc`.split(
    /\s+/,
  ),
);
const word = /[A-Za-z][A-Za-z'’]*[A-Za-z]|\d[\d.,]*\d|\d/g;
/** Fewer known words than this tell nothing. */
const least = 3;

/**
 * Share of an English text's words that a Chinese text answers, from 0 to 1: by a translation of the
 * lexicon, or by the same Latin letters or digits. Null where too few of the words are known.
 */
export function coverage(english: string, chinese: string, lexicon: Lexicon): number | null {
  const latin = new Set(chinese.toLowerCase().match(/[a-z]+|\d+/g) ?? []);
  let known = 0;
  let answered = 0;
  for (const found of new Set(english.match(word) ?? [])) {
    const lower = found.toLowerCase().replace(/['’]s$/, '');
    if (lower.length < 3 || common.has(lower)) continue;
    if (latin.has(lower)) {
      known += 1;
      answered += 1;
      continue;
    }
    const translations = translationsOf(lower, lexicon);
    if (translations.length === 0) continue;
    known += 1;
    if (translations.some((translation) => chinese.includes(translation))) answered += 1;
  }
  return known < least ? null : answered / known;
}

/** Renderings of two characters and more: single ones occur everywhere. */
function translationsOf(lower: string, lexicon: Lexicon): readonly string[] {
  for (const form of [lower, ...baseForms(lower)]) {
    const found = lexicon.translations(form).filter((translation) => translation.length > 1);
    if (found.length > 0) return found;
  }
  return [];
}

/** What an inflected word may come from. */
function baseForms(lower: string): string[] {
  const forms: string[] = [];
  const add = (pattern: RegExp, ...endings: string[]): void => {
    if (!pattern.test(lower)) return;
    for (const ending of endings) forms.push(lower.replace(pattern, ending));
  };
  add(/ies$/, 'y');
  add(/es$/, '', 'e');
  add(/s$/, '');
  add(/ied$/, 'y');
  add(/ed$/, '', 'e');
  add(/([bdglmnprt])\1ed$/, '$1');
  add(/ing$/, '', 'e');
  add(/([bdglmnprt])\1ing$/, '$1');
  add(/ly$/, '');
  return forms.filter((form) => form.length >= 3);
}
