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
export type HandLink = Pair<readonly number[]>;

/**
 * Corrections to send when somebody says that two blocks answer each other, or (`to` null) that nothing
 * answers a block. Those given before stay, unless the new one speaks of the same segments.
 *
 * @param earlier corrections made before on this pair
 */
export function withHandLink(
  source: LinkSource,
  earlier: readonly HandLink[],
  wish: { readonly side: Language; readonly from: number; readonly to: number | null },
): HandLink[] {
  const other = otherLanguage(wish.side);
  const link: { [L in Language]: number[] } = { en: [], zh: [] };
  link[wish.side].push(...segmentsIn(source[wish.side].segments, wish.from));
  if (wish.to !== null) link[other].push(...segmentsIn(source[other].segments, wish.to));
  return [...earlier.filter((one) => !overlap(one, link)), link];
}

/**
 * Whether the alignment follows a correction. One that contradicts the order of the text, or another one, is kept
 * and left out of account.
 */
export function isFollowed({ alignment }: LinkSource, { en, zh }: HandLink): boolean {
  if (en.length > 0 && zh.length > 0) {
    return alignment.some((bead) => sameIndexes(bead.en, en) && sameIndexes(bead.zh, zh));
  }
  // What nothing answers may be several beads, one for each segment.
  const lone = alignment.filter((bead) => bead.en.length === 0 || bead.zh.length === 0);
  const [ens, zhs] = [lone.flatMap((bead) => bead.en), lone.flatMap((bead) => bead.zh)];
  return en.every((index) => ens.includes(index)) && zh.every((index) => zhs.includes(index));
}

function sameIndexes(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((index) => other.includes(index));
}

/**
 * The block of the other side that one is led to from a block: its first answer, or that of the nearest block
 * before it that has one, or else the title. A block without an answer still has a place over there, from which
 * one can look for it.
 */
export function counterpartPlace(
  links: ReadonlyMap<number, readonly number[]>,
  block: number,
): number {
  for (let at = block; at >= 0; at -= 1) {
    const first = links.get(at)?.[0];
    if (first !== undefined) return first;
  }
  return 0;
}

/** The block that is `by` places after one (before it, where negative), within the ends; null: there is none. */
export function blockBeside(
  blocks: readonly number[],
  block: number | null,
  by: number,
): number | null {
  const at = block === null ? -1 : blocks.indexOf(block);
  return blocks[Math.min(blocks.length - 1, Math.max(0, at + by))] ?? null;
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
