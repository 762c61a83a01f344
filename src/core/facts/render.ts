import type { Language } from '../language.ts';
import { type DateFields, dateFields, monthNames } from './calendar.ts';
import type { Fact } from './fact.ts';
import { renderAmount, renderMoney, renderOrdinal, renderPercent } from './render-amount.ts';
import { restyleDate, restyleTime } from './restyle.ts';

export type Renderable = Pick<Fact, 'type' | 'value' | 'text'>;

/**
 * Writes a fact in a language; in the style of `like`, a text that states another fact of the same kind
 * (3月21日, 30多, 1.2 billion, third), when one is given. Null when it cannot be said in that style, or is
 * of a kind that is never written anew.
 */
export function renderFact(fact: Renderable, language: Language, like?: string): string | null {
  switch (fact.type) {
    case 'number':
      return renderAmount(fact.value, language, like);
    case 'percent':
      return renderPercent(fact.value, language, like);
    case 'money':
      return renderMoney(fact.value, language, like);
    case 'ordinal':
      return renderOrdinal(fact.value, language, like);
    case 'date':
      return like === undefined
        ? renderDate(fact.value, language)
        : restyleDate(fact.value, language, like);
    case 'time':
      return like === undefined
        ? renderTime(fact.value, language)
        : restyleTime(fact.value, language, like);
    case 'url':
    case 'email':
    case 'phone':
    case 'code':
    case 'version':
    case 'name':
      return fact.text;
    default:
      return null;
  }
}

function renderDate(value: string, language: Language): string | null {
  const fields = dateFields(value);
  if (!fields) return null;
  return language === 'zh' ? chineseDate(fields) : englishDate(fields);
}

function chineseDate({ year, month, day }: DateFields): string {
  const part = (field: number | undefined, name: string) =>
    field === undefined ? '' : `${field}${name}`;
  return part(year, '年') + part(month, '月') + part(day, '日');
}

function englishDate({ year, month, day }: DateFields): string | null {
  if (month === undefined) return year === undefined ? null : String(year);
  const head = `${monthNames[month - 1] ?? ''}${day === undefined ? '' : ` ${day}`}`;
  if (year === undefined) return head;
  return day === undefined ? `${head} ${year}` : `${head}, ${year}`;
}

function renderTime(value: string, language: Language): string | null {
  const match = /^(\d{2}):(\d{2})$/.exec(value);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), match[2] ?? '00'];
  if (hour >= 24) return null;
  if (language === 'zh')
    return `${hour < 12 ? '上午' : '下午'}${hour > 12 ? hour - 12 : hour}:${minute}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
}
