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

// As much as Node takes of a whole request's header, so nothing that arrives is cut. Where more comes in
// another way, the limit bounds the work: 16 KB of thousands of elements take a few ms (measured).
const longestHeader = 16_384;

const languageRange = /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i;
const element =
  /^(\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)(?:[ \t]*;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

/**
 * The elements of an `Accept-Language` header (RFC 9110, section 12.5.4) in their order. A malformed
 * element is dropped and the rest counts; past 16 KB nothing is looked at.
 */
export function parseAcceptLanguage(header: string): WeightedRange[] {
  const text = header.length > longestHeader ? wholeElements(header) : header;
  const ranges: WeightedRange[] = [];
  // Each once: what a reader says again changes nothing, and headers of thousands of elements repeat them.
  for (const part of new Set(text.split(','))) {
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
  const wishes = parseAcceptLanguage(header ?? '').flatMap(wishOf);
  const refused = refusedLocales(wishes);
  const named = new Set(wishes.map((each) => each.locale));
  const free = [fallback, ...supported].filter((locale) => !refused.has(locale));
  const wanted = wishes.filter((each) => each.weight > 0).sort((a, b) => b.weight - a.weight);
  for (const { range, locale: own } of wanted) {
    // Plain `zh` covers both scripts: where simplified characters are refused, it means traditional ones.
    const wish = range === 'zh' && refused.has('zh') ? 'zh-Hant' : own;
    // `*` stands for whatever no other range names (RFC 9110, section 12.5.4).
    const found =
      range === '*'
        ? free.find((locale) => !named.has(locale))
        : free.find((locale) => locale === wish && supported.includes(locale));
    if (found !== undefined) return found;
  }
  return free[0] ?? fallback;
}

interface Wish extends WeightedRange {
  /** null: `*`. */
  readonly locale: ReaderLocale | null;
}

/** A range with what it means; nothing for the languages of others. */
function wishOf({ range, weight }: WeightedRange): Wish[] {
  if (range === '*') return [{ range, weight, locale: null }];
  const locale = localeOfTag(range);
  return locale === null ? [] : [{ range, weight, locale }];
}

/**
 * The locales that `q=0` excludes. A refused regional variety (`en-US;q=0`) does not exclude a locale
 * that another range accepts.
 */
function refusedLocales(wishes: readonly Wish[]): Set<ReaderLocale> {
  const accepted = new Set(wishes.filter((each) => each.weight > 0).map((each) => each.locale));
  const refused = new Set<ReaderLocale>();
  for (const { range, locale } of wishes.filter((each) => each.weight === 0)) {
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

const simplifiedScripts: ReadonlySet<string | null> = new Set(['hans']);
const traditionalScripts: ReadonlySet<string | null> = new Set(['hant', 'hanb', 'bopo']);
const simplifiedRegions: ReadonlySet<string | null> = new Set(['cn', '156']);
// Taiwan, Hong Kong, Macao, by letters and by the numbers of UN M.49.
const traditionalRegions: ReadonlySet<string | null> = new Set([
  ...['tw', 'hk', 'mo'],
  ...['158', '344', '446'],
]);

/**
 * The Chinese languages, whose readers read the one written Chinese, by the script that CLDR holds likely.
 * `zh-yue` and `yue` are the same language (RFC 5646, section 4.5), `i-hak` is `hak`; `zho` and `chi` are
 * how other standards spell `zh`.
 */
const simplifiedLanguages: ReadonlySet<string> = new Set(
  'zh zho chi cmn wuu hak nan gan hsn cdo cjy cpx czh czo mnp i-hak'.split(' '),
);
const traditionalLanguages: ReadonlySet<string> = new Set(['yue', 'lzh']);

/** Whose tags are looked into at all: a header may hold thousands of others. */
const knownLanguages: ReadonlySet<string> = new Set([
  ...['en', 'eng', 'und'],
  ...simplifiedLanguages,
  ...traditionalLanguages,
]);

/**
 * The locale that a lower-case language tag means; null: neither English nor Chinese. The script tells it,
 * without one of Chinese characters the region, without a region that settles it the language.
 */
function localeOfTag(tag: string): ReaderLocale | null {
  if (tag !== 'i-hak' && !knownLanguages.has(tag.split('-', 1)[0] ?? '')) return null;
  const { language, script, region } = subtagsOf(tag);
  if (language === 'en' || language === 'eng') return 'en';
  const isTraditional = traditionalLanguages.has(language);
  const isSimplified = simplifiedLanguages.has(language);
  const byMark = localeOfMark(script, region);
  // `und-Hant`: whatever the language, its readers want these characters.
  if (isTraditional || isSimplified || language === 'und') {
    return byMark ?? (isTraditional ? 'zh-Hant' : isSimplified ? 'zh' : null);
  }
  return null;
}

/** The locale that a script or region stands for; null: none. */
function localeOfMark(script: string | null, region: string | null): ReaderLocale | null {
  if (traditionalScripts.has(script)) return 'zh-Hant';
  if (simplifiedScripts.has(script)) return 'zh';
  if (traditionalRegions.has(region)) return 'zh-Hant';
  return simplifiedRegions.has(region) ? 'zh' : null;
}

interface Subtags {
  readonly language: string;
  readonly script: string | null;
  readonly region: string | null;
}

/** Language, script and region of a lower-case tag (RFC 5646, section 2.1), up to its first extension. */
function subtagsOf(tag: string): Subtags {
  if (tag === 'i-hak') return { language: tag, script: null, region: null };
  const [first = '', ...rest] = tag.split('-');
  const end = rest.findIndex((part) => part.length === 1);
  const parts = end === -1 ? rest : rest.slice(0, end);
  const [extended = ''] = parts.filter((part) => /^[a-z]{3}$/.test(part));
  const region = parts.find((part) => /^(?:[a-z]{2}|\d{3})$/.test(part)) ?? null;
  // `zh-CHT` is how older Windows names traditional characters, `zh-CHS` simplified ones.
  const script = oldScripts[extended] ?? parts.find((part) => /^[a-z]{4}$/.test(part)) ?? null;
  const isChinese = simplifiedLanguages.has(extended) || traditionalLanguages.has(extended);
  return { language: first === 'zh' && isChinese ? extended : first, script, region };
}

const oldScripts: Readonly<Record<string, string | undefined>> = { cht: 'hant', chs: 'hans' };
