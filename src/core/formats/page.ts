import { collapse } from '../document.ts';
import type { Language } from '../language.ts';
import { checkLength, checkText, cleanText, inputLimit } from '../text-limits.ts';
import type { Warning } from '../text-limits.ts';
import type { PageReading } from './contract.ts';
import { markdownFormat } from './markdown.ts';
import { readHtmlPage } from './page-html.ts';
import { fullDateIn, isDay } from './page-lines.ts';
import { firstText, trimPage } from './page-trim.ts';
import type { DroppedLine } from './page-trim.ts';
import { proposeSlug } from './slug.ts';
import { textFormat } from './text.ts';

export type { DroppedLine } from './page-trim.ts';

/** A notice found on a page. */
export interface NoticePage {
  /** '' where the page holds nothing that could be one. */
  readonly title: string;
  /** Sanitised HTML. */
  readonly body: string;
  readonly slug: string;
  /** `YYYY-MM-DD`: the one given as the page's, or else the first full date in the text. */
  readonly date: string | null;
  /** What was left out, by line from 1; of an HTML page, by block. */
  readonly dropped: DroppedLine[];
  readonly warnings: Warning[];
}

/**
 * Reads a notice from a public web page: one saved as text, a whole HTML page, or Markdown with or without
 * front matter. Navigation, footers and lines about the page are left out.
 *
 * @throws Refusal `invalid` with path `page`, for what no text may hold and for excess
 */
export function readNoticePage(text: string, language: Language): NoticePage {
  checkText(text, 'page');
  checkLength(text, inputLimit, 'page');
  const clean = cleanText(text.replace(/^\ufeff/, ''), 'page');
  const reading = isHtml(clean.text)
    ? readHtmlPage(clean.text, language)
    : readLines(clean.text, language);
  const { title, body } = reading;
  const date = reading.date ?? firstDate(`${title}<br>${body}`, language);
  const missing = { path: 'page', code: 'title_missing', message: 'No title was found.' };
  return {
    title,
    body,
    slug: reading.slug ?? proposeSlug(title, date),
    date,
    dropped: reading.dropped,
    warnings: [...clean.warnings, ...reading.warnings, ...(title === '' ? [missing] : [])],
  };
}

function isHtml(text: string): boolean {
  return /<(?:!doctype html|html|head|body|article|main|h1|div|p|table)[\s>]/i.test(
    text.slice(0, 20_000),
  );
}

/** Dates may be written in the manner of the other language; the page's own comes first. */
function firstDate(html: string, language: Language): string | null {
  const other = language === 'en' ? 'zh' : 'en';
  for (const text of html.split(/<[^>]*>/)) {
    const date = fullDateIn(text, language) ?? fullDateIn(text, other);
    if (date !== null) return date;
  }
  return null;
}

function readLines(text: string, language: Language): PageReading {
  const { fields, rest, lines: skipped } = frontMatter(text);
  const items = rest.split('\n').map((line, index) => ({ line: skipped + index + 1, text: line }));
  const first = firstText(items, language);
  const found = titleOf(items[first]?.text ?? '');
  const given = collapse(fields.get('title') ?? '');
  // A title in front matter is the title; the first line is text, unless it says the same again.
  const isTitle = first !== -1 && (given === '' || given === found);
  const trimmed = trimPage(items, language, isTitle ? first : null);
  const body = items.slice(trimmed.from, trimmed.to).map((item) => item.text);
  const source = body.join('\n');
  const format = fields.size > 0 || isMarkdown(source) ? markdownFormat : textFormat;
  const { html, warnings } = format.read(source, 'page');
  const day = fields.get('date')?.slice(0, 10) ?? '';
  const slug = fields.get('slug');
  return {
    title: given === '' ? found : given,
    body: html,
    date: isDay(day) ? day : trimmed.date,
    ...(slug !== undefined && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) ? { slug } : {}),
    dropped: trimmed.dropped,
    warnings,
  };
}

/** A title's line without the marks of a heading. */
function titleOf(line: string): string {
  const bare = line
    .trim()
    .replace(/^(?:#{1,6}|=+)\s+/, '')
    .replace(/^(?:title|标题)\s*[:：]\s*/i, '')
    .replace(/\s[#=]+$/, '')
    .replace(/^\*\*(.+)\*\*$/, '$1');
  return collapse(bare);
}

function isMarkdown(text: string): boolean {
  return /^#{1,6} \S/m.test(text) || /\]\([^)\s]{1,2000}\)|\*\*\S/.test(text);
}

/** `key: value` lines between two lines of `---` at the beginning. */
function frontMatter(text: string): {
  fields: ReadonlyMap<string, string>;
  rest: string;
  lines: number;
} {
  const fields = new Map<string, string>();
  const [head, ...lines] = text.split('\n');
  const end = lines.findIndex((line) => line.trimEnd() === '---');
  if (head?.trimEnd() !== '---' || end === -1) return { fields, rest: text, lines: 0 };
  for (const line of lines.slice(0, end)) {
    const match = /^([A-Za-z][\w-]*):\s*(.*)$/.exec(line);
    if (match) fields.set((match[1] ?? '').toLowerCase(), unquoted((match[2] ?? '').trim()));
  }
  return { fields, rest: lines.slice(end + 1).join('\n'), lines: end + 2 };
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
}
