/** Items of a sequence from one index up to, and without, another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * One stretch of a three-way merge, in order; the stretches cover all three sequences.
 * `kept`: nobody changed it; `left`, `right`: one side did; `both`: both did, alike; `conflict`: they differ.
 */
export interface MergePart {
  /** By its place in the base alone: the same while either side is edited elsewhere. */
  readonly id: string;
  readonly kind: 'kept' | 'left' | 'right' | 'both' | 'conflict';
  readonly base: Span;
  readonly left: Span;
  readonly right: Span;
}

/** A stretch of the base and what one side has in its place. */
interface Hunk {
  readonly base: Span;
  readonly side: Span;
}

/**
 * Merges what two sides made of a base. What one side changed stands next to what the other left alone,
 * without a conflict; only where both changed the same items, or put something in at the same place, do
 * they have to be asked.
 */
export function mergeThree(
  base: readonly string[],
  left: readonly string[],
  right: readonly string[],
): MergePart[] {
  const lefts = hunksOf(base, left);
  const rights = hunksOf(base, right);
  const parts: MergePart[] = [];
  const at = { base: 0, left: 0, right: 0 };
  const push = (
    kind: MergePart['kind'],
    to: { base: number; left: number; right: number },
  ): void => {
    parts.push({
      id: `${at.base}-${to.base}`,
      kind,
      base: { from: at.base, to: to.base },
      left: { from: at.left, to: to.left },
      right: { from: at.right, to: to.right },
    });
    Object.assign(at, to);
  };
  const keepUpTo = (place: number): void => {
    const length = place - at.base;
    if (length > 0) {
      push('kept', { base: place, left: at.left + length, right: at.right + length });
    }
  };
  for (const { span, left: ours, right: theirs } of clustersOf(lefts, rights)) {
    keepUpTo(span.from);
    const to = {
      base: span.to,
      left: at.left + lengthAfter(span, ours),
      right: at.right + lengthAfter(span, theirs),
    };
    push(
      kindOf({ ours, theirs }, left.slice(at.left, to.left), right.slice(at.right, to.right)),
      to,
    );
  }
  keepUpTo(base.length);
  return parts;
}

/** The merged sequence, with an answer for every conflict; null: there is one without. */
export function mergedItems(
  parts: readonly MergePart[],
  texts: {
    readonly base: readonly string[];
    readonly left: readonly string[];
    readonly right: readonly string[];
  },
  answers: Readonly<Record<string, readonly string[]>> = {},
): string[] | null {
  const merged: string[] = [];
  for (const part of parts) {
    const side = part.kind === 'right' ? 'right' : 'left';
    const answer =
      part.kind === 'conflict'
        ? answers[part.id]
        : texts[side].slice(part[side].from, part[side].to);
    if (answer === undefined) return null;
    merged.push(...answer);
  }
  return merged;
}

function kindOf(
  { ours, theirs }: { ours: readonly Hunk[]; theirs: readonly Hunk[] },
  left: readonly string[],
  right: readonly string[],
): MergePart['kind'] {
  if (theirs.length === 0) return 'left';
  if (ours.length === 0) return 'right';
  return left.length === right.length && left.every((item, i) => item === right[i])
    ? 'both'
    : 'conflict';
}

function lengthAfter(span: Span, hunks: readonly Hunk[]): number {
  const grown = hunks.map(({ base, side }) => side.to - side.from - (base.to - base.from));
  return span.to - span.from + grown.reduce((sum, each) => sum + each, 0);
}

interface Cluster {
  readonly span: Span;
  readonly left: readonly Hunk[];
  readonly right: readonly Hunk[];
}

/** Hunks of both sides in order, those together that touch the same items. */
function clustersOf(lefts: readonly Hunk[], rights: readonly Hunk[]): Cluster[] {
  const all = [
    ...lefts.map((hunk) => ({ hunk, side: 'left' as const })),
    ...rights.map((hunk) => ({ hunk, side: 'right' as const })),
  ].sort((a, b) => a.hunk.base.from - b.hunk.base.from || a.hunk.base.to - b.hunk.base.to);
  const clusters: { span: Span; left: Hunk[]; right: Hunk[] }[] = [];
  for (const { hunk, side } of all) {
    const last = clusters.at(-1);
    if (last !== undefined && touches(last.span, hunk.base)) {
      last[side].push(hunk);
      last.span = { from: last.span.from, to: Math.max(last.span.to, hunk.base.to) };
    } else {
      const cluster = { span: hunk.base, left: [] as Hunk[], right: [] as Hunk[] };
      cluster[side].push(hunk);
      clusters.push(cluster);
    }
  }
  return clusters;
}

/** The second does not begin before the first. */
function touches(first: Span, second: Span): boolean {
  const bothInsert = first.from === first.to && second.from === second.to;
  return bothInsert ? first.from === second.from : second.from < first.to;
}

/** What a side has in place of which stretches of the base. */
function hunksOf(base: readonly string[], side: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  for (const [nextBase, nextSide] of [...commonItems(base, side), [base.length, side.length]]) {
    if (nextBase === undefined || nextSide === undefined) continue;
    if (nextBase > i || nextSide > j) {
      hunks.push({ base: { from: i, to: nextBase }, side: { from: j, to: nextSide } });
    }
    [i, j] = [nextBase + 1, nextSide + 1];
  }
  return hunks;
}

/** Past this many comparisons what lies between the common beginning and end counts as one change. */
const mostCompared = 4_000_000;

/** Places of a longest common subsequence. */
function commonItems(a: readonly string[], b: readonly string[]): [number, number][] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end += 1;
  }
  const before = Array.from({ length: start }, (_, i): [number, number] => [i, i]);
  const behind = Array.from({ length: end }, (_, i): [number, number] => [
    a.length - end + i,
    b.length - end + i,
  ]);
  const middle = longestCommon(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [
    ...before,
    ...middle.map(([i, j]): [number, number] => [i + start, j + start]),
    ...behind,
  ];
}

function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length * b.length > mostCompared) return [];
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengthAt(i + 1, j + 1) + 1
          : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const common: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      common.push([i, j]);
      [i, j] = [i + 1, j + 1];
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i += 1;
    else j += 1;
  }
  return common;
}
