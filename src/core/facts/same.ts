import { type DateFields, dateFields } from './calendar.ts';
import type { Fact, FactType } from './fact.ts';
import { relationsOf } from './relations.ts';
import { samePower } from './relations-unit.ts';

/** Facts of one group can stand for each other: "Chapter 3" and 第三章. */
const groups: Readonly<Record<FactType, string>> = {
  number: 'amount',
  ordinal: 'amount',
  multiple: 'amount',
  version: 'amount',
  percent: 'percent',
  money: 'money',
  vague: 'vague',
  date: 'date',
  weekday: 'weekday',
  time: 'time',
  code: 'code',
  url: 'url',
  email: 'email',
  phone: 'phone',
  name: 'name',
};

export function groupOf(fact: Fact): string {
  return groups[fact.type];
}

/** All readings of a fact, as keys: two facts that share one can mean the same. */
export function looseKeys(fact: Fact): string[] {
  return [fact.value, ...(fact.also ?? [])].flatMap((value) => keysOf(fact.type, value));
}

function keysOf(type: FactType, value: string): string[] {
  if (type === 'money') return [`money:${value}`, `amount:${value.replace(/^[A-Z]+ /, '')}`];
  if (type === 'date') return datedKeys(value);
  if (type === 'code' || type === 'url')
    return [`${type}:${value.toLowerCase().replace(/[\s-]/g, '')}`];
  if (type === 'name') return [`name:${value.toLowerCase().replace(/[-&/]/g, '')}`];
  return [`${groups[type]}:${value}`, ...shareKeys(type, value)];
}

/** Half is 50%, to triple is to grow by 200%. */
function shareKeys(type: FactType, value: string): string[] {
  const fraction = type === 'number' ? /^(\d{1,4})\/(\d{1,4})$/.exec(value) : null;
  if (fraction) {
    const share = (100 * Number(fraction[1])) / Number(fraction[2]);
    return Number.isInteger(share * 10) ? [`percent:${share}`] : [];
  }
  const times = type === 'multiple' ? Number(value) : Number.NaN;
  return times >= 2 ? [`percent:${(times - 1) * 100}`] : [];
}

function datedKeys(value: string): string[] {
  if (/^\d{4}$/.test(value)) return [`date:${value}`, `amount:${value}`];
  if (value.startsWith('---')) return [`date:${value}`, `amount:${Number(value.slice(3))}`];
  return [`date:${value}`];
}

/** Whether two facts, in any two languages, can mean the same; hedges and strength apart. */
export function sameFact(a: Fact, b: Fact): boolean {
  const keys = new Set(looseKeys(a));
  if (a.type === 'time' && b.type === 'time' && sameMoment(a, b)) return true;
  if (looseKeys(b).some((key) => keys.has(key) && !moneyClash(a, b))) return true;
  if (a.type === 'number' && b.type === 'number' && isSamePower(a, b)) return true;
  if (a.type === 'date' && b.type === 'date') return sameDate(a, b);
  if (a.type === 'phone' && b.type === 'phone') return samePhone(a.value, b.value);
  return false;
}

/** The same amount of power in two units. */
export function isSamePower(a: Fact, b: Fact): boolean {
  const [one, other] = [a, b].map((fact) => ({ value: fact.value, unit: relationsOf(fact).unit }));
  return one !== undefined && other !== undefined && samePower(one, other);
}

/** The same moment told by the clocks of two zones. */
function sameMoment(a: Fact, b: Fact): boolean {
  const [one, other] = [a, b].map((fact) => {
    const zone = Number(relationsOf(fact).zone ?? Number.NaN);
    const [hours = Number.NaN, minutes = 0] = fact.value.split(':').map(Number);
    return hours * 60 + minutes - zone;
  });
  if (one === undefined || other === undefined) return false;
  return (one - other) % 1440 === 0;
}

function moneyClash(a: Fact, b: Fact): boolean {
  return a.type === 'money' && b.type === 'money' && a.value.slice(0, 3) !== b.value.slice(0, 3);
}

/** Dates agree when every field that both have agrees, and they share at least one. */
function sameDate(a: Fact, b: Fact): boolean {
  for (const one of [a.value, ...(a.also ?? [])]) {
    for (const other of [b.value, ...(b.also ?? [])]) {
      if (one === other || sameParts(one, other)) return true;
      const [first, second] = [dateFields(one), dateFields(other)];
      if (first && second && sameFields(first, second)) return true;
    }
  }
  return false;
}

/** `2024-Q1` and `Q1`. */
function sameParts(one: string, other: string): boolean {
  const part = /(?:Q\d(?:-\d)?|H\d)$/;
  const [a, b] = [part.exec(one)?.[0], part.exec(other)?.[0]];
  return a !== undefined && a === b && (a === one || b === other);
}

function sameFields(a: DateFields, b: DateFields): boolean {
  let shared = 0;
  for (const field of ['year', 'month', 'day'] as const) {
    if (a[field] === undefined || b[field] === undefined) continue;
    if (a[field] !== b[field]) return false;
    shared += 1;
  }
  return shared > 0;
}

function samePhone(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 7 && long.endsWith(short);
}
