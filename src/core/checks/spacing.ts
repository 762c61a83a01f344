import type { Language } from '../language.ts';
import type { Segment } from '../segment.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';
import { proseOf } from './prose.ts';
import type { Replacement } from './replacements.ts';
import { slipFinding } from './segment-finding.ts';
import type { LanguageTools } from './tools.ts';

/** White space where none belongs, and none where some does. Hints, each with its remedy, but for words run together: no reader is misled. */
export const spacing: Check = {
  name: 'spacing',
  run: (input) => [
    ...input.en.segments.flatMap(english),
    ...input.zh.segments.flatMap((segment) => chinese(segment, input)),
  ],
};

interface Rule {
  readonly case: string;
  readonly pattern: RegExp;
  /** What stands in place of the match. */
  readonly put: (match: RegExpExecArray) => string;
}

const englishRules: readonly Rule[] = [
  {
    case: 'before_mark',
    pattern: /(?<=[\p{L}\p{N})\]”’]) +(?=[,;](?:\s|$)|[.!?:](?:\s+["“(]?\p{Lu}|$))/gu,
    put: () => '',
  },
  {
    case: 'after_mark',
    pattern:
      /(?<=\p{Ll}{2}[,;])(?<!&[a-z]{2,8};)(?=\p{L}{2,}[\s,.;])|(?<=\p{Ll}{2}\))(?=\p{Ll}{2,}[\s,.])/gu,
    put: () => ' ',
  },
];

const chineseRules: readonly Rule[] = [
  { case: 'within_word', pattern: /(?<=[\u3400-\u9FFF]) +(?=[\u3400-\u9FFF])/g, put: () => '' },
  {
    case: 'at_mark',
    pattern:
      /(?<=[\u3400-\u9FFF\w]) +(?=[，。；：？！、）》”])|(?<=[，。；：？！、（《“]) +(?=[\u3400-\u9FFF])/g,
    put: () => '',
  },
];

const required: Rule = {
  case: 'han_latin_wanted',
  pattern: /(?<=[\u3400-\u9FFF])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u3400-\u9FFF])/g,
  put: () => ' ',
};
const stripped: Rule = {
  case: 'han_latin_unwanted',
  pattern: /(?<=[\u3400-\u9FFF]) +(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) +(?=[\u3400-\u9FFF])/g,
  put: () => '',
};

/** After these a mark follows only where a word between them was lost: that is no question of spaces. */
const unfinished =
  /\b(?:a|an|the|and|or|of|to|in|on|for|with|by|from|as|at|like|using|use|via|under|into|is|are|both|see|visit|inner|outer)\s*$/i;

function english(segment: Segment): RawFinding[] {
  return englishRules.flatMap((rule) =>
    slips(segment, {
      side: 'en',
      rule,
      keep: ({ from }) => !unfinished.test(segment.text.slice(Math.max(0, from - 12), from)),
    }),
  );
}

function chinese(segment: Segment, { policy, tools }: CheckInput): RawFinding[] {
  const rules = [...chineseRules];
  if (policy.hanLatinSpace === 'require') rules.push(required);
  if (policy.hanLatinSpace === 'strip') rules.push(stripped);
  return rules.flatMap((rule) =>
    slips(segment, {
      side: 'zh',
      rule,
      keep:
        rule.case === 'within_word' ? (gap) => dividesWord(segment.text, gap, tools) : () => true,
    }),
  );
}

/** Han characters on either side of a gap that a word may reach over. */
const wordReach = 4;

/** Whether a word of two characters and more lies across a gap: 质 量. Names and lists are spaced on purpose. */
function dividesWord(text: string, { from, to }: Replacement, tools: LanguageTools): boolean {
  const before =
    /[\u3400-\u9FFF]+$/.exec(text.slice(Math.max(0, from - wordReach), from))?.[0] ?? '';
  const after = /^[\u3400-\u9FFF]+/.exec(text.slice(to, to + wordReach))?.[0] ?? '';
  let at = 0;
  for (const word of tools.splitChinese(before + after)) {
    if (at < before.length && at + word.length > before.length) return true;
    at += word.length;
  }
  return false;
}

interface Search {
  readonly side: Language;
  readonly rule: Rule;
  readonly keep: (replacement: Replacement) => boolean;
}

function slips(segment: Segment, { side, rule, keep }: Search): RawFinding[] {
  const replacements = [...proseOf(segment).matchAll(rule.pattern)]
    .map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      text: rule.put(match),
    }))
    .filter(keep);
  if (replacements.length === 0) return [];
  return [
    slipFinding({
      check: 'spacing',
      severity: rule.case === 'after_mark' ? 'warning' : 'hint',
      side,
      segment,
      case: rule.case,
      replacements,
    }),
  ];
}
