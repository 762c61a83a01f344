import type { Relations, Surroundings } from './relation.ts';

const up =
  '(?:increas(?:e|es|ed|ing)|ris(?:e|es|en|ing)|rose|gr[eo]w(?:s|n|ing|th)?|rais(?:e|es|ed|ing)|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|expand(?:s|ed|ing)?|up(?! to\\b)|gain(?:s|ed)?)';
const down =
  '(?:decreas(?:e|es|ed|ing)|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tion)|cut(?:s|ting)?|lower(?:s|ed|ing)?|down|shr[iau]nk(?:s|ing)?|dip(?:s|ped)?)';
const between = '(?<gap>(?:\\s(?!and\\b|but\\b|which\\b|while\\b)[A-Za-z$¥€£-]+){0,4}?)\\s?$';
const englishVerb = new RegExp(`\\b(?:(?<up>${up})|(?<down>${down}))${between}`, 'i');
const noun =
  /^\s?(?:yuan|dollars|points?)?\s?(?:[a-z-]+ )?(?:(?<up>increase|rise|growth|gain|jump)|(?<down>decrease|drop|fall|decline|reduction|cut))\b/i;

const chineseUp = '(?:增长|增加|上升|提高|提升|上涨|上调|扩大|增|涨|升)';
const chineseDown = '(?:减少|下降|降低|下调|下跌|缩减|缩小|减|降|跌)';
const hedges = '(?:约|近|超过|逾|超|将近|大约|人民币)?';
const chineseVerb = new RegExp(
  `(?:(?<up>${chineseUp})|(?<down>${chineseDown}))(?<to>至|到|为)?了?${hedges}\\s?$`,
);
const chineseNoun = /^(?:左右)?的?(?:(?<up>增长|增幅|涨幅|升幅)|(?<down>下降|降幅|跌幅|减幅|减少))/;

/** Whether an amount is what something changed by, or what it changed to, and which way. */
export function changeOf({ fact, head, tail, language }: Surroundings): Relations {
  return language === 'en'
    ? englishChange(fact.type === 'percent', head, tail)
    : chineseChange(head, tail);
}

function englishChange(percent: boolean, head: string, tail: string): Relations {
  if (/\bfrom\s[^\s]+(?:\s[a-z]+)?\s(?:to|up to|down to)\s$/i.test(head)) return { change: 'to' };
  const verb = englishVerb.exec(head.trimEnd());
  if (!verb) {
    const found = noun.exec(tail);
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
  const found = chineseNoun.exec(tail);
  return found ? { change: 'by', direction: direction(found) } : {};
}

function direction(match: RegExpExecArray): string {
  return match.groups?.['up'] === undefined ? 'down' : 'up';
}
