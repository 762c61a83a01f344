import type { Relations, Surroundings } from './relation.ts';

const weekday = /(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)$/;
const inner =
  /(?:the\s)?(?:(?:end|beginning|start|close|middle)\sof\s(?:the\s)?(?:year\s)?|(?:early|late|mid)[\s-])$/i;
const englishEnd =
  /\b(?:before|prior to|ahead of|by|no later than|not later than|until|till|through|up to|deadline (?:is|of))$/i;
const englishStart =
  /\b(?:after|since|from|following|starting(?: from| on)?|beginning(?: on)?|effective(?: from| on)?|commencing(?: on)?|as from)$/i;

const chineseEndHead = /(?:截至|截止|截止到|截止至|直到|直至|至|到|不晚于|不迟于|最晚|最迟)$/;
const chineseEndTail =
  /^\s?(?:[（(][^）)]{1,10}[）)])?[底末初]?(?:之前|以前|前(?![往后夕身来述列期景三两一半沿不几夜]))|^(?:止|为止)/;
const chineseStartTail =
  /^\s?(?:[（(][^）)]{1,10}[）)])?[底末初]?(?:之后|以后|后(?![续来期半方台])|起|以来|至今|开始)/;
const chineseStartHead = /(?:自|从|自从)$/;

/** Whether a date or time is the end or the start of what is said: by, until; after, since. */
export function limitOf({ head, tail, language }: Surroundings): Relations {
  const limit = language === 'en' ? englishLimit(head, tail) : chineseLimit(head, tail);
  return limit === null ? {} : { limit };
}

function englishLimit(head: string, tail: string): string | null {
  if (/^\s?(?:onwards?|and (?:after|later)|or later)\b/i.test(tail)) return 'start';
  const before = head.replace(weekday, '').replace(inner, '').trimEnd();
  if (/\bas of$/i.test(before)) return null;
  if (englishEnd.test(before)) return 'end';
  return englishStart.test(before) ? 'start' : null;
}

function chineseLimit(head: string, tail: string): string | null {
  if (chineseStartTail.test(tail)) return 'start';
  if (chineseEndTail.test(tail)) return 'end';
  const before = head.trimEnd();
  if (chineseStartHead.test(before)) return 'start';
  return chineseEndHead.test(before) ? 'end' : null;
}

const englishPart =
  /\b(?:(?<early>early|beginning of|start of|first ten days of)|(?<mid>mid|middle of|second ten days of)|(?<late>late|end of|close of|last ten days of))[\s-](?:the\s)?(?:year\s)?$/i;
const chinesePart =
  /^(?:年|月)?(?:(?<early>上旬|初(?!级|步|期|次))|(?<mid>中旬|中期)|(?<late>下旬|[底末](?!端)))/;

/** Which part of a month or year is meant. */
export function partOf({ fact, head, tail, language }: Surroundings): Relations {
  if (/\d-\d\d-\d\d$|^--\d\d-\d\d$|^---/.test(fact.value)) return {};
  const groups = (language === 'en' ? englishPart.exec(head) : chinesePart.exec(tail))?.groups;
  const part = Object.entries(groups ?? {}).find(([, text]) => text !== undefined)?.[0];
  return part === undefined ? {} : { part };
}
