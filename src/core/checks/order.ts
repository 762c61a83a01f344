import type { Check, RawFinding } from './check.ts';
import { excerpt, textOf } from './counterparts.ts';
import { answersOf } from './unanswered.ts';

/** What both sides say, but in another place: sentences that changed places, and beads that cross. */
export const order: Check = {
  name: 'order',
  run(input) {
    const crossing = crossings(input.beads);
    const displaced = [...answersOf(input).displaced, ...crossing];
    return displaced.map(({ en, zh }): RawFinding => {
      const text = { en: textOf(input.en, en, 'en'), zh: textOf(input.zh, zh, 'zh') };
      return {
        check: 'order',
        severity: 'warning',
        en,
        zh,
        message: {
          key: 'findings:order.moved',
          values: { en: excerpt(text.en, 0, 120), zh: excerpt(text.zh, 0, 60) },
        },
        evidence: text,
      };
    });
  },
};

interface Places {
  readonly en: readonly number[];
  readonly zh: readonly number[];
}

/** Beads whose Chinese stands before that of an earlier bead. */
function crossings(beads: readonly Places[]): Places[] {
  let furthest = -1;
  return beads.filter(({ en, zh }) => {
    if (en.length === 0 || zh.length === 0) return false;
    const first = Math.min(...zh);
    if (first < furthest) return true;
    furthest = Math.max(furthest, ...zh);
    return false;
  });
}
