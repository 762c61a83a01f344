import type { Language } from '../language.ts';
import type { CheckInput, CheckName, RawFinding, Severity } from './check.ts';
import { excerpt, textOf } from './counterparts.ts';
import { type Unanswered, answersOf } from './unanswered.ts';

/** What image galleries and scraped pages leave behind: no sentence of the notice. A number in a cell is what it says. */
const leftover =
  /^(?:(?:图片|图|image|img|photo|picture)[\s\d.:：]*|\d{1,2}[\s.:：]*|null|undefined|nan)$/i;

/** A finding for everything that one side says alone. */
export function unansweredFindings(
  input: CheckInput,
  check: CheckName,
  side: Language,
): RawFinding[] {
  return answersOf(input)
    .unanswered.filter((item) => item.side === side)
    .map((item) => {
      const text = textOf(input[side], item.segments, side);
      const isCell = item.segments.some((index) => input[side].segments[index]?.block === 'cell');
      const kind = !isCell && leftover.test(text) ? 'leftover' : item.alone ? 'alone' : 'within';
      return {
        check,
        severity: severityOf(item),
        en: item.bead.en.length > 0 && side === 'zh' ? item.bead.en : en(item),
        zh: item.bead.zh.length > 0 && side === 'en' ? item.bead.zh : zh(item),
        message: { key: `findings:${check}.${kind}`, values: { text: excerpt(text, 0, 120) } },
        evidence: { [side]: text },
      };
    });
}

const en = ({ side, segments }: Unanswered) => (side === 'en' ? segments : []);
const zh = ({ side, segments }: Unanswered) => (side === 'zh' ? segments : []);

function severityOf({ alone, bead }: Unanswered): Severity {
  return alone && bead.confidence >= 0.5 ? 'error' : 'warning';
}
