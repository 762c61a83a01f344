import type { Bead } from './align.ts';
import type { ChangeClass, Diff } from './diff.ts';
import type { Language } from './language.ts';
import { otherLanguage } from './language.ts';
import type { Segment } from './segment.ts';
export interface TouchedSegment {
  class: ChangeClass;
  before: string | null;
  after: string | null;
  counterpart: number[];
  keep: boolean;
  patch: string | null;
}
export function projectDiff(p: {
  diff: Diff;
  side: Language;
  beads: readonly Bead[];
  other: readonly Segment[];
  before: readonly Segment[];
  after: readonly Segment[];
}): TouchedSegment[] {
  const o = otherLanguage(p.side);
  return p.diff.segments.map((s) => ({
    class: s.class,
    before: null,
    after: null,
    keep: false,
    patch: null,
    counterpart: p.beads
      .filter((b) => b[p.side].some((i) => s.before.includes(i)))
      .flatMap((b) => b[o]),
  }));
}
