import { FlowBuilder } from '../document/flow-builder.ts';
import { writeBody } from '../document.ts';
import {
  bodyLimit,
  checkLength,
  checkText,
  dropControls,
  inputLimit,
  warningsAt,
} from '../text-limits.ts';
import type { BodyFormat, ReadBody } from './contract.ts';

/**
 * Plain text: paragraphs parted by blank lines or begun by two ideographic spaces. Single newlines inside
 * a paragraph are white space. Two or more lines that begin with `- ` (`* `, `• `) or with `1. `, `2. ` … are
 * a list.
 */
export const textFormat: BodyFormat = {
  name: 'text',
  read(text: string, path: string): ReadBody {
    checkText(text, path);
    checkLength(text, inputLimit, path);
    const { report, warnings } = warningsAt(path);
    const clean = dropControls(text.replace(/\r\n?/g, '\n'), report);
    const html = htmlOfParagraphs(paragraphsOf(clean));
    checkLength(html, bodyLimit, path);
    return { html, warnings };
  },
};

/** The paragraphs of a plain text, each as its lines. */
export function paragraphsOf(text: string): string[][] {
  const paragraphs: string[][] = [];
  let current: string[] = [];
  for (const line of text.split('\n')) {
    const isBlank = line.trim() === '';
    if ((isBlank || line.startsWith('\u3000\u3000')) && current.length > 0) {
      paragraphs.push(current);
      current = [];
    }
    if (!isBlank) current.push(line);
  }
  if (current.length > 0) paragraphs.push(current);
  return paragraphs;
}

/** Paragraphs and simple lists as canonical HTML. */
export function htmlOfParagraphs(paragraphs: readonly (readonly string[])[]): string {
  const flow = new FlowBuilder();
  let waiting: Item[] = [];
  const flush = (): void => {
    if (waiting.length > 0) writeItems(flow, waiting);
    waiting = [];
  };
  for (const lines of paragraphs) {
    const items = itemsOf(lines);
    if (items === null || !continues(waiting, items)) flush();
    if (items !== null) for (const item of items) waiting.push(item);
    else writeParagraph(flow, lines.join('\n'));
  }
  flush();
  return writeBody(flow.finish());
}

interface Item {
  /** Of a numbered item; null: a bullet. */
  readonly number: number | null;
  readonly text: string;
  /** As it stood, should it turn out to be no list. */
  readonly line: string;
}

/** The lines of a paragraph as list items, indented lines continuing the item before; null: no list. */
function itemsOf(lines: readonly string[]): Item[] | null {
  const items: Item[] = [];
  for (const line of lines) {
    const marker = /^\s{0,8}(?:[-*•]|(\d{1,3})[.)])\s+(?=\S)/u.exec(line);
    const before = items.at(-1);
    if (marker) {
      const number = marker[1] === undefined ? null : Number(marker[1]);
      const item = { number, text: line.slice(marker[0].length), line };
      if (!continues(items, [item])) return null;
      items.push(item);
    } else if (before && /^\s/u.test(line)) {
      items[items.length - 1] = {
        ...before,
        text: `${before.text}\n${line}`,
        line: `${before.line}\n${line}`,
      };
    } else return null;
  }
  return items;
}

/** Whether the items go on where the others end: bullets after bullets, 4 after 3. */
function continues(before: readonly Item[], after: readonly Item[]): boolean {
  const last = before.at(-1);
  const first = after[0];
  if (!last || !first) return true;
  if (last.number === null || first.number === null) return last.number === first.number;
  return first.number === last.number + 1;
}

/** Items as a list; one alone is a paragraph that happens to begin like an item. */
function writeItems(flow: FlowBuilder, items: readonly Item[]): void {
  const [first] = items;
  if (!first) return;
  if (items.length === 1) return writeParagraph(flow, first.line);
  const start = first.number ?? 1;
  const attributes: Record<string, string> = start === 1 ? {} : { start: String(start) };
  const depth = flow.open(first.number === null ? 'ul' : 'ol', attributes);
  for (const { text } of items) {
    flow.open('li', {});
    flow.text(text);
    flow.divide();
  }
  flow.closeTo(depth ?? 0);
}

function writeParagraph(flow: FlowBuilder, text: string): void {
  flow.text(text);
  flow.divide();
}
