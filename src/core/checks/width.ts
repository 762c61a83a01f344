import { type Segment } from '../segment.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';
import { asHabit } from './habit.ts';
import { proseOf } from './prose.ts';
import type { Replacement } from './replacements.ts';
import { slipFinding } from './segment-finding.ts';

const fullOf: Readonly<Record<string, string>> = {
  ',': '，',
  '.': '。',
  ':': '：',
  ';': '；',
  '?': '？',
  '!': '！',
  '(': '（',
  ')': '）',
};
const halfOf: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(fullOf).map(([half, full]) => [full, half])),
  '、': ',',
  '．': '.',
};

/** After a Han character or closing mark, before another, or at the end: 认证,检测 */
const halfInChinese =
  /(?<=[\u3400-\u9FFF”’」』》）】%])(?:[,;:?!](?=[\u3400-\u9FFF“‘「『《（【]|\s|$)|\.(?=[\u3400-\u9FFF“「《]|\s+[\u3400-\u9FFF]|$))|(?<=[A-Za-z0-9)])[,;?!](?=[\u3400-\u9FFF“「《])/g;
const halfBrackets = /\([^()\n]{0,200}\)/g;
const fullInEnglish = /[，。；：？！（）、．]/g;
const fullAlphanumerics = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]+/g;

/** Punctuation of the other language's width, and full-width letters and digits anywhere. */
export const width: Check = {
  name: 'width',
  run(input) {
    const bracketed = bracketStyle(input);
    const chinese = input.zh.segments.flatMap((segment) => chineseSlips(segment, bracketed));
    const english = input.en.segments.flatMap(englishSlips);
    return [
      ...ofSide(chinese, input.zh.segments.length),
      ...ofSide(english, input.en.segments.length),
    ];
  },
};

/** Whether the Chinese side writes its brackets full-width, so that half-width ones are slips. */
function bracketStyle({ zh }: CheckInput): boolean {
  let [full, half] = [0, 0];
  for (const { text } of zh.segments) {
    full += text.match(/（/g)?.length ?? 0;
    half += text.match(/[\u3400-\u9FFF] ?\(|\([\u3400-\u9FFF]/g)?.length ?? 0;
  }
  return full > 0 && full >= 2 * half;
}

/** Slips in this share of a side's sentences, and in this number, are how the page is written. */
const habitual = { share: 0.1, count: 4 } as const;

/** The slips of one side; what the page does throughout is told once. */
function ofSide(findings: readonly RawFinding[], segments: number): RawFinding[] {
  const isHabit = findings.length >= habitual.count && findings.length >= habitual.share * segments;
  return isHabit ? asHabit(findings) : [...findings];
}

function chineseSlips(segment: Segment, fullBrackets: boolean): RawFinding[] {
  const prose = proseOf(segment);
  if (!/[\u3400-\u9FFF]/.test(prose)) return [];
  const marks = [...prose.matchAll(halfInChinese)].map((match): Replacement => {
    const after = /^\s+/.exec(prose.slice(match.index + 1))?.[0].length ?? 0;
    return {
      from: match.index,
      to: match.index + 1 + after,
      text: fullOf[match[0]] ?? match[0],
    };
  });
  const findings: RawFinding[] = [];
  if (marks.length > 0) {
    findings.push(
      slipFinding({
        check: 'width',
        severity: marks.every((mark) => isLabel(prose, mark)) ? 'hint' : 'warning',
        side: 'zh',
        segment,
        case: 'half_in_zh',
        replacements: marks,
      }),
    );
  }
  const brackets = bracketSlips(prose);
  if (brackets.length > 0) {
    findings.push(
      slipFinding({
        check: 'width',
        severity: fullBrackets ? 'warning' : 'hint',
        side: 'zh',
        segment,
        case: 'half_brackets_in_zh',
        replacements: brackets,
      }),
    );
  }
  return [...findings, ...alphanumericSlips(segment, 'zh')];
}

/** A colon with a space behind it (步骤 1: 登录): how labels are written in many houses. */
function isLabel(prose: string, { from }: Replacement): boolean {
  return prose[from] === ':' && /^\s/.test(prose.slice(from + 1));
}

/** Round brackets around or right behind Chinese. */
function bracketSlips(prose: string): Replacement[] {
  return [...prose.matchAll(halfBrackets)].flatMap(({ 0: found, index }): Replacement[] => {
    const before = prose[index - 1] ?? '';
    const inner = found.slice(1, -1);
    if (!/[\u3400-\u9FFF]/.test(inner + before) || /^[\w.]$/.test(before)) return [];
    const end = index + found.length;
    return [
      { from: index, to: index + 1, text: '（' },
      { from: end - 1, to: end, text: '）' },
    ];
  });
}

function englishSlips(segment: Segment): RawFinding[] {
  const prose = proseOf(segment);
  const marks = [...prose.matchAll(fullInEnglish)].flatMap(({ 0: found, index }): Replacement[] => {
    const [before, after] = [prose[index - 1] ?? '', prose[index + 1] ?? ''];
    if (/[\u3400-\u9FFF]/.test(before) && (after === '' || /[\u3400-\u9FFF]/.test(after)))
      return [];
    const half = halfOf[found] ?? found;
    const opening = half === '(';
    const space = opening ? /\S/.test(before) && before !== '' : /[\p{L}\p{N}“"(]/u.test(after);
    const text = opening ? `${space ? ' ' : ''}${half}` : `${half}${space ? ' ' : ''}`;
    return [{ from: index, to: index + 1, text }];
  });
  if (marks.length === 0) return alphanumericSlips(segment, 'en');
  const finding = slipFinding({
    check: 'width',
    severity: 'warning',
    side: 'en',
    segment,
    case: 'full_in_en',
    replacements: marks,
  });
  return [finding, ...alphanumericSlips(segment, 'en')];
}

function alphanumericSlips(segment: Segment, side: 'en' | 'zh'): RawFinding[] {
  const replacements = [...segment.text.matchAll(fullAlphanumerics)].map(({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
    text: found.normalize('NFKC'),
  }));
  if (replacements.length === 0) return [];
  return [
    slipFinding({
      check: 'width',
      severity: 'warning',
      side,
      segment,
      case: 'full_letters',
      replacements,
    }),
  ];
}
