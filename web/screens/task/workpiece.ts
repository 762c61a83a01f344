import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Content } from '../../../src/core/document.ts';
import type { Language, Pair } from '../../../src/core/language.ts';
import { changesOfRows } from '../../../src/core/reconcile-changes.ts';
import type { TaskRow, Workpiece } from '../../../src/core/task-rows.ts';
import { rowsOf } from '../../../src/core/task-rows.ts';
import type { Report } from '../../api/task-work.ts';
import { reportQuery, revisionQuery } from '../../api/task-work.ts';
import type { TaskDetail } from '../../api/tasks.ts';

/** What a screen of a task gets. */
export interface TaskText {
  /** null: not read yet. */
  readonly shown: { readonly piece: Workpiece; readonly pair: Pair<number> } | null;
  readonly rows: readonly TaskRow[];
  /** The service's own report of the pair; null: one side is not there, or it is not read yet. */
  readonly report: Report | null;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The pair that the screen shows: what was submitted, else what the work is based on. */
export function pairInView(task: TaskDetail): Pair<number> {
  const isSubmitted = task.status === 'submitted' || task.status === 'in_review';
  if (isSubmitted && task.submission !== null) return task.submission.pair;
  return task.base;
}

/** Reads both texts and what answers what, and makes the rows of it. What was shown stays until the next is there. */
export function useWorkpiece(task: TaskDetail, pair: Pair<number>): TaskText {
  const en = useRevision(task.notice.id, 'en', pair.en);
  const zh = useRevision(task.notice.id, 'zh', pair.zh);
  const isPair = pair.en > 0 && pair.zh > 0;
  const report = useQuery({ ...reportQuery(task.notice.id, pair), enabled: isPair });
  const { writes, leads } = task;
  const changes = task.kind === 'reconcile' ? changesOfRows(task.rows, task.changes) : task.changes;
  const isSubmitted = task.status === 'submitted' || task.status === 'in_review';
  const isThere = en.content !== undefined && zh.content !== undefined;
  // Of what was submitted, the sentences have other numbers.
  const beads = isSubmitted ? report.data?.alignment : task.beads;
  const what = JSON.stringify([changes, writes, leads, isSubmitted, isSubmitted ? null : beads]);
  const made = useMemo(() => {
    if (en.content === undefined || zh.content === undefined || beads === undefined) return null;
    const contents = { en: en.content, zh: zh.content };
    const piece: Workpiece = {
      writes,
      leads,
      contents,
      changes: isSubmitted ? [] : changes,
      beads,
    };
    return { piece, pair, rows: rowsOf(piece), isSubmitted };
    // oxlint-disable-next-line react/exhaustive-deps -- the task is read anew often, and seldom another
  }, [en.content, zh.content, isSubmitted ? beads : null, what]);
  const [last, setLast] = useState(made);
  if (made !== null && made !== last) setLast(made);
  // While the next texts are read, those of before stay: of the same kind of screen alone.
  const shown = made ?? (last?.isSubmitted === isSubmitted ? last : null);
  const error = en.error ?? zh.error ?? (isThere ? report.error : null);
  return {
    shown,
    rows: shown?.rows ?? [],
    report: report.data ?? null,
    error,
    retry: () => {
      en.retry();
      zh.retry();
      void report.refetch();
    },
  };
}

/** A revision's content: null where the side has none, undefined until it is read. */
export function useRevision(notice: string, language: Language, number: number) {
  const { data, error, refetch } = useQuery({
    ...revisionQuery(notice, language, number),
    enabled: number > 0,
  });
  const content = useMemo(
    (): Content | undefined =>
      data === undefined
        ? undefined
        : { title: data.title, summary: data.summary, body: data.body },
    [data],
  );
  return {
    content: number === 0 ? null : content,
    error,
    retry: () => void refetch(),
  };
}
