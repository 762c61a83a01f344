import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode, RefObject } from 'react';
import { useRef } from 'react';
import classes from './long-list.module.css';

interface Lines {
  readonly count: number;
  /** How high a line is about, in px, before it is drawn. */
  heightOf(index: number): number;
  /** What a line is known by while the list around it changes. */
  keyOf(index: number): string | number;
}

/** A list of which the lines in sight are drawn, and a few around them: the rest of ten thousand is a height. */
export interface LongListState {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly list: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;
  /** Brings a line into sight. */
  scrollTo(index: number): void;
}

export function useLongList({ count, heightOf, keyOf }: Lines): LongListState {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    getItemKey: keyOf,
    overscan: 12,
    // Until it is measured: with no height, the lines would be drawn at the second go.
    initialRect: { width: 0, height: innerHeight },
  });
  return {
    scroller,
    list,
    scrollTo: (index) => list.scrollToIndex(index, { align: 'auto' }),
  };
}

/** @param lineOf what a line shows; null: it is not there any more */
export function LongList({
  state: { scroller, list },
  lineOf,
}: {
  state: LongListState;
  lineOf: (index: number) => ReactNode;
}) {
  return (
    <div className={classes.scroller} ref={scroller}>
      <ul className={classes.list} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start, key }) => {
          const line = lineOf(index);
          return (
            line !== null && (
              <li
                key={key}
                ref={list.measureElement}
                data-index={index}
                className={classes.line}
                style={{ transform: `translateY(${start}px)` }}
              >
                {line}
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
