import type { Language } from '../../../src/core/language.ts';
import { languages, otherLanguage } from '../../../src/core/language.ts';
import type { BlockLinks } from '../../../src/core/linked-blocks.ts';
import { counterpartPlace } from '../../../src/core/linked-blocks.ts';
import type { NoticeReport } from '../../api/parity.ts';

/** A block of one side. */
export interface BlockAt {
  readonly side: Language;
  readonly block: number;
}

/** The elements that hold the texts, where they are on the screen. */
export type Panes = Partial<Record<Language, HTMLElement | null>>;

/** Ids of the words that stand before the counterpart where a block is described, or in its place. */
export const noteIds = {
  answered: 'block-answered-by',
  unanswered: 'block-unanswered',
  picked: 'block-picked',
} as const;

/** The elements of a pane's blocks, in reading order. */
export function elementsOf(pane: HTMLElement | null | undefined): HTMLElement[] {
  return pane ? [...pane.querySelectorAll<HTMLElement>('[data-block]')] : [];
}

export function blockOf(element: HTMLElement): number {
  return Number(element.dataset['block']);
}

export function elementAt(panes: Panes, { side, block }: BlockAt): HTMLElement | undefined {
  return elementsOf(panes[side]).find((element) => blockOf(element) === block);
}

interface Marks {
  readonly here: BlockAt | null;
  readonly focused: BlockAt | null;
  readonly picked: BlockAt | null;
  readonly links: BlockLinks | null;
}

/**
 * Marks every block with what is in hand, and with what answers it for those who do not see that. A pane is one
 * stop of the Tab key: the block that had the focus last, or its counterpart.
 */
export function markBlocks(panes: Panes, { here, focused, picked, links }: Marks): void {
  for (const side of languages) {
    const elements = elementsOf(panes[side]);
    const isOwn = here?.side === side;
    const lit = new Set(
      here === null ? [] : isOwn ? [here.block] : (links?.[here.side].get(here.block) ?? []),
    );
    const wished = stopOf(side, focused, links);
    const stop = elements.find((element) => blockOf(element) === wished) ?? elements[0];
    for (const element of elements) {
      const block = blockOf(element);
      const isPicked = picked?.side === side && picked.block === block;
      element.toggleAttribute('data-lit', lit.has(block));
      element.toggleAttribute('data-here', isOwn && lit.has(block));
      element.toggleAttribute('data-picked', isPicked);
      element.tabIndex = element === stop ? 0 : -1;
      element.id = idOf(side, block);
      describe(element, [
        ...(isPicked ? [noteIds.picked] : []),
        ...(links === null ? [] : answersOf(side, links[side].get(block) ?? [])),
      ]);
    }
  }
}

function stopOf(side: Language, focused: BlockAt | null, links: BlockLinks | null): number {
  if (focused === null) return 0;
  if (focused.side === side) return focused.block;
  return links === null ? 0 : counterpartPlace(links[focused.side], focused.block);
}

function idOf(side: Language, block: number): string {
  return `block-${side}-${block}`;
}

function answersOf(side: Language, answers: readonly number[]): string[] {
  if (answers.length === 0) return [noteIds.unanswered];
  return [noteIds.answered, ...answers.map((block) => idOf(otherLanguage(side), block))];
}

function describe(element: HTMLElement, ids: readonly string[]): void {
  if (ids.length === 0) element.removeAttribute('aria-describedby');
  else element.setAttribute('aria-describedby', ids.join(' '));
}

/** Blocks with an error or a warning that nobody dismissed carry it at their edge. */
export function markFindings(panes: Panes, report: NoticeReport | null): void {
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
