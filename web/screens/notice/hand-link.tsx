import { Button, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import { otherLanguage } from '../../../src/core/language.ts';
import { withHandLink } from '../../../src/core/linked-blocks.ts';
import type { NoticeDetail } from '../../api/notices.ts';
import type { NoticeReport } from '../../api/parity.ts';
import { useMay } from '../../api/session.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { announce } from '../../notify/announce.ts';
import { useWords } from '../../words/words.ts';
import { blockOf } from './block-marks.ts';
import { useCorrection } from './correction.ts';
import { Corrections } from './corrections.tsx';
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
  const [isListed, setListed] = useState(false);
  const correct = useCorrection(notice, report);
  const { picked, pick } = panes;
  const link = (from: BlockAt, to: number | null): void => {
    pick(null);
    const wish = { side: from.side, from: from.block, to };
    void correct(withHandLink(report, report.corrections, wish), say('hand.done'));
  };
  const take = (at: BlockAt): void => {
    if (picked === null || picked.side === at.side) {
      pick(at);
      announce(say('hand.picked'));
    } else link(picked, at.block);
  };
  const setMode = (next: boolean): void => {
    setCorrecting(next);
    pick(null);
  };
  const acts = {
    mode: mayCorrect ? () => setMode(!isCorrecting) : null,
    take: isCorrecting ? take : null,
    none: picked === null ? null : () => link(picked, null),
    drop: picked === null ? null : () => pick(null),
  };
  useBlockKeys(panes, acts);
  usePicking(acts.take);
  return (
    <div className={classes.hand}>
      {mayCorrect && (
        <Switch
          size="xs"
          label={say('hand.mode')}
          checked={isCorrecting}
          onChange={({ currentTarget }) => setMode(currentTarget.checked)}
        />
      )}
      {report.corrections.length > 0 && (
        <Button size="compact-xs" variant="subtle" onClick={() => setListed(true)}>
          {say('hand.standing', { count: report.corrections.length })}
        </Button>
      )}
      {isCorrecting && (
        <span className={classes.hint} role="status">
          {picked === null
            ? say('hand.pickFirst')
            : say('hand.pickSecond', { language: app(`languages.${otherLanguage(picked.side)}`) })}
        </span>
      )}
      {acts.none !== null && (
        <Button size="compact-xs" variant="default" onClick={acts.none} aria-keyshortcuts="0">
          {say('hand.none')}
        </Button>
      )}
      {isListed && (
        <Corrections
          report={report}
          correct={mayCorrect ? correct : null}
          close={() => setListed(false)}
        />
      )}
    </div>
  );
}

/** What can be done now; null: it cannot. */
interface HandActs {
  readonly mode: (() => void) | null;
  readonly take: ((at: BlockAt) => void) | null;
  readonly none: (() => void) | null;
  readonly drop: (() => void) | null;
}

/** `j` and `k` go through the blocks, `x` to the counterpart, `a` begins correcting, `l` takes one for a link. */
function useBlockKeys(panes: LinkedPanes, { mode, take, none, drop }: HandActs): void {
  const say = useWords('notice');
  const group = say('keys.group');
  const taking =
    take === null
      ? null
      : (): void => {
          if (panes.here !== null) take(panes.here);
        };
  useShortcuts([
    { keys: 'j', label: say('keys.nextBlock'), group, run: () => panes.step(1) },
    { keys: 'k', label: say('keys.previousBlock'), group, run: () => panes.step(-1) },
    { keys: 'x', label: say('keys.counterpart'), group, run: () => panes.cross() },
    ...offered('a', say('hand.mode'), mode),
    ...offered('l', say('keys.link'), taking),
    ...offered('0', say('hand.none'), none),
    ...offered('Escape', say('keys.drop'), drop),
  ]);

  function offered(keys: string, label: string, run: (() => void) | null) {
    return run === null ? [] : [{ keys, label, group, run }];
  }
}

/** While the alignment is corrected, a click takes the block under it; Enter and Space the one with the focus. */
function usePicking(take: ((at: BlockAt) => void) | null): void {
  useEffect(() => {
    if (take === null) return undefined;
    const onPick = (event: globalThis.Event, element: HTMLElement | null): void => {
      const side = element?.closest<HTMLElement>('[data-language]')?.dataset['language'];
      if (element === null || (side !== 'en' && side !== 'zh')) return;
      event.preventDefault();
      take({ side, block: blockOf(element) });
    };
    const onClick = (event: globalThis.MouseEvent): void =>
      onPick(event, (event.target as HTMLElement).closest<HTMLElement>('[data-block]'));
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      const target = event.target as HTMLElement;
      // Of a link within a block the browser makes a click.
      if (isPlain && /^(Enter| )$/.test(event.key) && target.matches('[data-block]'))
        onPick(event, target);
    };
    document.addEventListener('click', onClick);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('click', onClick);
      document.removeEventListener('keydown', onKey);
    };
  }, [take]);
}
