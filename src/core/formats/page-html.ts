import { Parser } from 'htmlparser2';
import { collapse, parseBody, writeBody } from '../document.ts';
import { eachLeaf } from '../document/body-tree.ts';
import type { BodyNode } from '../document/body-tree.ts';
import type { Language } from '../language.ts';
import { bodyLimit, checkLength } from '../text-limits.ts';
import type { PageReading } from './contract.ts';
import { firstText, trimPage } from './page-trim.ts';
import type { PageItem } from './page-trim.ts';

/** Parts of a page that are never its subject. */
const around: ReadonlySet<string> = new Set(['nav', 'footer', 'aside']);

/** Reads a notice from a whole HTML page. */
export function readHtmlPage(html: string, language: Language): PageReading {
  const nodes = parseBody(html, { path: 'page', leaveOut: around }).children;
  const items = nodes.map((node, index) => ({ line: index + 1, text: textOf(node) }));
  const { title, heading } = titlesOf(html);
  const known = placeOfTitle(items, nodes, heading === '' ? title : heading);
  // Without a heading on the page its title is the document's, and without that its first text.
  const named = heading === '' ? withoutSite(title) : heading;
  const first = known ?? (named === '' ? firstText(items, language) : -1);
  const at = first === -1 ? null : first;
  const trimmed = trimPage(items, language, at);
  const body = writeBody({ children: nodes.slice(trimmed.from, trimmed.to) });
  checkLength(body, bodyLimit, 'page');
  return {
    title: at === null ? named : (items[at]?.text ?? ''),
    body,
    date: trimmed.date,
    dropped: trimmed.dropped,
    warnings: [],
  };
}

/** A block's text; of a list or table, its parts divided as a line of links is; of a picture, a stand-in. */
function textOf(node: BodyNode): string {
  const texts: string[] = [];
  eachLeaf([node], ({ text }) => texts.push(text));
  return texts.length === 0 && node.type !== 'rule' ? '\ufffc' : texts.join(' | ');
}

/** The block that is the title: the heading that says it, or else the first heading that is part of it. */
function placeOfTitle(
  items: readonly PageItem[],
  nodes: readonly BodyNode[],
  title: string,
): number | null {
  const isHeading = (index: number): boolean => {
    const node = nodes[index];
    return node?.type === 'text' && node.tag !== 'p';
  };
  const same = items.findIndex(({ text }) => text !== '' && text === title);
  if (same !== -1) return same;
  const part = items.findIndex(
    ({ text }, at) => isHeading(at) && text !== '' && title.includes(text),
  );
  if (part !== -1) return part;
  const first = title === '' ? items.findIndex((_item, at) => isHeading(at)) : -1;
  return first === -1 ? null : first;
}

/** What the document says its title is, and its first `h1`. */
function titlesOf(html: string): { title: string; heading: string } {
  const found = { title: '', h1: '' };
  const done = new Set<string>();
  let inside: 'title' | 'h1' | null = null;
  const parser = new Parser({
    onopentag: (name) => {
      if ((name === 'title' || name === 'h1') && inside === null && !done.has(name)) inside = name;
    },
    ontext: (text) => {
      if (inside !== null) found[inside] += text;
    },
    onclosetag: (name) => {
      if (name !== inside) return;
      if (found[inside].trim() !== '') done.add(inside);
      inside = null;
    },
  });
  parser.end(html);
  return { title: collapse(found.title), heading: collapse(found.h1) };
}

/** A document's title without the name of the site behind it. */
function withoutSite(title: string): string {
  const parts = title.split(/\s+[-–—|·]\s+|[_|]|\s*[-–—]{1,2}(?=\p{Script=Han})/u);
  return parts[0]?.trim() === '' ? title : (parts[0]?.trim() ?? title);
}
