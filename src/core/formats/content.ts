import type { Content } from '../document.ts';
import { collapse } from '../document.ts';
import { invalidField } from '../refusal.ts';
import { checkLength, checkText, cleanText, summaryLimit, titleLimit } from '../text-limits.ts';
import type { Warning } from '../text-limits.ts';
import type { BodyFormat, BodyFormatName } from './contract.ts';
import { htmlFormat } from './html.ts';
import { markdownFormat } from './markdown.ts';
import { textFormat } from './text.ts';

/** The formats in which a body may arrive. */
export const bodyFormats: Readonly<Record<BodyFormatName, BodyFormat>> = {
  html: htmlFormat,
  markdown: markdownFormat,
  text: textFormat,
};

/** One language's side of a notice as it arrives. */
export interface ContentInput {
  readonly title: string;
  readonly summary?: string | undefined;
  readonly body: string;
  readonly format?: BodyFormatName;
}

/** One language's side as it arrives, where a title is not needed: nothing of it is stored. */
export type LooseInput = Omit<ContentInput, 'title'> & { readonly title?: string | undefined };

/** A text that was taken in, and what was changed on the way. */
export interface ReadContent {
  readonly content: Content;
  readonly warnings: Warning[];
}

/** A character that readers can see. */
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]/u;

/**
 * Takes in the texts of one version: title and summary as one line of plain text, the body as canonical
 * sanitised HTML.
 *
 * @param path names the version in warnings and refusals, for example `versions.zh`; '' for the top
 * @throws Refusal `invalid` naming the text: `required`, `nul`, `lone_surrogate`, `too_long`, `too_deep`
 */
export function readContent(
  { title, summary = '', body, format = 'html' }: ContentInput,
  path: string,
): ReadContent {
  const at = (field: string): string => (path === '' ? field : `${path}.${field}`);
  const heading = readLine(title, titleLimit, at('title'));
  if (!visible.test(heading.text))
    throw invalidField(at('title'), 'required', 'A title is needed.');
  const lead = readLine(summary, summaryLimit, at('summary'));
  const { html, warnings } = bodyFormats[format].read(body, at('body'));
  return {
    content: { title: heading.text, summary: lead.text, body: html },
    warnings: [...heading.warnings, ...lead.warnings, ...warnings],
  };
}

/** As `readContent`, of a text that may be without a title. */
export function readLoosely(
  { title = '', summary, body, format = 'html' }: LooseInput,
  path: string,
): ReadContent {
  if (title !== '') return readContent({ title, summary, body, format }, path);
  const { html, warnings } = bodyFormats[format].read(body, `${path}.body`);
  return { content: { title, summary: summary ?? '', body: html }, warnings };
}

/** One line of plain text: newlines and other white space become single spaces, none at the ends. */
function readLine(value: string, limit: number, path: string): ReturnType<typeof cleanText> {
  checkText(value, path);
  const { text, warnings } = cleanText(value, path);
  const line = collapse(text);
  checkLength(line, limit, path);
  return { text: line, warnings };
}
