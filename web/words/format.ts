import type { Language } from '../../src/core/language.ts';
import { pastSpan, spanSteps } from '../../src/core/past-span.ts';
import { languageTags, sayIn, useLanguage } from './words.ts';

const second = 1000;

export interface Formats {
  number(value: number): string;
  /** A calendar day, such as 21 Mar 2026, 2026年3月21日. */
  date(time: Date | string): string;
  /** Day and time of day. */
  dateTime(time: Date | string): string;
  /** How far from now, such as “3 days ago”, “in 2 hours”. */
  relative(time: Date | string, now?: number): string;
  /** Minutes and seconds of a clock that runs down: 14:05. */
  clock(milliseconds: number): string;
  /** Several names as one phrase. */
  list(words: readonly string[]): string;
}

export function formatsOf(language: Language): Formats {
  const tag = languageTags[language] === 'en' ? 'en-GB' : 'zh-CN';
  const numbers = once(() => new Intl.NumberFormat(tag));
  const dates = once(() => new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }));
  const times = once(
    () => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }),
  );
  const lists = once(() => new Intl.ListFormat(tag, { type: 'conjunction' }));
  const spans = once(() => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));
  return {
    // Without a separator of groups both languages write what a computer does.
    number: (value) => (isSmallCount(value) ? String(value) : numbers().format(value)),
    date: (time) => dates().format(new Date(time)),
    dateTime: (time) => times().format(new Date(time)),
    relative: (time, now = Date.now()) => {
      const span = new Date(time).getTime() - now;
      // In our own words: the first Intl.RelativeTimeFormat cost a fifth of drawing the inbox (measured).
      const past = pastSpan(-span);
      if (past !== null) return sayIn(language, `past.${past.unit}`, { count: past.count });
      const step = spanSteps.find(({ least }) => Math.abs(span) >= least);
      return step === undefined
        ? spans().format(0, 'second')
        : spans().format(Math.round(span / step.length), step.unit);
    },
    clock: (milliseconds) => {
      const whole = Math.max(0, Math.floor(milliseconds / second));
      return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
    },
    list: (words) => lists().format(words),
  };
}

const isSmallCount = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < 1_000;

/** Makes a formatter when it is first asked for: the first of its kind costs a browser up to 20 ms (measured). */
function once<T>(make: () => T): () => T {
  let value: T | null = null;
  return () => (value ??= make());
}

const made = new Map<Language, Formats>();

/** Dates, numbers and spans of time in the language of the interface. */
export function useFormats(): Formats {
  const language = useLanguage();
  const formats = made.get(language) ?? formatsOf(language);
  made.set(language, formats);
  return formats;
}
