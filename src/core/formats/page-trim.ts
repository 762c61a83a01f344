import type { Language } from '../language.ts';
import {
  fullDateIn,
  isAddress,
  isFooter,
  isLabelled,
  isMetadata,
  isNavigation,
} from './page-lines.ts';

/** A line of a page saved as text, or a block at the top of an HTML page. */
export interface PageItem {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** A line that was left out of the notice. */
export interface DroppedLine extends PageItem {
  readonly why: 'navigation' | 'metadata' | 'footer';
}

export interface TrimmedPage {
  /** Place of the title among the items; -1: there is nothing but navigation. */
  readonly title: number;
  /** The notice's text: items from (inclusive) and to (exclusive). */
  readonly from: number;
  readonly to: number;
  readonly dropped: DroppedLine[];
  /** Of a line that gives the date of publication, `YYYY-MM-DD`. */
  readonly date: string | null;
}

/** How many lines below the title may tell date and source. */
const metadataReach = 4;

/**
 * Finds a notice among the lines of its page.
 *
 * @param known place of the title where markup tells it: all before it is navigation
 */
export function trimPage(
  items: readonly PageItem[],
  language: Language,
  known: number | null,
): TrimmedPage {
  const dropped: DroppedLine[] = [];
  const title = known ?? titleAmong(items, language);
  items.slice(0, Math.max(title, 0)).forEach((item) => {
    if (isBlank(item)) return;
    const why = known === null && isMetadata(item.text, language) ? 'metadata' : 'navigation';
    dropped.push({ ...item, why });
  });
  if (title === -1) return { title, from: 0, to: 0, dropped: [], date: null };
  const from = dropMetadata(items, { from: title + 1, language }, dropped);
  const footers: DroppedLine[] = [];
  const to = dropFooters(items, from, footers);
  dropped.push(...footers.reverse());
  const labelled = dropped.filter(({ why }) => why === 'metadata');
  const date = labelled.map(({ text }) => fullDateIn(text, language)).find((found) => found !== null);
  return { title, from, to, dropped, date: date ?? null };
}

/** A line that shows nothing, or that only underlines. */
function isBlank({ text }: PageItem): boolean {
  return /^[\s=_*~-]*$/u.test(text);
}

function titleAmong(items: readonly PageItem[], language: Language): number {
  return items.findIndex(
    (item) => !isBlank(item) && !isNavigation(item.text) && !isMetadata(item.text, language),
  );
}

/** Drops lines about the page below the title; tells where the text begins. */
function dropMetadata(
  items: readonly PageItem[],
  { from, language }: { from: number; language: Language },
  dropped: DroppedLine[],
): number {
  let start = from;
  let seen = 0;
  for (let at = from; at < items.length && seen < metadataReach; at += 1) {
    const item = items[at];
    if (!item) break;
    if (isBlank(item)) continue;
    seen += 1;
    const isNav = isNavigation(item.text);
    if (!isNav && !isMetadata(item.text, language)) break;
    dropped.push({ ...item, why: isNav ? 'navigation' : 'metadata' });
    start = at + 1;
  }
  while (start < items.length && isUnderline(items[start])) start += 1;
  return start;
}

function isUnderline(item: PageItem | undefined): boolean {
  return item !== undefined && isBlank(item);
}

/** Drops the site's lines from the end upwards; tells where the text ends. */
function dropFooters(items: readonly PageItem[], from: number, dropped: DroppedLine[]): number {
  let end = items.length;
  for (let at = items.length - 1; at >= from; at -= 1) {
    const item = items[at];
    if (!item) break;
    if (isBlank(item)) continue;
    const above = dropped.length > 0 && isAddress(item.text);
    if (isFooter(item.text) || above) dropped.push({ ...item, why: 'footer' });
    else if (isLabelled(item.text)) dropped.push({ ...item, why: 'metadata' });
    else break;
    end = at;
  }
  return end;
}
