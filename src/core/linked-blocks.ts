import type { Language, Pair } from './language.ts';
import { otherLanguage } from './language.ts';

interface PlacedSegment {
  readonly index: number;
  readonly blockIndex: number;
}

/** What is needed of a report to know which blocks answer each other. */
export interface LinkSource extends Pair<{ readonly segments: readonly PlacedSegment[] }> {
  readonly alignment: readonly {
    readonly en: readonly number[];
    readonly zh: readonly number[];
    readonly confidence: number;
  }[];
}

/** For each block of a side, the blocks of the other side that hold an answer to one of its segments. */
export type BlockLinks = Pair<ReadonlyMap<number, readonly number[]>>;

export function blockLinks(source: LinkSource): BlockLinks {
  const links = { en: new Map<number, Set<number>>(), zh: new Map<number, Set<number>>() };
  for (const { en, zh } of source.alignment) {
    for (const left of blocksAt(source.en.segments, en)) {
      for (const right of blocksAt(source.zh.segments, zh)) {
        add(links.en, left, right);
        add(links.zh, right, left);
      }
    }
  }
  return { en: sorted(links.en), zh: sorted(links.zh) };
}

function add(map: Map<number, Set<number>>, from: number, to: number): void {
  map.set(from, (map.get(from) ?? new Set()).add(to));
}

function sorted(map: ReadonlyMap<number, ReadonlySet<number>>): Map<number, number[]> {
  return new Map([...map].map(([key, set]) => [key, [...set].sort((a, b) => a - b)]));
}

function blocksAt(segments: readonly PlacedSegment[], indexes: readonly number[]): Set<number> {
  return new Set(indexes.flatMap((index) => segments[index]?.blockIndex ?? []));
}

/** A correction by hand: the segments of both sides that answer each other; an empty side: none does. */
export type HandLink = Pair<number[]>;

/**
 * Corrections to send when somebody says that two blocks answer each other, or (`to` null) that nothing
 * answers a block. Those given before stay, unless the new one speaks of the same segments: what the
 * alignment is certain of (confidence 1) and the new one does not touch may have been set by hand.
 *
 * @param earlier corrections made before on this pair
 */
export function withHandLink(
  source: LinkSource,
  earlier: readonly HandLink[],
  wish: { readonly side: Language; readonly from: number; readonly to: number | null },
): HandLink[] {
  const other = otherLanguage(wish.side);
  const link: HandLink = { en: [], zh: [] };
  link[wish.side].push(...segmentsIn(source[wish.side].segments, wish.from));
  if (wish.to !== null) link[other].push(...segmentsIn(source[other].segments, wish.to));
  return [...earlier.filter((one) => !overlap(one, link)), link];
}

/** What of an alignment may have been said by hand: beads that are certain. */
export function certainLinks({ alignment }: LinkSource): HandLink[] {
  return alignment
    .filter(({ confidence }) => confidence === 1)
    .map(({ en, zh }) => ({ en: [...en], zh: [...zh] }));
}

function segmentsIn(segments: readonly PlacedSegment[], block: number): number[] {
  return segments.filter(({ blockIndex }) => blockIndex === block).map(({ index }) => index);
}

function overlap(one: HandLink, other: HandLink): boolean {
  return (
    one.en.some((index) => other.en.includes(index)) ||
    one.zh.some((index) => other.zh.includes(index))
  );
}

/** Where a block stands in its pane: its index, and the distance of its top from the top of the text. */
export interface BlockPlace {
  readonly block: number;
  readonly top: number;
  readonly height: number;
}

/**
 * How far the other pane is scrolled when one is at `scrolled`: the point of the block under the reading
 * line stands at the same share of its counterpart. A block without an answer goes with the one before.
 */
export function linkedScroll(
  scrolled: number,
  panes: { readonly from: readonly BlockPlace[]; readonly to: readonly BlockPlace[] },
  links: ReadonlyMap<number, readonly number[]>,
): number {
  const places = new Map(panes.to.map((place) => [place.block, place]));
  let answer = 0;
  for (const { block, top, height } of panes.from) {
    if (top > scrolled) break;
    const first = links.get(block)?.[0];
    const place = first === undefined ? undefined : places.get(first);
    if (place === undefined) continue;
    const share = Math.min(1, (scrolled - top) / Math.max(1, height));
    answer = place.top + share * place.height;
  }
  return answer;
}
