import type { Language, Pair } from '../language.ts';
import type { Check, RawFinding } from './check.ts';
import { type Counterpart, counterparts } from './counterparts.ts';
import { answers, boundedAnswers, denials, turnedAnswers } from './negation-words.ts';

/** Text that is quoted or foreign says its own things. */
const quoted = /“[^”]{1,80}”|"[^"]{1,80}"|「[^」]{1,80}」|《[^》]{1,80}》/g;

/** A denial that the other side does not have: "shall not apply", 适用. */
export const negation: Check = {
  name: 'negation',
  run(input) {
    return counterparts(input).flatMap((counterpart) => {
      if (!isTranslated(counterpart.text)) return [];
      const text = {
        en: counterpart.text.en.replace(quoted, ' '),
        zh: counterpart.text.zh.replace(quoted, ' '),
      };
      const side = lonelySide(text);
      return side === null ? [] : [finding(counterpart, side, text[side])];
    });
  },
};

/** Whether the Chinese is Chinese: an untranslated sentence has its own check. */
function isTranslated({ zh }: Pair<string>): boolean {
  const han = zh.match(/[\u3400-\u9FFF]/g)?.length ?? 0;
  return han >= 4 && han * 3 > (zh.match(/[A-Za-z]/g)?.length ?? 0);
}

/** The side that denies something while the other has nothing to answer it. */
function lonelySide(text: Pair<string>): Language | null {
  const denied = { en: count(text.en, denials.en), zh: count(text.zh, denials.zh) };
  if (denied.en > 0 && lacks(text, 'zh', denied)) return 'en';
  if (denied.zh > 0 && lacks(text, 'en', denied)) return 'zh';
  return null;
}

/** No denial and nothing like one; of two and more, at most one may go unanswered. */
function lacks(text: Pair<string>, side: Language, denied: Pair<number>): boolean {
  const other = side === 'en' ? denied.zh : denied.en;
  const turned = side === 'zh' ? boundedAnswers(text) : turnedAnswers(text);
  const answered = denied[side] + count(text[side], answers[side]) + turned;
  return answered === 0 || answered < other - 1;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function finding({ bead }: Counterpart, side: Language, text: string): RawFinding {
  const words = [...new Set((text.match(denials[side]) ?? []).map((word) => word.trim()))];
  return {
    check: 'negation',
    severity: 'warning',
    en: bead.en,
    zh: bead.zh,
    message: {
      key: `findings:negation.only_${side}`,
      values: { words: words.slice(0, 3).join(', ') },
    },
    evidence: { [side]: words.slice(0, 3).join(', ') },
  };
}
