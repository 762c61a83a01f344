import type { ChangeClass } from './diff.ts';
import type { Language, Pair } from './language.ts';
import type { PairState } from './sync.ts';
import { movesForward, syncedUpTo } from './sync.ts';

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

/** Which revision of each language readers get; null: none. An archived notice keeps what was public, and shows it to nobody. */
export function shownToReaders(notice: {
  readonly state: PairState;
  readonly published: Pair<number | null>;
}): Pair<number | null> {
  return notice.state === 'archived' ? { en: null, zh: null } : notice.published;
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

/**
 * What readers get of the notices of a category whose published sides are out of step: both as they are, and
 * told so; the last pair that was in step and public; or only the side that is ahead.
 */
export const servePolicies = ['stale_with_note', 'last_agreed_pair', 'hide'] as const;
export type ServePolicy = (typeof servePolicies)[number];

/**
 * The revisions that readers get of a notice with both sides published; null: that side stays out of sight.
 * Where no pair was ever in step and public, and where both sides moved on and hiding would leave nothing,
 * the published revisions. The SQL function `served_revisions` must agree with it.
 *
 * @param history.points the unretracted sync points of the notice, in any order
 * @param history.logs the publications of each side, oldest first
 */
export function servedRevisions(
  policy: ServePolicy,
  published: Pair<number>,
  history: {
    readonly points: readonly Pair<number>[];
    readonly logs: Pair<readonly LoggedPublication[]>;
  },
): Pair<number | null> {
  const synced = syncedUpTo(history.points, published);
  if (synced === null || policy === 'stale_with_note') return published;
  if (policy === 'last_agreed_pair') {
    const wasPublic = (point: Pair<number>) =>
      isInSight(history.logs.en, point.en) && isInSight(history.logs.zh, point.zh);
    return syncedUpTo(history.points.filter(wasPublic), published) ?? published;
  }
  const ahead = { en: published.en > synced.en, zh: published.zh > synced.zh };
  if (ahead.en === ahead.zh) return published;
  return { en: ahead.zh ? null : published.en, zh: ahead.en ? null : published.zh };
}

/** Whether a revision was published since the side was last withdrawn. */
function isInSight(log: readonly LoggedPublication[], revision: number): boolean {
  const start = log.findLastIndex((entry) => entry.revision === null) + 1;
  return log.slice(start).some((entry) => entry.revision === revision);
}

/** All that what readers get of a notice depended on, over time. */
export interface ServingHistory {
  readonly policy: ServePolicy;
  /** Publications of each side, oldest first. */
  readonly logs: Pair<readonly LoggedPublication[]>;
  readonly points: readonly (Pair<number> & {
    readonly from: Date;
    /** When it was retracted; null: it stands. */
    readonly until: Date | null;
  })[];
}

/**
 * Whether the text that readers of a language got at a moment was behind its counterpart, by the policy of
 * today. A text that stood in for a missing one was not.
 */
export function wasBehind(language: Language, history: ServingHistory, at: Date): boolean {
  const until = (log: readonly LoggedPublication[]) => log.filter((entry) => entry.at <= at);
  const logs = { en: until(history.logs.en), zh: until(history.logs.zh) };
  const en = logs.en.at(-1)?.revision ?? null;
  const zh = logs.zh.at(-1)?.revision ?? null;
  if (en === null || zh === null) return false;
  const points = history.points.filter(
    (point) => point.from <= at && (point.until === null || point.until > at),
  );
  const served = servedRevisions(history.policy, { en, zh }, { points, logs });
  if (served.en === null || served.zh === null) return false;
  const synced = syncedUpTo(points, { en: served.en, zh: served.zh });
  if (synced === null) return false;
  return language === 'en' ? served.zh > synced.zh : served.en > synced.en;
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
