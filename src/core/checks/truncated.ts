import type { Pair } from '../language.ts';
import { otherLanguage } from '../language.ts';
import type { Check, RawFinding } from './check.ts';
import { type Counterpart, counterparts, excerpt, weightOf } from './counterparts.ts';
import { lengthScale, shortSide } from './length-scale.ts';
import { answersOf } from './unanswered.ts';

/** A sentence's end, closing quotes and brackets included. */
const ended = /[.!?。！？…:：;；][\])}"'”’」』》）】]*$/;

/** Shorter texts vary too much in length. */
const shortest = 40;

/**
 * By how much a side is too short, as the logarithm of a ratio. Measured on 10,000 pairs of paragraphs:
 * beyond `surely` lie 0.3 %, beyond `openEnded` and without the end that the other side has 0.2 %.
 */
const limits = { surely: 0.62, brief: 0.85, openEnded: 0.26 } as const;

/** A text that breaks off: much too short for its counterpart, or shorter and without an end. */
export const truncated: Check = {
  name: 'truncated',
  run(input) {
    const scale = lengthScale(input);
    const told = new Set(answersOf(input).unanswered.map(({ bead }) => bead));
    return counterparts(input).flatMap((counterpart) => {
      if (told.has(counterpart.bead)) return [];
      const weights = { en: weightOf(counterpart.text.en), zh: weightOf(counterpart.text.zh) };
      const longer = Math.max(weights.en, weights.zh);
      if (longer < shortest) return [];
      const deviation = scale.deviation(weights);
      const open = isOpenEnded(counterpart.text, shortSide(deviation));
      const limit = open ? limits.openEnded : longer < 100 ? limits.brief : limits.surely;
      if (Math.abs(deviation) < limit) return [];
      return [finding(counterpart, { deviation, open })];
    });
  },
};

function isOpenEnded(text: Pair<string>, side: 'en' | 'zh'): boolean {
  return ended.test(text[otherLanguage(side)]) && !ended.test(text[side]);
}

function finding(
  { bead, text }: Counterpart,
  { deviation, open }: { deviation: number; open: boolean },
): RawFinding {
  const side = shortSide(deviation);
  const percent = Math.round(100 * Math.exp(-Math.abs(deviation)));
  return {
    check: 'truncated',
    severity: 'warning',
    en: bead.en,
    zh: bead.zh,
    message: {
      key: `findings:truncated.${open ? 'open' : 'short'}_${side}`,
      values: { percent, end: excerpt(text[side], text[side].length - 20, text[side].length) },
    },
    evidence: { [side]: text[side] },
  };
}
