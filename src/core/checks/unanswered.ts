import type { Bead, Lexicon } from '../align.ts';
import type { Language, Pair } from '../language.ts';
import { otherLanguage } from '../language.ts';
import type { CheckInput } from './check.ts';
import { hasWords, textOf, weightOf } from './counterparts.ts';
import { coverage } from './coverage.ts';
import { type LengthScale, lengthScale } from './length-scale.ts';

/** Segments of one side that the other does not answer. */
export interface Unanswered {
  readonly side: Language;
  readonly segments: readonly number[];
  readonly bead: Bead;
  /** The bead has no other side, or one that is too short for all of its segments. */
  readonly alone: boolean;
}

/** Segments of both sides that answer each other, but stand in different places. */
export interface Displaced extends Pair<readonly number[]> {
  readonly confidence: number;
}

export interface Answers {
  readonly unanswered: readonly Unanswered[];
  readonly displaced: readonly Displaced[];
}

const known = new WeakMap<CheckInput, Answers>();

/** What has no answer, and what has one elsewhere. */
export function answersOf(input: CheckInput): Answers {
  const stored = known.get(input);
  if (stored) return stored;
  const scale = lengthScale(input);
  const alone = input.beads.flatMap((bead, at) => aloneIn(input, { bead, at, scale }));
  const displaced = displacedAmong(input, alone);
  const moved = new Set(displaced.flatMap(({ en, zh }) => [`en${en[0]}`, `zh${zh[0]}`]));
  const answers = {
    displaced,
    unanswered: [
      ...alone.filter(({ side, segments }) => !moved.has(`${side}${segments[0]}`)),
      ...input.beads.flatMap((bead) => uncovered(input, bead, scale)),
    ],
  };
  known.set(input, answers);
  return answers;
}

interface Place {
  readonly bead: Bead;
  readonly at: number;
  readonly scale: LengthScale;
}

function aloneIn(input: CheckInput, place: Place): Unanswered[] {
  const { bead } = place;
  const side = bead.zh.length === 0 ? 'en' : bead.en.length === 0 ? 'zh' : null;
  if (side === null) return [];
  if (!hasWords(textOf(input[side], bead[side], side))) return [];
  if (absorbed(input, side, place)) return [];
  return [{ side, segments: bead[side], bead, alone: true }];
}

/** Lengths fit much better when the segment is counted to a neighbour: there it is answered. */
const betterBy = 0.25;

function absorbed(input: CheckInput, side: Language, { bead, at, scale }: Place): boolean {
  const own = weightOf(textOf(input[side], bead[side], side));
  const nearby = [at - 1, at + 1].flatMap((k) => input.beads[k] ?? []);
  return nearby.some((neighbour) => {
    if (neighbour.en.length === 0 || neighbour.zh.length === 0) return false;
    const weights = {
      en: weightOf(textOf(input.en, neighbour.en, 'en')),
      zh: weightOf(textOf(input.zh, neighbour.zh, 'zh')),
    };
    const apart = Math.abs(scale.deviation(weights));
    const together = Math.abs(scale.deviation({ ...weights, [side]: weights[side] + own }));
    if (apart - together < betterBy) return false;
    const share = shareSaid(input, { side, segments: bead[side], other: neighbour });
    return share === null || share >= 0.3;
  });
}

interface Saying {
  readonly side: Language;
  readonly segments: readonly number[];
  readonly other: Pair<readonly number[]>;
}

/** Share of what some segments say that a bead's other side says too; null where nothing is known. */
function shareSaid(input: CheckInput, { side, segments, other }: Saying): number | null {
  const { lexicon } = input.tools;
  if (!lexicon) return null;
  const own = textOf(input[side], segments, side);
  const answering = otherLanguage(side);
  const said = textOf(input[answering], other[answering], answering);
  return side === 'en' ? coverage(own, said, lexicon) : reverseCoverage(said, own, lexicon);
}

/** How much of a short Chinese text the words of an English one answer: by the English words that do. */
function reverseCoverage(english: string, chinese: string, lexicon: Lexicon): number | null {
  const share = coverage(english, chinese, lexicon);
  if (share === null) return null;
  return Math.min(1, (share * weightOf(english)) / Math.max(1, weightOf(chinese)));
}

/** A segment without an answer of each side that answer each other. */
function displacedAmong(input: CheckInput, alone: readonly Unanswered[]): Displaced[] {
  const of = (side: Language) => alone.filter((item) => item.side === side);
  const taken = new Set<Unanswered>();
  return of('en').flatMap((en) => {
    const scored = of('zh')
      .filter((zh) => !taken.has(zh))
      .map((zh) => ({ zh, score: likeness(input, en, zh) }))
      .sort((a, b) => b.score - a.score);
    const best = scored[0];
    if (!best || best.score < 0.5) return [];
    taken.add(best.zh);
    return [{ en: en.segments, zh: best.zh.segments, confidence: best.score }];
  });
}

/** From 0 to 1: lengths that fit, and facts, Latin words and translations in common. */
function likeness(input: CheckInput, en: Unanswered, zh: Unanswered): number {
  const text = {
    en: textOf(input.en, en.segments, 'en'),
    zh: textOf(input.zh, zh.segments, 'zh'),
  };
  const apart = Math.abs(Math.log((weightOf(text.zh) + 2) / (weightOf(text.en) + 2)));
  if (apart > 0.8) return 0;
  const { lexicon } = input.tools;
  const share = lexicon ? coverage(text.en, text.zh, lexicon) : null;
  const latin = latinShare(text);
  if (share === null) return latin;
  return latin === 0 ? share : Math.max(share, (share + latin) / 2);
}

/** Share of the Chinese side's Latin words and digits that the English side has; 0 for fewer than two. */
function latinShare({ en, zh }: Pair<string>): number {
  const tokens = new Set(zh.toLowerCase().match(/[a-z]{2,}|\d{2,}/g) ?? []);
  if (tokens.size < 2) return 0;
  const english = new Set(en.toLowerCase().match(/[a-z]{2,}|\d{2,}/g) ?? []);
  return [...tokens].filter((token) => english.has(token)).length / tokens.size;
}

/** A bead of several segments that is too short on the other side: one of them has no answer there. */
function uncovered(input: CheckInput, bead: Bead, scale: LengthScale): Unanswered[] {
  if (bead.en.length === 0 || bead.zh.length === 0) return [];
  const weights = {
    en: weightOf(textOf(input.en, bead.en, 'en')),
    zh: weightOf(textOf(input.zh, bead.zh, 'zh')),
  };
  const deviation = scale.deviation(weights);
  const side: Language = deviation < 0 ? 'en' : 'zh';
  if (bead[side].length < 2 || Math.abs(deviation) < 0.4) return [];
  const scored = bead[side].map((segment) => {
    const own = weightOf(textOf(input[side], [segment], side));
    const rest = scale.deviation({ ...weights, [side]: weights[side] - own });
    const share = shareSaid(input, { side, segments: [segment], other: bead });
    return { segment, gain: Math.abs(deviation) - Math.abs(rest), share };
  });
  const [worst] = scored.sort((a, b) => (a.share ?? 0) - (b.share ?? 0) || b.gain - a.gain);
  if (!worst || worst.gain < 0.25) return [];
  const surely = worst.share === null ? Math.abs(deviation) > 0.6 : worst.share < 0.2;
  return surely ? [{ side, segments: [worst.segment], bead, alone: false }] : [];
}
