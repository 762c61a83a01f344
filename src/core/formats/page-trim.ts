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
  /** The notice's text below its title: items from (inclusive) and to (exclusive). */
  readonly from: number;
  readonly to: number;
  readonly dropped: DroppedLine[];
  /** Of a line that gives the date of publication, `YYYY-MM-DD`. */
  readonly date: string | null;
}

/** How many lines below the title may tell date and source. */
const metadataReach = 4;

/**
 * Leaves out what belongs to the page and not to the notice.
 *
 * @param title place of the title among the items; null: it is given elsewhere, and the text begins with
 *   the first line that is one
 */
export function trimPage(
  items: readonly PageItem[],
  language: Language,
  title: number | null,
): TrimmedPage {
  const begin = title ?? firstText(items, language);
  if (begin === -1) return { from: 0, to: 0, dropped: [], date: null };
  const dropped = items.slice(0, begin).flatMap((item): DroppedLine[] => {
    if (isBlank(item)) return [];
    const about = !isNavigation(item.text) && isMetadata(item.text, language);
    return [{ ...item, why: about ? 'metadata' : 'navigation' }];
  });
  const start = title === null ? begin : begin + 1;
  const from = dropMetadata(items, { from: start, language }, dropped);
  const footers: DroppedLine[] = [];
  const to = dropFooters(items, from, footers);
  const all = [...dropped, ...footers.reverse()];
  const about = all.filter(({ why }) => why === 'metadata');
  const dates = about.map(({ text }) => fullDateIn(text, language));
  return { from, to, dropped: all, date: dates.find((date) => date !== null) ?? null };
}

/** Place of the first line that is text: no navigation and nothing about the page; -1 where there is none. */
export function firstText(items: readonly PageItem[], language: Language): number {
  return items.findIndex(
    ({ text }) => /[\p{L}\p{N}]/u.test(text) && !isNavigation(text) && !isMetadata(text, language),
  );
}

/** A line that shows nothing, or that only underlines. */
function isBlank({ text }: PageItem): boolean {
  return /^[\s=_*~-]*$/u.test(text);
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
  const next = items.findIndex((item, at) => at >= start && !isBlank(item));
  return next === -1 ? items.length : next;
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
