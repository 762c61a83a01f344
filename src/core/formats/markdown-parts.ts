import { invalidField } from '../refusal.ts';
import { nestingLimit, tooDeep } from '../text-limits.ts';

/**
 * The Markdown parser's time grows with the square of the markup in one document: measured, 2,000 emphasis
 * marks in one place take 0.8 s and 5,000 take 4 s. So a source is read in parts that end where no construct
 * can go on, and the sum of the squares is limited.
 */
const costLimit = 9_000_000;
/** Parts are at least this long where they can be: each costs 0.15 ms of its own. In UTF-16 code units. */
const partLength = 800;

/** Definitions of links and footnotes reach over the whole source: with them it stays in one part. */
const definition = /^ {0,3}\[[^\]\n]+\]:/m;
/** Raw HTML that goes on over blank lines. */
const longHtml = /^ {0,3}<(?:[!?]|(?:script|pre|style|textarea)\b)/i;
const listItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const fence = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Divides a Markdown source into parts that mean the same when they are read one by one.
 *
 * @throws Refusal `invalid` with `too_deep` or `too_complex`
 */
export function markdownParts(source: string, path: string): string[] {
  const lines = source.split('\n');
  checkDepth(lines, path);
  const parts = definition.test(source) ? [source] : divided(lines);
  let cost = 0;
  for (const part of parts) cost += costOf(part) ** 2;
  if (cost > costLimit) {
    const message = 'The text has more Markdown markup in one place than is read.';
    throw invalidField(path, 'too_complex', message);
  }
  return parts;
}

function costOf(part: string): number {
  const count = (pattern: RegExp): number => part.match(pattern)?.length ?? 0;
  return count(/[*_~`[\]>]/g) + 2 * count(/\n/g) + 3 * count(/</g);
}

/** Parts end at a blank line before a line that is neither indented nor the next item of a list. */
function divided(lines: readonly string[]): string[] {
  const parts: string[] = [];
  let part: string[] = [];
  let length = 0;
  let inList = false;
  let afterBlank = false;
  let open: string | null = null;
  for (const line of lines) {
    const isBlank = line.trim() === '';
    const goesOn =
      isBlank || open !== null || /^[ \t]/.test(line) || (inList && listItem.test(line));
    if (afterBlank && !goesOn) {
      inList = false;
      if (length >= partLength) parts.push(part.join('\n'));
      if (length >= partLength) [part, length] = [[], 0];
    }
    part.push(line);
    length += line.length + 1;
    inList ||= listItem.test(line);
    open = stillOpen(open, line);
    afterBlank = isBlank;
  }
  return [...parts, part.join('\n')];
}

/** The fence, or `<` for raw HTML, that is open after the line. HTML is held open to the end: it is rare. */
function stillOpen(open: string | null, line: string): string | null {
  if (open === '<') return open;
  if (open === null && longHtml.test(line)) return '<';
  const mark = fence.exec(line)?.[1];
  if (mark === undefined) return open;
  if (open === null) return mark;
  const closes = mark.startsWith(open) && line.trim() === mark;
  return closes ? null : open;
}

/** Refuses sources whose quotations, lists and notes nest too deep, by the markers at the lines' beginnings. */
function checkDepth(lines: readonly string[], path: string): void {
  /** Columns of the markers of the list items that may still be open. */
  const items: number[] = [];
  for (const line of lines) {
    const markers = markersOf(line);
    const first = markers[0]?.column ?? Infinity;
    while ((items.at(-1) ?? -1) >= first) items.pop();
    let quotes = 0;
    for (const { column, isItem } of markers) {
      if (isItem) items.push(column);
      else quotes += 1;
      if (items.length + quotes > nestingLimit) throw tooDeep(path);
    }
  }
}

/** Markers of quotations, list items and notes at the beginning of a line, with their columns. */
function markersOf(line: string): { column: number; isItem: boolean }[] {
  const markers: { column: number; isItem: boolean }[] = [];
  const marker = /[ \t]*(?:(>)|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)|\[\^[^\]\s]{1,99}\]:)/y;
  for (let match = marker.exec(line); match; match = marker.exec(line)) {
    const [whole, quote] = match;
    const column = columnAfter(line, match.index + whole.length);
    markers.push({ column, isItem: quote === undefined });
    // More would say nothing new, and asking for the column takes time.
    if (markers.length > nestingLimit) break;
  }
  return markers;
}

function columnAfter(line: string, end: number): number {
  let column = 0;
  for (let at = 0; at < end; at += 1) column += line[at] === '\t' ? 4 - (column % 4) : 1;
  return column;
}
