import { useMemo } from 'react';
import type { ChangeClass, Edit } from '../../../src/core/diff.ts';
import { diffContent } from '../../../src/core/diff.ts';
import type { Content } from '../../../src/core/document.ts';
import type { Language, Pair } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import { joinSentences, segmentId } from '../../../src/core/task-changes.ts';
import type { Workpiece } from '../../../src/core/task-rows.ts';
import type { Finding } from '../../api/task-work.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import type { ShownFinding } from './findings.tsx';
import type { TaskText } from './workpiece.ts';
import { useRevision } from './workpiece.ts';

export type ServerFinding = Finding;

/** What became of a sentence since before. */
export interface SegmentDiff {
  readonly side: Language;
  readonly class: ChangeClass;
  readonly edits: readonly Edit[];
  readonly old: string | null;
  readonly new: string | null;
  /** Segments of the pair under review. */
  readonly after: readonly string[];
}

/** Differences by the ids of the pair's sentences; what was taken out stands with the sentence before it. */
export interface ReviewDiffs {
  readonly byId: ReadonlyMap<string, SegmentDiff>;
  readonly gone: ReadonlyMap<string, readonly SegmentDiff[]>;
}

/** Both differences of a submission: of the leading side since the agreed pair, of the written one since its head. */
export function useReviewDiffs(
  task: TaskDetail,
  piece: Workpiece,
  pair: Pair<number>,
): ReviewDiffs {
  const before = {
    en: baseNumber(task, 'en', pair),
    zh: baseNumber(task, 'zh', pair),
  };
  const en = useRevision(task.notice.id, 'en', before.en).content;
  const zh = useRevision(task.notice.id, 'zh', before.zh).content;
  return useMemo(() => {
    const diffs = { byId: new Map<string, SegmentDiff>(), gone: new Map<string, SegmentDiff[]>() };
    const old: Pair<Content | null | undefined> = { en, zh };
    for (const side of languages) {
      const [was, now] = [old[side], piece.contents[side]];
      if (was !== undefined && was !== null && now !== null) addDiffs(diffs, { side, was, now });
    }
    return diffs;
  }, [en, zh, piece.contents]);
}

/** 0: nothing to compare with. */
function baseNumber(task: TaskDetail, side: Language, pair: Pair<number>): number {
  const isWritten = task.writes.includes(side);
  const number =
    isWritten && task.kind !== 'reconcile' ? task.base[side] : (task.synced?.[side] ?? 0);
  return number === pair[side] ? 0 : number;
}

function addDiffs(
  diffs: { byId: Map<string, SegmentDiff>; gone: Map<string, SegmentDiff[]> },
  { side, was, now }: { side: Language; was: Content; now: Content },
): void {
  const diff = diffContent(side, was, now);
  const words = (segments: typeof diff.before, indexes: readonly number[]): string | null =>
    indexes.length === 0
      ? null
      : joinSentences(
          side,
          indexes.map((index) => segments[index]?.text ?? ''),
        );
  let last = segmentId(side, 0);
  for (const change of diff.segments) {
    const after = change.after.map((index) => segmentId(side, index));
    const seen: SegmentDiff = {
      side,
      class: change.class,
      edits: change.edits,
      old: words(diff.before, change.before),
      new: words(diff.after, change.after),
      after,
    };
    if (after.length === 0) diffs.gone.set(last, [...(diffs.gone.get(last) ?? []), seen]);
    else if (change.class !== 'unchanged') for (const id of after) diffs.byId.set(id, seen);
    last = after.at(-1) ?? last;
  }
}

/** The service's findings by row, waived ones last; under null those of no row. */
export function useFindingsByRow(
  text: TaskText,
): ReadonlyMap<string | null, readonly (ShownFinding & { readonly source: Finding })[]> {
  return useMemo(() => {
    const rowOf = new Map<string, string>();
    for (const row of text.rows) for (const { id } of [...row.en, ...row.zh]) rowOf.set(id, row.id);
    const rows = new Map<string | null, (ShownFinding & { source: Finding })[]>();
    for (const finding of text.report?.findings ?? []) {
      const ids = languages.flatMap((side) => finding[side].map((index) => segmentId(side, index)));
      const row = ids.map((id) => rowOf.get(id)).find((each) => each !== undefined) ?? null;
      const { id, severity, message, waiver } = finding;
      const shown = {
        id,
        severity,
        message,
        isProvisional: false,
        waiver: waiver ?? null,
        source: finding,
      };
      rows.set(row, [...(rows.get(row) ?? []), shown]);
    }
    return rows;
  }, [text.rows, text.report]);
}
