import type { Segment } from '../segment.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';
import { type EnglishWords, wordsOnPage } from './english-words.ts';
import { proseOf } from './prose.ts';
import type { Replacement } from './replacements.ts';
import { slipFinding } from './segment-finding.ts';
import { joined, shifted, split } from './word-seams.ts';

/** Sentences and words without a space between them, words torn apart, and letters at the wrong word. */
export const glued: Check = {
  name: 'glued',
  run(input) {
    const words = wordsOnPage(input);
    return [
      ...gluedSentences(input),
      ...(words ? input.en.segments.flatMap((segment) => english(segment, words)) : []),
    ];
  },
};

function gluedSentences(input: CheckInput): RawFinding[] {
  return (['en', 'zh'] as const).flatMap((side) =>
    input[side].glued.map(({ segments, text }): RawFinding => ({
      check: 'glued',
      severity: 'warning',
      en: side === 'en' ? segments : [],
      zh: side === 'zh' ? segments : [],
      message: { key: 'findings:glued.sentences', values: { place: text } },
      evidence: { [side]: text },
    })),
  );
}

/** A word of small letters, free of what names and code have: digits, dots, hyphens, inner capitals. */
const plainWord =
  /(?<![\p{L}\p{N}_.'’@#$/\\=<{:+*&~-])[A-Z]?[a-z]+(?![\p{L}\p{N}_'’@#$/\\=({*&~+-]|\.\p{L}|:\p{L})/gu;

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function english(segment: Segment, words: EnglishWords): RawFinding[] {
  const prose = proseOf(segment);
  const list: Word[] = [...prose.matchAll(plainWord)].map(({ 0: text, index }) => ({
    text,
    from: index,
    to: index + text.length,
  }));
  const seams: Record<'torn' | 'joined' | 'shifted', Replacement[]> = {
    torn: [],
    joined: [],
    shifted: [],
  };
  for (let k = 0; k < list.length; k += 1) {
    const [word, next] = [list[k], list[k + 1]];
    if (!word) continue;
    const adjacent = next && prose.slice(word.to, next.from) === ' ' ? next : null;
    const whole = adjacent && joined(word.text, adjacent.text, words);
    if (adjacent && whole) {
      seams.torn.push({ from: word.from, to: adjacent.to, text: whole });
      k += 1;
      continue;
    }
    const moved = adjacent && shifted(word.text, adjacent.text, words);
    if (adjacent && moved) {
      seams.shifted.push({ from: word.from, to: adjacent.to, text: moved });
      k += 1;
      continue;
    }
    const parts = split(word.text, words);
    if (parts) seams.joined.push({ from: word.from, to: word.to, text: parts });
  }
  return Object.entries(seams).flatMap(([name, replacements]) => {
    const [first] = replacements;
    if (!first) return [];
    return [
      slipFinding({
        check: 'glued',
        severity: 'warning',
        side: 'en',
        segment,
        case: name,
        replacements,
        values: { found: prose.slice(first.from, first.to), put: first.text },
      }),
    ];
  });
}
