import type { ChangeClass } from './diff.ts';
import type { Language, Pair } from './language.ts';
import { movesForward } from './sync.ts';

/**
 * The pair that a publication of one side of a `together` notice brings before the readers: the greatest
 * certified pair with exactly the revision asked for; where there is none, the standing pair once it is
 * past that revision. null: nothing certified holds the revision yet.
 *
 * @param points the unretracted sync points of the notice, in any order
 */
export function pairToPublish(
  points: readonly Pair<number>[],
  asked: { readonly language: Language; readonly revision: number },
): Pair<number> | null {
  const exact = greatest(points.filter((point) => point[asked.language] === asked.revision));
  if (exact !== null) return exact;
  const standing = greatest(points);
  return standing !== null && standing[asked.language] > asked.revision ? standing : null;
}

function greatest(points: readonly Pair<number>[]): Pair<number> | null {
  return points.reduce<Pair<number> | null>(
    (best, point) => (best === null || movesForward(best, point) ? point : best),
    null,
  );
}

/** One entry of a side's publication log: the revision that went live, or null: the side was withdrawn. */
export interface LoggedPublication {
  readonly revision: number | null;
  readonly at: Date;
}

/**
 * How far a text is behind its counterpart: since when and by how many publications the counterpart's
 * readers have seen something past the synced revision without a break.
 *
 * @param log the counterpart's publications, oldest first
 * @param synced the counterpart's revision that this text is known to say the same as
 * @returns null: the counterpart is not past it
 */
export function howFarBehind(
  log: readonly LoggedPublication[],
  synced: number,
): { since: Date; by: number } | null {
  const start =
    log.findLastIndex((entry) => entry.revision === null || entry.revision <= synced) + 1;
  const first = log[start];
  return first === undefined ? null : { since: first.at, by: log.length - start };
}

/** What is needed of a diff to tell which blocks changed. */
export interface BlockDiff {
  readonly segments: readonly {
    readonly before: readonly number[];
    readonly after: readonly number[];
    readonly class: ChangeClass;
  }[];
  readonly before: readonly { readonly blockIndex: number }[];
  readonly after: readonly { readonly blockIndex: number }[];
}

/**
 * The blocks of the newer text that changed, in order. A sentence taken out of a block marks what became
 * of that block; a block taken out whole leaves no mark.
 */
export function changedBlocks(diff: BlockDiff): number[] {
  const became = new Map<number, number[]>();
  const changed = new Set<number>();
  const add = (blocks: readonly number[]): void => blocks.forEach((block) => changed.add(block));
  for (const { before, after } of diff.segments) {
    const blocks = blocksOf(diff.after, after);
    for (const block of blocksOf(diff.before, before)) {
      became.set(block, [...(became.get(block) ?? []), ...blocks]);
    }
  }
  for (const segment of diff.segments) {
    if (segment.class === 'unchanged') continue;
    add(blocksOf(diff.after, segment.after));
    if (segment.after.length > 0) continue;
    for (const block of blocksOf(diff.before, segment.before)) add(became.get(block) ?? []);
  }
  return [...changed].sort((a, b) => a - b);
}

function blocksOf(
  segments: readonly { readonly blockIndex: number }[],
  indexes: readonly number[],
): number[] {
  return indexes.flatMap((index) => segments[index]?.blockIndex ?? []);
}
