import { Button, Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { otherLanguage } from '../../../src/core/language.ts';
import { certainLinks, withHandLink } from '../../../src/core/linked-blocks.ts';
import type { NoticeDetail } from '../../api/notices.ts';
import type { Constraint, NoticeReport } from '../../api/parity.ts';
import { correctAlignment, reportQuery } from '../../api/parity.ts';
import { useMay } from '../../api/session.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { announce } from '../../notify/announce.ts';
import { toast, toastProblem } from '../../notify/toast.tsx';
import { useWords } from '../../words/words.ts';
import type { BlockAt, LinkedPanes } from './linked-panes.ts';
import classes from './texts.module.css';

interface Bar {
  readonly notice: NoticeDetail;
  readonly report: NoticeReport;
  readonly panes: LinkedPanes;
}

/** Walking through the blocks by keys, and saying by hand which of them answer each other. */
export function HandLinkBar({ notice, report, panes }: Bar) {
  const say = useWords('notice');
  const app = useWords('app');
  const mayCorrect = useMay()('parity.write');
  const [isCorrecting, setCorrecting] = useState(false);
  const [picked, setPicked] = useState<BlockAt | null>(null);
  const correct = useCorrection(notice, report);
  const take = (at: BlockAt): void => {
    if (picked === null || picked.side === at.side) {
      setPicked(at);
      announce(say('hand.picked'));
      return;
    }
    setPicked(null);
    void correct(picked, at.block);
  };
  useBlockKeys(panes, isCorrecting ? take : null);
  usePicking(isCorrecting ? take : null);
  return (
    <div className={classes.hand}>
      {mayCorrect && (
        <Switch
          size="xs"
          label={say('hand.mode')}
          checked={isCorrecting}
          onChange={({ currentTarget }) => {
            setCorrecting(currentTarget.checked);
            setPicked(null);
          }}
        />
      )}
      {isCorrecting && (
        <span className={classes.hint} role="status">
          {picked === null
            ? say('hand.pickFirst')
            : say('hand.pickSecond', { language: app(`languages.${otherLanguage(picked.side)}`) })}
        </span>
      )}
      {picked !== null && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            setPicked(null);
            void correct(picked, null);
          }}
        >
          {say('hand.none')}
        </Button>
      )}
    </div>
  );
}

/** `j` and `k` go through the blocks, `x` to the counterpart, `l` takes one for a link. */
function useBlockKeys(panes: LinkedPanes, take: ((at: BlockAt) => void) | null): void {
  const say = useWords('notice');
  const group = say('keys.group');
  useShortcuts([
    { keys: 'j', label: say('keys.nextBlock'), group, run: () => panes.step(1) },
    { keys: 'k', label: say('keys.previousBlock'), group, run: () => panes.step(-1) },
    { keys: 'x', label: say('keys.counterpart'), group, run: () => panes.cross() },
    ...(take === null
      ? []
      : [
          {
            keys: 'l',
            label: say('keys.link'),
            group,
            run: () => {
              if (panes.here !== null) take(panes.here);
            },
          },
        ]),
  ]);
}

/** While the alignment is corrected, a click takes the block under it. */
function usePicking(take: ((at: BlockAt) => void) | null): void {
  useEffect(() => {
    if (take === null) return undefined;
    const onClick = (event: globalThis.MouseEvent): void => {
      const target = event.target as HTMLElement;
      const element = target.closest<HTMLElement>('[data-block]');
      const side = target.closest<HTMLElement>('[data-language]')?.dataset['language'];
      if (element === null || (side !== 'en' && side !== 'zh')) return;
      event.preventDefault();
      take({ side, block: Number(element.dataset['block']) });
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, [take]);
}

/** Sends a correction, and offers to take it back. */
function useCorrection(notice: NoticeDetail, report: NoticeReport) {
  const say = useWords('notice');
  const client = useQueryClient();
  const send = async (constraints: readonly Constraint[]): Promise<void> => {
    try {
      const corrected = await correctAlignment(notice.id, report.pair, constraints);
      client.setQueryData(reportQuery(notice.slug).queryKey, corrected);
    } catch (error) {
      toastProblem(error);
    }
  };
  return async (from: BlockAt, to: number | null): Promise<void> => {
    const earlier = certainLinks(report);
    await send(
      withHandLink(report, earlier, { side: from.side, from: from.block, to }).slice(-1000),
    );
    announce(say('hand.done'));
    toast(say('hand.done'), { run: () => void send(earlier.slice(-1000)) });
  };
}
