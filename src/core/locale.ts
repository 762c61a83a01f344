import type { Language } from './language.ts';
import { Refusal } from './refusal.ts';

/**
 * What a reader may ask for: English, Chinese in simplified characters, Chinese in traditional ones.
 * Which of them exist as editions is for the caller to say.
 */
export const readerLocales = ['en', 'zh', 'zh-Hant'] as const;
export type ReaderLocale = (typeof readerLocales)[number];

/** The language of content that a locale's texts are made from. */
export function languageOf(locale: ReaderLocale): Language {
  return locale === 'en' ? 'en' : 'zh';
}

export interface Offer<L extends ReaderLocale> {
  /** The editions that exist. */
  readonly supported: readonly L[];
  /** Sent when nothing asked for exists. */
  readonly fallback: L;
}

/** One element of an `Accept-Language` header: a language range, or `*`, with its weight from 0 to 1. */
export interface WeightedRange {
  readonly range: string;
  readonly weight: number;
}

// Both limits are far past every browser; they bound the work that a hostile header can ask for.
const longestHeader = 8192;
const mostElements = 100;

const languageRange = /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i;
const element =
  /^(\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)(?:[ \t]*;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

/**
 * The elements of an `Accept-Language` header (RFC 9110, section 12.5.4) in their order. A malformed
 * element is dropped and the rest counts; past 8 KB or 100 elements nothing is looked at.
 */
export function parseAcceptLanguage(header: string): WeightedRange[] {
  const text = header.length > longestHeader ? wholeElements(header) : header;
  const ranges: WeightedRange[] = [];
  for (const part of text.split(',', mostElements)) {
    const [, range, weight = '1'] = element.exec(part.trim()) ?? [];
    if (range !== undefined) ranges.push({ range: range.toLowerCase(), weight: Number(weight) });
  }
  return ranges;
}

/** The beginning of a header without the element that the limit cuts in two. */
function wholeElements(header: string): string {
  const start = header.slice(0, longestHeader);
  return start.slice(0, Math.max(0, start.lastIndexOf(',')));
}

/**
 * The locale to answer in (RFC 4647, section 3.4, lookup by likely script): the best weighted range that
 * names an edition, in the header's order among equals. Readers of traditional characters are never
 * given simplified ones for want of their own edition: their next wish counts, then the fallback. `q=0`
 * excludes.
 */
export function negotiateLocale<L extends ReaderLocale>(
  header: string | null | undefined,
  { supported, fallback }: Offer<L>,
): L {
  const ranges = parseAcceptLanguage(header ?? '');
  const refused = refusedLocales(ranges);
  const named = new Set(ranges.map((each) => localeOfTag(each.range)));
  const free = [fallback, ...supported].filter((locale) => !refused.has(locale));
  const wishes = ranges.filter((each) => each.weight > 0).sort((a, b) => b.weight - a.weight);
  for (const { range } of wishes) {
    // `*` stands for whatever no other range names (RFC 9110, section 12.5.4).
    const found =
      range === '*'
        ? free.find((locale) => !named.has(locale))
        : free.find((locale) => locale === localeOfTag(range) && supported.includes(locale));
    if (found !== undefined) return found;
  }
  return free[0] ?? fallback;
}

/**
 * The locales that `q=0` excludes. A refused regional variety (`en-US;q=0`) does not exclude a locale
 * that another range accepts.
 */
function refusedLocales(ranges: readonly WeightedRange[]): Set<ReaderLocale> {
  const accepted = new Set(
    ranges.filter((each) => each.weight > 0).map((each) => localeOfTag(each.range)),
  );
  const refused = new Set<ReaderLocale>();
  for (const { range } of ranges.filter((each) => each.weight === 0)) {
    const locale = localeOfTag(range);
    if (locale === null) continue;
    if (subtagsOf(range).region === null || !accepted.has(locale)) refused.add(locale);
    if (range === 'zh' && !accepted.has('zh-Hant')) refused.add('zh-Hant');
  }
  return refused;
}

/**
 * The edition that a locale given by name (`?locale=zh-CN`) means.
 *
 * @throws Refusal `unknown_locale` for what is no language tag or names no edition
 */
export function parseLocale<L extends ReaderLocale>(name: string, supported: readonly L[]): L {
  const locale = languageRange.test(name) ? localeOfTag(name.toLowerCase()) : null;
  const found = supported.find((each) => each === locale);
  if (found === undefined) throw new Refusal('unknown_locale');
  return found;
}

const traditionalScripts: ReadonlySet<string | null> = new Set(['hant', 'hanb', 'bopo']);
const traditionalRegions: ReadonlySet<string | null> = new Set(['tw', 'hk', 'mo']);

/**
 * The locale that a lower-case language tag means; null: neither English nor Chinese. Without a script
 * the region tells it, without a region the language: Cantonese is mostly written in traditional
 * characters, everything else in simplified ones.
 */
function localeOfTag(tag: string): ReaderLocale | null {
  const { language, script, region } = subtagsOf(tag);
  if (language === 'en') return 'en';
  if (language !== 'zh' && language !== 'cmn' && language !== 'yue') return null;
  if (script !== null) return traditionalScripts.has(script) ? 'zh-Hant' : 'zh';
  if (region !== null && region !== 'cn' && language === 'yue') return 'zh-Hant';
  if (region !== null) return traditionalRegions.has(region) ? 'zh-Hant' : 'zh';
  return language === 'yue' ? 'zh-Hant' : 'zh';
}

interface Subtags {
  readonly language: string;
  readonly script: string | null;
  readonly region: string | null;
}

/** Language, script and region of a lower-case tag (RFC 5646, section 2.1), up to its first extension. */
function subtagsOf(tag: string): Subtags {
  const [first = '', ...rest] = tag.split('-');
  const end = rest.findIndex((part) => part.length === 1);
  const parts = end === -1 ? rest : rest.slice(0, end);
  const extended = parts.filter((part) => /^[a-z]{3}$/.test(part));
  const region = parts.find((part) => /^(?:[a-z]{2}|\d{3})$/.test(part)) ?? null;
  // `zh-CHT` is how older Windows names traditional characters.
  const script = extended.includes('cht') ? 'hant' : parts.find((part) => /^[a-z]{4}$/.test(part));
  return {
    language: first === 'zh' && extended[0] === 'yue' ? 'yue' : first,
    script: script ?? null,
    region,
  };
}
