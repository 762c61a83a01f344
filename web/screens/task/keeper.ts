import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { partsOfId } from '../../../src/core/assemble.ts';
import { renameForSides } from '../../../src/core/carry-segments.ts';
import type { Content } from '../../../src/core/document.ts';
import { draftTexts, followIds } from '../../../src/core/draft-texts.ts';
import type { Language, Pair } from '../../../src/core/language.ts';
import type { TaskMode } from '../../../src/core/task-mode.ts';
import type { Workpiece } from '../../../src/core/task-rows.ts';
import { useSelf } from '../../api/session.ts';
import { saveDraft } from '../../api/task-work.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { toastProblem } from '../../notify/toast.tsx';
import { DraftKeeper } from './draft-keeper.ts';
import { isNeeded } from './hanging.ts';
import { useNoteLease } from './held-lease.tsx';
import type { Kept } from './kept.ts';
import { readKept } from './kept.ts';
import type { Advancing, Movement } from './movement.ts';
import { movedBetween } from './movement.ts';

interface Keeping {
  readonly task: TaskDetail;
  readonly mode: TaskMode;
  readonly piece: Workpiece;
  /** The pair that the piece is of. */
  readonly pair: Pair<number>;
  readonly advancing: Pick<Advancing, 'movement' | 'keeper'>;
}

export interface KeptTexts {
  readonly keeper: DraftKeeper;
  /** What was found in this browser from an earlier visit. */
  readonly found: Kept | null;
  readonly forgetFound: () => void;
  /** What another window had saved of sentences that this one has written; null: nothing. */
  readonly displaced: Readonly<Record<string, string>> | null;
  readonly forgetDisplaced: () => void;
}

/** The keeper of a task's texts, and what has to be said of them. */
export function useDraftKeeper(keeping: Keeping): KeptTexts {
  const { task, mode, piece, pair } = keeping;
  const self = useSelf();
  const noteLease = useNoteLease(task.id);
  const [found, setFound] = useState(() => readKept(task.id, self.id));
  const [displaced, setDisplaced] = useState<KeptTexts['displaced']>(null);
  const counted = useRef(pair);
  const client = useQueryClient();
  const [keeper] = useState(() => {
    const draft = newestDraft(task);
    return new DraftKeeper(
      {
        pair: counted,
        task: task.id,
        person: self.id,
        save: (body) => saveDraft(task.id, body),
        onLease: noteLease,
        onDisplaced: (texts) => setDisplaced((before) => ({ ...before, ...texts })),
      },
      {
        lease: mode === 'work' ? (task.lease?.number ?? null) : null,
        draft: draft?.draft ?? 0,
        texts: textsOfDraft(piece, task),
      },
    );
  });
  const lease = mode === 'work' ? (task.lease?.number ?? null) : null;
  const isRestored = useRef(false);
  useLayoutEffect(() => {
    if (lease === null) {
      keeper.lose(null);
      return;
    }
    // What an earlier visit could not save goes back to its place, and is saved now.
    if (!isRestored.current && found !== null) {
      restore(found, { client, notice: task.notice.id, pair: counted.current }).then(
        (texts) => keeper.take(texts),
        toastProblem,
      );
    }
    isRestored.current = true;
    keeper.hold(lease);
  }, [keeper, lease, found, client, task.notice.id]);
  useOthersDraft(keeper, keeping);
  useFollowing(keeper, { ...keeping, counted });
  useEffect(() => {
    const onHide = (): void => keeper.keepUnsaved();
    const onOnline = (): void => void keeper.flush().catch(() => undefined);
    globalThis.addEventListener('pagehide', onHide);
    globalThis.addEventListener('online', onOnline);
    return () => {
      globalThis.removeEventListener('pagehide', onHide);
      globalThis.removeEventListener('online', onOnline);
      keeper.close();
    };
  }, [keeper]);
  return {
    keeper,
    found,
    forgetFound: () => setFound(null),
    displaced,
    forgetDisplaced: () => setDisplaced(null),
  };
}

/** What was kept, under the ids of the pair of now. */
async function restore(
  found: Kept,
  { client, notice, pair }: { client: QueryClient; notice: string; pair: Pair<number> },
): Promise<Readonly<Record<string, string>>> {
  if (found.pair === undefined) return found.segments;
  const moved = await movedBetween(client, notice, { from: found.pair, to: pair });
  const ids = Object.assign({}, ...moved.map((each) => each.ids)) as Movement['carried'];
  return followIds(found.segments, ids);
}

/** What was typed and not saved of sentences that are gone is kept beside the task's drafts, as all that is refused. */
function keepGone(
  { id, lease }: TaskDetail,
  unsaved: Readonly<Record<string, string>>,
  carried: Movement['carried'],
): void {
  const gone = Object.fromEntries(
    Object.entries(unsaved).filter(
      ([name, text]) => text !== '' && carried[partsOfId(name).sentence]?.length === 0,
    ),
  );
  // Under a claim that is over: it is refused, and kept for that.
  const over = (lease?.number ?? 0) - 1;
  if (Object.keys(gone).length === 0 || over < 1) return;
  saveDraft(id, { lease: over, segments: gone }).catch(() => undefined);
}

/** Where the texts moved and the draft followed: takes it over, and what was typed meanwhile with it. */
function useFollowing(
  keeper: DraftKeeper,
  { task, mode, piece, pair, advancing, counted }: Keeping & { counted: { current: Pair<number> } },
): void {
  const { movement, keeper: place } = advancing;
  useLayoutEffect(() => {
    place.current = keeper;
    return () => {
      place.current = null;
    };
  }, [place, keeper]);
  const shown = `${pair.en}/${pair.zh}`;
  const before = useRef(shown);
  const written = useRef(piece.writes);
  useLayoutEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    counted.current = pair;
    const from = written.current;
    written.current = piece.writes;
    if (mode !== 'work') return;
    const draft = newestDraft(task);
    const { segments } = renameForSides(keeper.unsaved(), { from, to: piece.writes });
    const unsaved = followIds(segments, movement.carried);
    keepGone(task, segments, movement.carried);
    keeper.replace(draft?.draft ?? null, textsOfDraft(piece, task), unsaved);
    // oxlint-disable-next-line react/exhaustive-deps -- `shown` names the pair
  }, [keeper, shown, mode, task, piece, movement]);
}

/** Who reads along sees what the holder has saved. */
function useOthersDraft(
  keeper: DraftKeeper,
  { task, mode, piece }: Pick<Keeping, 'task' | 'mode' | 'piece'>,
): void {
  const draft = newestDraft(task);
  const number = draft?.draft ?? 0;
  useEffect(() => {
    // Whose claim has ended while they type see what they have typed.
    if (mode === 'work' || isNeeded(keeper)) return;
    keeper.replace(number, textsOfDraft(piece, task), {});
    // oxlint-disable-next-line react/exhaustive-deps -- the draft is another when its counter is
  }, [keeper, mode, number, piece]);
}

export interface NewestDraft {
  readonly draft: number;
  readonly versions: { readonly [L in Language]?: Content };
  readonly segments: Readonly<Record<string, string>>;
}

/** The draft that the work goes on from. */
export function newestDraft(task: Pick<TaskDetail, 'drafts'>): NewestDraft | null {
  return timelyDrafts(task)[0] ?? null;
}

/** What was saved under a lease, the newest first. */
function timelyDrafts({ drafts }: Pick<TaskDetail, 'drafts'>): TaskDetail['drafts'] {
  return drafts.filter(({ late }) => !late).sort((a, b) => b.lease - a.lease);
}

function textsOfDraft(piece: Workpiece, task: TaskDetail): Readonly<Record<string, string>> {
  const [newest = null, ...earlier] = timelyDrafts(task);
  return draftTexts(
    piece,
    newest,
    earlier.map(({ segments }) => segments),
  );
}
