import type { RefCallback } from 'react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Language } from '../../../src/core/language.ts';
import { languages, otherLanguage } from '../../../src/core/language.ts';
import type { BlockLinks, BlockPlace } from '../../../src/core/linked-blocks.ts';
import { blockLinks, linkedScroll } from '../../../src/core/linked-blocks.ts';
import type { NoticeReport } from '../../api/parity.ts';

/** A block of one side. */
export interface BlockAt {
  readonly side: Language;
  readonly block: number;
}

/** Two panes that know of each other: what is in hand on one side is lit on the other. */
export interface LinkedPanes {
  readonly paneOf: Readonly<Record<Language, RefCallback<HTMLElement>>>;
  readonly here: BlockAt | null;
  /** Takes a block in hand without moving anything: pointing at it. */
  point(at: BlockAt | null): void;
  /** Takes a block in hand and brings it and its counterpart into sight. */
  go(at: BlockAt): void;
  /** The block before or after the one in hand, or its counterpart. */
  step(by: 1 | -1): void;
  cross(): void;
  onScroll(side: Language): void;
  /** A text is on the screen now, or another one: it is marked like the rest. */
  readonly onDrawn: () => void;
  readonly links: BlockLinks | null;
}

export function useLinkedPanes(report: NoticeReport | null): LinkedPanes {
  const panes = useRef<Partial<Record<Language, HTMLElement | null>>>({});
  const [here, setHere] = useState<BlockAt | null>(null);
  const links = useMemo(() => (report === null ? null : blockLinks(report)), [report]);
  const { onScroll, follow } = useLinkedScroll(panes, links);
  const [drawn, setDrawn] = useState(0);
  const onDrawn = useCallback(() => setDrawn((before) => before + 1), []);
  useEffect(() => light(panes.current, here, links), [here, links, drawn]);
  useEffect(() => markFindings(panes.current, report), [report, drawn]);
  const go = (at: BlockAt): void => {
    setHere(at);
    elementAt(panes.current, at)?.scrollIntoView({ block: 'nearest' });
    follow(at.side);
  };
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
    point: setHere,
    go,
    step: (by) => {
      const side = here?.side ?? 'en';
      const blocks = elementsOf(panes.current[side]).map(blockOf);
      const at = here === null ? -1 : blocks.indexOf(here.block);
      const next = blocks[Math.min(blocks.length - 1, Math.max(0, at + by))];
      if (next !== undefined) go({ side, block: next });
    },
    cross: () => {
      if (here === null) return;
      const [answer] = links?.[here.side].get(here.block) ?? [];
      if (answer !== undefined) go({ side: otherLanguage(here.side), block: answer });
    },
    onScroll,
    onDrawn,
    links,
  };
}

type Panes = Partial<Record<Language, HTMLElement | null>>;

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

function elementsOf(pane: HTMLElement | null | undefined): HTMLElement[] {
  return pane ? [...pane.querySelectorAll<HTMLElement>('[data-block]')] : [];
}

function blockOf(element: HTMLElement): number {
  return Number(element.dataset['block']);
}

function elementAt(panes: Panes, { side, block }: BlockAt): HTMLElement | undefined {
  return elementsOf(panes[side]).find((element) => blockOf(element) === block);
}

function placesIn(pane: HTMLElement): BlockPlace[] {
  const origin = pane.getBoundingClientRect().top - pane.scrollTop;
  return elementsOf(pane).map((element) => {
    const { top, height } = element.getBoundingClientRect();
    return { block: blockOf(element), top: top - origin, height };
  });
}

function light(panes: Panes, here: BlockAt | null, links: BlockLinks | null): void {
  for (const side of languages) {
    const isOwn = here?.side === side;
    const lit = new Set(
      here === null ? [] : isOwn ? [here.block] : (links?.[here.side].get(here.block) ?? []),
    );
    for (const element of elementsOf(panes[side])) {
      element.toggleAttribute('data-lit', lit.has(blockOf(element)));
      element.toggleAttribute('data-here', isOwn && lit.has(blockOf(element)));
    }
  }
}

/** Blocks with an error or a warning that nobody dismissed carry it at their edge. */
function markFindings(panes: Panes, report: NoticeReport | null): void {
  for (const side of languages) {
    const worst = new Map<number, string>();
    for (const { severity, waiver, ...at } of report?.findings ?? []) {
      if (severity === 'hint' || waiver) continue;
      for (const index of at[side]) {
        const block = report?.[side].segments[index]?.blockIndex;
        if (block !== undefined && worst.get(block) !== 'error') worst.set(block, severity);
      }
    }
    for (const element of elementsOf(panes[side])) {
      const severity = worst.get(blockOf(element));
      if (severity === undefined) delete element.dataset['finding'];
      else element.dataset['finding'] = severity;
    }
  }
}
