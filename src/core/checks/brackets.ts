import type { Language } from '../language.ts';
import { languages } from '../language.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';
import { counterparts } from './counterparts.ts';
import { proseOf } from './prose.ts';
import { slipFinding } from './segment-finding.ts';

/** Full-width brackets count as their half-width forms: one of each may make a pair. */
const forms: Readonly<Record<string, string>> = {
  '(': '(',
  '（': '(',
  ')': ')',
  '）': ')',
  '[': '[',
  '［': '[',
  '〔': '[',
  ']': ']',
  '］': ']',
  '〕': ']',
  '{': '{',
  '}': '}',
  '【': '【',
  '】': '】',
  '《': '《',
  '》': '》',
  '〈': '〈',
  '〉': '〉',
};
const closes: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '】': '【',
  '》': '《',
  '〉': '〈',
};

/** Brackets that are not closed, or never opened; and a bracketed remark that only one side has. */
export const brackets: Check = {
  name: 'brackets',
  run(input) {
    const broken = languages.flatMap((side) => unbalanced(input, side));
    return [...broken, ...lostPairs(input, broken)];
  },
};

/** Sentences are read block by block: a bracket may open in one and close in the next. */
function unbalanced(input: CheckInput, side: Language): RawFinding[] {
  const findings: RawFinding[] = [];
  const open: { form: string; segment: number; at: number }[] = [];
  const report = (index: number, at: number): void => {
    const segment = input[side].segments[index];
    if (!segment || findings.some((finding) => finding[side].includes(index))) return;
    findings.push(
      slipFinding({
        check: 'brackets',
        severity: 'warning',
        side,
        segment,
        case: 'unbalanced',
        replacements: [{ from: at, to: at + 1, text: segment.text[at] ?? '' }],
        values: { bracket: segment.text[at] ?? '' },
        mend: false,
      }),
    );
  };
  const settle = (): void => {
    for (const { segment, at } of open) report(segment, at);
    open.length = 0;
  };
  let block = -1;
  for (const segment of input[side].segments) {
    if (segment.blockIndex !== block) settle();
    block = segment.blockIndex;
    const prose = withoutListMarks(proseOf(segment));
    for (let at = 0; at < prose.length; at += 1) {
      const form = forms[prose[at] ?? ''];
      if (form === undefined) continue;
      const opening = closes[form];
      if (opening === undefined) open.push({ form, segment: segment.index, at });
      else if (open.at(-1)?.form === opening) open.pop();
      else {
        const k = open.findLastIndex((item) => item.form === opening);
        if (k < 0) report(segment.index, at);
        else for (const item of open.splice(k).slice(1)) report(item.segment, item.at);
      }
    }
  }
  settle();
  return findings;
}

const blank = '\uFFFC';

/** "1)", "a)" and "（1）" at the beginning, smileys and emphasised signs are no brackets. */
function withoutListMarks(prose: string): string {
  return prose
    .replace(/(?<=^|[\s；;。，：:])(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[)）]/g, (found) =>
      blank.repeat(found.length),
    )
    .replace(/[:;]-?[)(]/g, (found) => blank.repeat(found.length))
    .replace(/(["'“‘`])[()[\]{}<>（）]+(["'”’`])/g, (found) => blank.repeat(found.length));
}

const pairPattern = /[(（]([^()（）]{1,60})[)）]/g;

/** A bracket around the same acronym, code or number on one side only. */
function lostPairs(input: CheckInput, told: readonly RawFinding[]): RawFinding[] {
  return counterparts(input).flatMap(({ bead, text }) => {
    if (told.some((item) => item.en.some((k) => bead.en.includes(k)) || item.zh.some((k) => bead.zh.includes(k)))) return [];
    return languages.flatMap((side): RawFinding[] => {
      const other = side === 'en' ? 'zh' : 'en';
      const bare = [...text[side].matchAll(pairPattern)].find(([, inner = '']) => {
        if (!/^[A-Z][\w&./ -]{1,30}$/.test(inner)) return false;
        const at = text[other].indexOf(inner);
        if (at < 0 || text[other].indexOf(inner, at + 1) >= 0) return false;
        return !/[(（]/.test(text[other]);
      });
      if (!bare) return [];
      return [
        {
          check: 'brackets',
          severity: 'warning',
          en: bead.en,
          zh: bead.zh,
          message: { key: `findings:brackets.only_${side}`, values: { place: bare[0] } },
          evidence: { [side]: bare[0] },
        },
      ];
    });
  });
}
