import type { Relations, Surroundings } from './relation.ts';

const up =
  '(?:increas(?:e|es|ed|ing)|ris(?:e|es|en|ing)|rose|gr[eo]w(?:s|n|ing|th)?|rais(?:e|es|ed|ing)|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|expand(?:s|ed|ing)?|up(?! to\\b)|gain(?:s|ed)?|exten(?:d|ds|ded|ding)|lengthen(?:s|ed|ing)?|soar(?:s|ed|ing)?|advanc(?:e|es|ed|ing)|add(?:s|ed|ing)?|boost(?:s|ed|ing)?|lift(?:s|ed|ing)?)';
const down =
  '(?:decreas(?:e|es|ed|ing)|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tion)|cut(?:s|ting)?|lower(?:s|ed|ing)?|down|shr[iau]nk(?:s|ing)?|dip(?:s|ped)?|shorten(?:s|ed|ing)?|slash(?:es|ed|ing)?|narrow(?:s|ed|ing)?|plung(?:e|es|ed|ing)|trim(?:s|med)?|slid(?:e|es|ing)?|shed(?:s)?|contract(?:s|ed))';
const between = '(?<gap>(?:\\s(?!and\\b|but\\b|which\\b|while\\b)[A-Za-z$¥€£-]+){0,4}?)\\s?$';
const englishVerb = new RegExp(`\\b(?:(?<up>${up})|(?<down>${down}))${between}`, 'i');
const noun =
  /^\s?(?:yuan|dollars|points?)?\s?(?:[a-z-]+ )?(?:(?<up>increase|rise|growth|gain|jump)|(?<down>decrease|drop|fall|decline|reduction|cut))\b/i;

const chineseUp =
  '(?:增长|增加|上升|提高|提升|上涨|上调|扩大|延长|放宽|增多|攀升|跃升|飙升|加长|扩充|扩展|壮大|增|涨|升|扩|调高)';
const chineseDown =
  '(?:减少|下降|降低|下调|下跌|缩减|缩小|缩短|压缩|压减|削减|收窄|下滑|回落|下挫|精简|压降|裁减|减免|减|降|跌|缩|调低)';
const hedges = '(?:约|近|超过|逾|超|将近|大约|人民币|不到|至少)?';
const chineseVerb = new RegExp(
  `(?:(?<up>${chineseUp})|(?<down>${chineseDown}))(?<to>至|到|为)?了?${hedges}\\s?$`,
);
const chineseNoun = /^(?:左右)?的?(?:(?<up>增长|增幅|涨幅|升幅)|(?<down>下降|降幅|跌幅|减幅|减少))/;

/** "25% higher than", 比去年高25%: how two things differ, which is a change too. */
const compared =
  /^\s?(?:(?:yuan|dollars?|percentage points?|points?|days?|hours?|months?|years?|people|kg|km)\s)?(?:(?<up>higher|more|greater|above|longer|faster|larger|heavier)|(?<down>lower|less|fewer|below|shorter|slower|smaller|lighter|cheaper))\b(?=[^.;,]{0,24}\b(?:than|last|previous|a year)\b)/i;
const chineseCompared =
  /比[^，。；,;]{1,20}?(?:(?<up>高|多|快|长|大|重|增)|(?<down>低|少|慢|短|小|轻|减|便宜))(?:出|了|出了)?$/;

/** From 12 to 19, 由12个增至19个: where a change began, and where it ended. */
const englishFrom = /\bfrom(?:\s(?:about|around|nearly|over|some|RMB|USD))?\s?[$¥€£]?$/i;
const englishTo =
  /\bfrom\s[^.;,]{1,24}?\s(?:to|up to|down to)(?:\s(?:about|around|nearly|over|some|RMB|USD))?\s?[$¥€£]?$/i;
const englishUntil = /^[^.;,]{0,16}?\s(?:to|up to|down to)\s[^A-Za-z]{0,2}(?:[a-z]+\s)?[\d$¥€£]/i;
const chineseFrom = /(?:由|从|自)(?:原来的|原先的|此前的|去年的|上年的|约|近)?$/;
const chineseTo =
  /(?:由|从|自)[^，。；,;]{1,16}?(?:[至到]|[增升降减提扩缩]为)(?:了|约|近|目前的|现在的)?$/;
const chineseUntil = /^[^，。；,;]{0,10}?(?:[至到]|[增升降减提扩缩]为)[了约近目前现在的]{0,4}\d/;

/** "To 42 yuan from 35": the other way round. */
const englishToFirst = /\bto(?:\s(?:about|around|nearly|over|some|RMB|USD))?\s?[$¥€£]?$/i;
const englishFromAfter = /^[^.;,]{0,16}?\sfrom\s(?:[a-z]+\s){0,2}[$¥€£]?\d/i;
const englishFromSecond =
  /\bto\s[^.;,]{1,24}?\sfrom(?:\s(?:about|around|nearly|over|some|RMB|USD))?\s?[$¥€£]?$/i;

/** Whether an amount is what something changed by, or what it changed to or from, and which way. */
export function changeOf({ fact, head, tail, language }: Surroundings): Relations {
  const change =
    language === 'en'
      ? englishChange(fact.type === 'percent', head, tail)
      : chineseChange(head, tail);
  const end = language === 'en' ? englishEndOf(head, tail) : chineseEndOf(head, tail);
  return end === null ? change : { ...change, end };
}

function englishEndOf(head: string, tail: string): string | null {
  const before = head.trimEnd();
  if (englishToFirst.test(before) && englishFromAfter.test(tail)) return 'to';
  if (!/\bfrom\b/i.test(head)) return null;
  if (englishFromSecond.test(before)) return 'from';
  if (englishFrom.test(before)) return englishUntil.test(tail) ? 'from' : null;
  return englishTo.test(before) ? 'to' : null;
}

function chineseEndOf(head: string, tail: string): string | null {
  if (!/[由从自]/.test(head)) return null;
  const before = head.trimEnd();
  if (chineseFrom.test(before)) return chineseUntil.test(tail) ? 'from' : null;
  return chineseTo.test(before) ? 'to' : null;
}

function englishChange(percent: boolean, head: string, tail: string): Relations {
  if (/\bfrom\s[^\s]+(?:\s[a-z]+)?\s(?:to|up to|down to)\s$/i.test(head)) return { change: 'to' };
  const verb = englishVerb.exec(head.trimEnd());
  if (!verb) {
    const found = noun.exec(tail) ?? compared.exec(tail);
    return found ? { change: 'by', direction: direction(found) } : {};
  }
  const gap = verb.groups?.['gap'] ?? '';
  if (/\bfrom\b/i.test(gap)) return { direction: direction(verb) };
  if (/\bto\b/i.test(gap)) return { change: 'to', direction: direction(verb) };
  const bare =
    gap.trim() === '' || /^(?:\s(?:nearly|about|over|around|almost|some|RMB|USD))+$/.test(gap);
  if (/\b(?:by|of)\b/i.test(gap) || (bare && percent))
    return { change: 'by', direction: direction(verb) };
  return bare ? { direction: direction(verb) } : {};
}

function chineseChange(head: string, tail: string): Relations {
  const verb = chineseVerb.exec(head);
  if (verb) return { change: verb.groups?.['to'] ? 'to' : 'by', direction: direction(verb) };
  const found = chineseCompared.exec(head) ?? chineseNoun.exec(tail);
  return found ? { change: 'by', direction: direction(found) } : {};
}

function direction(match: RegExpExecArray): string {
  return match.groups?.['up'] === undefined ? 'down' : 'up';
}
