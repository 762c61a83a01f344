import type { Bead } from '../align.ts';
import type { Fact } from '../facts/extract.ts';
import type { Language, Pair } from '../language.ts';
import { pairOf } from '../language.ts';
import type { Segment } from '../segment.ts';
import type { CheckInput, Side } from './check.ts';

/** A bead with both sides, and what they say. */
export interface Counterpart {
  readonly bead: Bead;
  readonly text: Pair<string>;
  readonly facts: Pair<readonly Fact[]>;
}

/** The beads that have segments on both sides. */
export function counterparts(input: CheckInput): Counterpart[] {
  return input.beads
    .filter((bead) => bead.en.length > 0 && bead.zh.length > 0)
    .map((bead) => ({
      bead,
      text: pairOf((language) => textOf(input[language], bead[language], language)),
      facts: pairOf((language) => bead[language].flatMap((k) => input[language].facts[k] ?? [])),
    }));
}

/** Some segments of one side as one text. */
export function textOf(side: Side, segments: readonly number[], language: Language): string {
  const texts = segments.map((index) => side.segments[index]?.text ?? '');
  return texts.filter((text) => text !== '').join(language === 'en' ? ' ' : '');
}

/** The segments of every block that has any, in order. */
export function blocksOf({ segments }: Pick<Side, 'segments'>): Segment[][] {
  const blocks: Segment[][] = [];
  for (const segment of segments) {
    const last = blocks.at(-1);
    if (last?.[0]?.blockIndex === segment.blockIndex) last.push(segment);
    else blocks.push([segment]);
  }
  return blocks;
}

/** The segment among several that a fact was found in; all of them when none is sure. */
export function segmentsWith(side: Side, segments: readonly number[], fact: Fact): number[] {
  const found = segments.find((index) => side.facts[index]?.includes(fact));
  return found === undefined ? [...segments] : [found];
}

const hanPattern = /[\u3400-\u9FFF]/g;
/** English letters that answer one Han character: the median of 10,000 pairs of paragraphs lies here. */
const lettersPerHan = 2.9;

/** How much a text says, in English letters: spaces and punctuation count nothing. */
export function weightOf(text: string): number {
  const han = text.match(hanPattern)?.length ?? 0;
  const others = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return others - han + han * lettersPerHan;
}

/** Whether there is anything to read: a letter of whatever script, or a digit. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** A short piece of a text for evidence, cut at whole characters. */
export function excerpt(text: string, from: number, to: number): string {
  return text.slice(Math.max(0, from), Math.min(text.length, to)).toWellFormed();
}
