import type { Language } from '../language.ts';
import type { Segment } from '../segment.ts';
import type { Check, RawFinding } from './check.ts';
import type { HousePolicy } from './policy.ts';
import { proseOf } from './prose.ts';
import type { Replacement } from './replacements.ts';
import { slipFinding } from './segment-finding.ts';

/** White space where none belongs, and none where some does. */
export const spacing: Check = {
  name: 'spacing',
  run: ({ en, zh, policy }) => [
    ...en.segments.flatMap(english),
    ...zh.segments.flatMap((segment) => chinese(segment, policy.hanLatinSpace)),
  ],
};

interface Rule {
  readonly case: string;
  readonly pattern: RegExp;
  /** What stands in place of the match. */
  readonly put: (match: RegExpExecArray) => string;
}

const englishRules: readonly Rule[] = [
  { case: 'before_mark', pattern: /(?<=[\p{L}\p{N})\]”’]) +(?=[,;](?:\s|$)|[.!?:](?:\s+["“(]?\p{Lu}|$))/gu, put: () => '' },
  { case: 'after_mark', pattern: /(?<=\p{Ll}{2}[,;])(?=\p{L}{2,}[\s,.;])|(?<=\p{Ll}{2}\))(?=\p{Ll}{2,}[\s,.])|(?<=\p{Ll}{2})(?=\((?!s\)|es\)|ies\)|r\)|d\)|n\))\p{L}{3,}[\s,)])/gu, put: () => ' ' },
  { case: 'inside_bracket', pattern: /(?<=[([“]) +(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.%]) +(?=[)\]”])/gu, put: () => '' },
];

const chineseRules: readonly Rule[] = [
  { case: 'between_han', pattern: /(?<=[\u3400-\u9FFF]) +(?=[\u3400-\u9FFF])/g, put: () => '' },
  { case: 'at_mark', pattern: /(?<=[\u3400-\u9FFF\w]) +(?=[，。；：？！、）》”])|(?<=[，。；：？！、（《“]) +(?=[\u3400-\u9FFF])/g, put: () => '' },
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

function english(segment: Segment): RawFinding[] {
  return englishRules.flatMap((rule) => slips(segment, 'en', rule));
}

function chinese(segment: Segment, policy: HousePolicy['hanLatinSpace']): RawFinding[] {
  const rules = [...chineseRules];
  if (policy === 'require') rules.push(required);
  if (policy === 'strip') rules.push(stripped);
  return rules.flatMap((rule) => slips(segment, 'zh', rule));
}

function slips(segment: Segment, side: Language, rule: Rule): RawFinding[] {
  const replacements = [...proseOf(segment).matchAll(rule.pattern)].map(
    (match): Replacement => ({
      from: match.index,
      to: match.index + match[0].length,
      text: rule.put(match),
    }),
  );
  if (replacements.length === 0) return [];
  return [
    slipFinding({
      check: 'spacing',
      severity: 'warning',
      side,
      segment,
      case: rule.case,
      replacements,
    }),
  ];
}
