import type { RefCallback } from 'react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Language } from '../../../src/core/language.ts';
import { languages, otherLanguage } from '../../../src/core/language.ts';
import type { BlockLinks, BlockPlace } from '../../../src/core/linked-blocks.ts';
import {
  blockBeside,
  blockLinks,
  counterpartPlace,
  linkedScroll,
} from '../../../src/core/linked-blocks.ts';
import type { NoticeReport } from '../../api/parity.ts';
import type { BlockAt, Panes } from './block-marks.ts';
import { blockOf, elementAt, elementsOf, markBlocks, markFindings } from './block-marks.ts';

export type { BlockAt } from './block-marks.ts';

/** Two panes that know of each other: what is in hand on one side is lit on the other. */
export interface LinkedPanes {
  readonly paneOf: Readonly<Record<Language, RefCallback<HTMLElement>>>;
  readonly here: BlockAt | null;
  /** The block that was chosen for a link, until its answer is chosen too. */
  readonly picked: BlockAt | null;
  pick(at: BlockAt | null): void;
  /** Takes a block in hand without moving anything: pointing at it. Null: the one that has the focus. */
  point(at: BlockAt | null): void;
  /** A block got the focus: it is in hand, and where the pane is entered again. */
  onFocus(at: BlockAt): void;
  /** Gives a block the focus, and brings it and its counterpart into sight. */
  go(at: BlockAt): void;
  /** So many blocks on from the one in hand, or its counterpart. */
  step(by: number): void;
  cross(): void;
  onScroll(side: Language): void;
  /** A text is on the screen now, or another one: it is marked like the rest. */
  readonly onDrawn: () => void;
  readonly links: BlockLinks | null;
}

/**
 * @param onSide told which side is gone to, before it is: on a narrow screen one side is shown at a time
 */
export function useLinkedPanes(
  report: NoticeReport | null,
  onSide: (side: Language) => void,
): LinkedPanes {
  const panes = useRef<Panes>({});
  const [here, setHere] = useState<BlockAt | null>(null);
  const [focused, setFocused] = useState<BlockAt | null>(null);
  const [picked, pick] = useState<BlockAt | null>(null);
  const links = useMemo(() => (report === null ? null : blockLinks(report)), [report]);
  const { onScroll, follow } = useLinkedScroll(panes, links);
  const [drawn, setDrawn] = useState(0);
  const onDrawn = useCallback(() => setDrawn((before) => before + 1), []);
  useEffect(
    () => markBlocks(panes.current, { here, focused, picked, links }),
    [here, focused, picked, links, drawn],
  );
  useEffect(() => markFindings(panes.current, report), [report, drawn]);
  const go = useGoing(panes, onSide, follow);
  const paneOf = useMemo(
    () => ({
      en: (element: HTMLElement | null) => {
        panes.current.en = element;
      },
      zh: (element: HTMLElement | null) => {
        panes.current.zh = element;
      },
    }),
    [],
  );
  return {
    paneOf,
    here,
    picked,
    pick,
    point: (at) => {
      const next = at ?? (hasFocus(panes.current) ? focused : null);
      setHere((before) => (isSame(before, next) ? before : next));
    },
    onFocus: (at) => {
      setHere(at);
      setFocused(at);
    },
    go,
    step: (by) => {
      const from = here ?? focused;
      const side = from?.side ?? languages.find((one) => elementsOf(panes.current[one]).length > 0);
      if (side === undefined) return;
      const blocks = elementsOf(panes.current[side]).map(blockOf);
      const next = blockBeside(blocks, from?.block ?? null, by);
      if (next !== null) go({ side, block: next });
    },
    cross: () => {
      const from = here ?? focused;
      if (from === null || links === null) return;
      go({
        side: otherLanguage(from.side),
        block: counterpartPlace(links[from.side], from.block),
      });
    },
    onScroll,
    onDrawn,
    links,
  };
}

/** Going to a block: after the drawing that shows its side, where a narrow screen showed the other one. */
function useGoing(
  panes: { readonly current: Panes },
  onSide: (side: Language) => void,
  follow: (side: Language) => void,
): (at: BlockAt) => void {
  const [goal, setGoal] = useState<BlockAt | null>(null);
  useEffect(() => {
    if (goal === null) return;
    const element = elementAt(panes.current, goal);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest' });
    follow(goal.side);
    // oxlint-disable-next-line react/exhaustive-deps -- a goal is gone to once
  }, [goal]);
  return (at) => {
    onSide(at.side);
    setGoal({ ...at });
  };
}

function isSame(one: BlockAt | null, other: BlockAt | null): boolean {
  return one?.side === other?.side && one?.block === other?.block;
}

function hasFocus(panes: Panes): boolean {
  return languages.some((side) => panes[side]?.contains(document.activeElement) === true);
}

function useLinkedScroll(
  panes: { readonly current: Panes },
  links: BlockLinks | null,
): { onScroll: (side: Language) => void; follow: (side: Language) => void } {
  // The pane that was moved by the other one says so in an event of its own, which is not answered.
  const moved = useRef<{ side: Language; top: number } | null>(null);
  const follow = (side: Language): void => {
    const [from, to] = [panes.current[side], panes.current[otherLanguage(side)]];
    if (!from || !to || links === null) return;
    const places = { from: placesIn(from), to: placesIn(to) };
    const line = from.scrollTop + readingLine;
    const target = linkedScroll(line, places, links[side]) - readingLine;
    const top = Math.round(Math.min(to.scrollHeight - to.clientHeight, Math.max(0, target)));
    if (Math.abs(top - to.scrollTop) < 2) return;
    moved.current = { side: otherLanguage(side), top };
    to.scrollTop = top;
  };
  const onScroll = (side: Language): void => {
    const pane = panes.current[side];
    const echo = moved.current;
    if (echo?.side === side && pane && Math.abs(pane.scrollTop - echo.top) < 2) {
      moved.current = null;
      return;
    }
    follow(side);
  };
  return { onScroll, follow };
}

/** Pixels below the pane's edge at which somebody reads. */
const readingLine = 80;

function placesIn(pane: HTMLElement): BlockPlace[] {
  const origin = pane.getBoundingClientRect().top - pane.scrollTop;
  return elementsOf(pane).map((element) => {
    const { top, height } = element.getBoundingClientRect();
    return { block: blockOf(element), top: top - origin, height };
  });
}
