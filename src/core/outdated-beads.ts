import type { Bead } from './align.ts';
import type { Content } from './document.ts';
import { blocksOf } from './document.ts';
import type { Language } from './language.ts';
import { languages, otherLanguage, withSide } from './language.ts';
import { segmentBlocks } from './segment.ts';
import type { TaskChange } from './task-changes.ts';
import { isUnanswered, segmentId, segmentNumber } from './task-changes.ts';

interface Outdated {
  /** The side that moved since both were certified. */
  readonly leads: Language;
  /** Its text of now. */
  readonly content: Content;
  /** What moved. Each names the sentences that answered it when both were certified. */
  readonly changes: readonly TaskChange[];
  /** Which sentences answer each other in the texts of now. */
  readonly beads: readonly Bead[];
}

/**
 * The beads of an outdated pair, with what is known from its certificate: a changed sentence is answered by what
 * answered it before, and one that nothing happened to is not missing on the other side. Where the new facts let the
 * alignment find no answer for it, its neighbour of the same block has it.
 */
export function outdatedBeads({ leads, content, changes, beads }: Outdated): Bead[] {
  const follows = otherLanguage(leads);
  const own = changes.filter(({ side }) => side === leads);
  const apart = withoutAdded(changes, beads);
  const paired = pairAlone(changes, apart);
  const tied = own.reduce((now, change) => tie(now, { leads, follows, change }), paired);
  const changed = new Set(own.flatMap(({ after }) => after));
  const segments = segmentBlocks(leads, blocksOf(content));
  const blockOf = (index: number | undefined): number | undefined =>
    index === undefined ? undefined : segments[index]?.blockIndex;
  const isCovered = (bead: Bead): boolean =>
    bead[follows].length === 0 &&
    bead[leads].length > 0 &&
    bead[leads].every((index) => !changed.has(segmentId(leads, index)));
  const isHost = (bead: Bead | undefined, block: number | undefined, end: 0 | -1): bead is Bead =>
    bead !== undefined && bead[follows].length > 0 && blockOf(bead[leads].at(end)) === block;
  const made: Bead[] = [];
  tied.forEach((bead, at) => {
    const before = made.at(-1);
    const next = tied[at + 1];
    if (!isCovered(bead)) made.push(bead);
    else if (isHost(before, blockOf(bead[leads][0]), -1))
      made[made.length - 1] = joined(before, bead);
    else if (isHost(next, blockOf(bead[leads].at(-1)), 0)) tied[at + 1] = joined(bead, next);
    else made.push(bead);
  });
  return made;
}

/**
 * The beads with what was added since both agreed in beads of its own: nothing can answer it yet, however much a
 * sentence of the other side looks like it. What it seemed to answer goes back to the sentence before, as far as it
 * was the answer to that when both were certified.
 */
export function withoutAdded(changes: readonly TaskChange[], beads: readonly Bead[]): Bead[] {
  return languages.reduce(
    (now, side) => {
      const anchors = new Map(
        changes
          .filter((change) => change.side === side && isUnanswered(change))
          .flatMap(({ after, anchor }) =>
            after.map((id) => [segmentNumber(id), behind(anchor)] as const),
          ),
      );
      return anchors.size === 0 ? now : detach(now, side, anchors);
    },
    [...beads],
  );
}

/** @param anchors by each added segment of the side: behind which of the other its answer belongs; -1: none */
function detach(
  beads: readonly Bead[],
  side: Language,
  anchors: ReadonlyMap<number, number>,
): Bead[] {
  const other = otherLanguage(side);
  const made: Bead[] = [];
  for (const bead of beads) {
    const added = bead[side].filter((index) => anchors.has(index));
    const [first] = added;
    if (first === undefined || bead[other].length === 0) {
      made.push(bead);
      continue;
    }
    const rest = bead[side].filter((index) => !anchors.has(index));
    const own = added.map((index) => ({ ...bead, ...withSide({ en: [], zh: [] }, side, [index]) }));
    const left = { ...bead, ...withSide(bead, side, rest) };
    const before = made.findLastIndex((each) => each[side].length > 0);
    const anchor = anchors.get(first) ?? -1;
    const isOfBefore = bead[other].every((index) => index <= anchor);
    const host = made[before];
    if (rest.length > 0) made.push(...(first < (rest[0] ?? 0) ? [...own, left] : [left, ...own]));
    else if (host !== undefined && isOfBefore) {
      made[before] = joined(host, left);
      made.push(...own);
    } else made.push(...own, left);
  }
  return made;
}

/**
 * Joins what nothing happened to and what the alignment left without an answer on both sides: beside something new it
 * is less sure than it was of the texts that were certified. What an addition stands behind is known; between such
 * places as many sentences as there are on the other side answer each other in their order.
 */
function pairAlone(changes: readonly TaskChange[], beads: readonly Bead[]): Bead[] {
  const happened = new Set(
    changes.flatMap(({ after, counterpart }) => [...after, ...counterpart.segments]),
  );
  const made: Bead[] = [];
  let run: Bead[] = [];
  const close = (): void => {
    made.push(...pairedRun(run, { changes, happened }));
    run = [];
  };
  for (const bead of beads) {
    if (bead.en.length === 0 || bead.zh.length === 0) {
      run.push(bead);
      continue;
    }
    close();
    made.push(bead);
  }
  close();
  return made;
}

function pairedRun(
  run: readonly Bead[],
  { changes, happened }: { changes: readonly TaskChange[]; happened: ReadonlySet<string> },
): readonly Bead[] {
  const beadsOf = (side: Language): Bead[] => run.filter((bead) => bead[side].length > 0);
  const both = { en: beadsOf('en'), zh: beadsOf('zh') };
  if (both.en.length === 0 || both.zh.length === 0) return run;
  const isOpen = (side: Language, bead: Bead): boolean =>
    bead[side].every((index) => !happened.has(segmentId(side, index)));
  const open = {
    en: both.en.filter((bead) => isOpen('en', bead)),
    zh: both.zh.filter((bead) => isOpen('zh', bead)),
  };
  const answers = new Map<Bead, Bead>();
  const pair = (en: readonly Bead[], zh: readonly Bead[]): void => {
    if (en.length === zh.length) en.forEach((bead, k) => answers.set(bead, zh[k] ?? bead));
  };
  let [fromEn, fromZh] = [0, 0];
  for (const { side, after, anchor } of changes.filter(isUnanswered)) {
    const first = segmentNumber(after[0] ?? '');
    const other = otherLanguage(side);
    const before = open[side].findLastIndex((bead) => (bead[side].at(-1) ?? 0) < first);
    const answer = open[other].findIndex((bead) => bead[other].includes(behind(anchor)));
    const [en, zh] = side === 'en' ? [before, answer] : [answer, before];
    if (en < fromEn || zh < fromZh) continue;
    pair(open.en.slice(fromEn, en + 1), open.zh.slice(fromZh, zh + 1));
    [fromEn, fromZh] = [en + 1, zh + 1];
  }
  pair(open.en.slice(fromEn), open.zh.slice(fromZh));
  const rest = [...both.zh];
  const ordered = both.en.flatMap((bead) => {
    const answer = answers.get(bead);
    if (answer === undefined) return [bead];
    return [...rest.splice(0, rest.indexOf(answer)), joined(bead, rest.shift() ?? answer)];
  });
  return [...ordered, ...rest];
}

/** The number of an anchor's segment; -1: behind none. */
function behind(anchor: string | null): number {
  return anchor === null ? -1 : segmentNumber(anchor);
}

/** Joins the beads of a changed sentence and of what answered it, where each stands alone. */
function tie(
  beads: Bead[],
  { leads, follows, change }: { leads: Language; follows: Language; change: TaskChange },
): Bead[] {
  const alone = (side: Language, ids: readonly string[]): Bead | undefined =>
    beads.find(
      (bead) =>
        bead[otherLanguage(side)].length === 0 &&
        bead[side].some((index) => ids.includes(segmentId(side, index))),
    );
  const asking = alone(leads, change.after);
  const answer = alone(follows, change.counterpart.segments);
  if (asking === undefined || answer === undefined) return beads;
  return beads.flatMap((bead) =>
    bead === answer ? [] : bead === asking ? [joined(asking, answer)] : [bead],
  );
}

function joined(first: Bead, second: Bead): Bead {
  return {
    en: [...first.en, ...second.en],
    zh: [...first.zh, ...second.zh],
    confidence: Math.min(first.confidence, second.confidence),
  };
}
