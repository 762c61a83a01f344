import { DOMParser, DOMSerializer } from 'prosemirror-model';
import type { Node } from 'prosemirror-model';
import type { ReadBody } from '../../../../src/core/formats/contract.ts';
import { htmlFormat } from '../../../../src/core/formats/html.ts';
import { readPastedHtml } from '../../../../src/core/formats/pasted-html.ts';
import { sameContent } from '../../../../src/core/formats/same-content.ts';
import { warningsAt } from '../../../../src/core/text-limits.ts';
import { schema } from './schema.ts';

const parser = DOMParser.fromSchema(schema);
const serializer = DOMSerializer.fromSchema(schema);
/** One that loads no pictures: in the page's own every picture would be asked for at every key. */
const inert = document.implementation.createHTMLDocument('');

/** A body as the editor holds it. A template's content runs no scripts and loads no pictures. */
export function documentOf(body: string): Node {
  const template = document.createElement('template');
  template.innerHTML = body;
  return parser.parse(template.content);
}

/**
 * The body that the editor holds, as it writes it: the service brings it into canonical form. Asked for at
 * every key, so it is not parsed again here.
 */
export function bodyOf(doc: Node): string {
  const holder = inert.createElement('div');
  holder.append(serializer.serializeFragment(doc.content, { document: inert }));
  return holder.innerHTML;
}

/** Whether the editor would keep everything that the body holds. */
export function isKept(body: string): boolean {
  const clean = cleanHtml(body);
  return sameContent(clean, cleanHtml(bodyOf(documentOf(clean))));
}

/**
 * What is pasted from word processors and from web pages, brought into the allowed subset by the same reader as
 * every body, and the codes of what was left out of it. What the editor itself put on the clipboard is left as it is:
 * it says how it fits together.
 */
export function cleanPaste(html: string): { html: string; leftOut: readonly string[] } {
  if (html.includes('data-pm-slice')) return { html, leftOut: [] };
  const { report, warnings } = warningsAt('body');
  const read = cleaned(html, (body) => readPastedHtml(body, report));
  return { html: read.html, leftOut: [...warnings, ...read.warnings].map(({ code }) => code) };
}

/** A body in canonical form. */
export function cleanHtml(html: string): string {
  return cleaned(html, (body) => body).html;
}

function cleaned(html: string, prepare: (html: string) => string): ReadBody {
  try {
    return htmlFormat.read(prepare(html), 'body');
  } catch {
    // Beyond every bound: the service says so in words when it is saved.
    return { html, warnings: [] };
  }
}

/** Pictures without words for those who cannot see them. */
export function hasWordlessPicture(body: string): boolean {
  return /<img(?![^>]*\salt="[^"]*\S[^"]*")[^>]*>/.test(body);
}
