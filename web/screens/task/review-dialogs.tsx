import { Button, Group, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import type { Pair } from '../../../src/core/language.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { KeyHint } from '../../parts/key-hint.tsx';
import { useWords } from '../../words/words.ts';
import { Banner } from './banners.tsx';
import type { ServerFinding } from './review-data.ts';
import classes from './task.module.css';

interface Asking {
  readonly title: string;
  readonly button: string;
  /** What is missing; false: nothing is. */
  readonly isMissing?: boolean;
  /** Told when it was asked for although something is missing. */
  readonly onMissing?: () => void;
  readonly run: () => Promise<boolean>;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** Asks for the last word: done by its button, and by Mod+Enter. */
function Ask(asking: Asking) {
  const { title, button, isMissing = false, onMissing, run, close, children } = asking;
  const say = useWords('task');
  const [isRunning, setRunning] = useState(false);
  const go = async (): Promise<void> => {
    if (isRunning) return;
    if (isMissing) {
      onMissing?.();
      return;
    }
    setRunning(true);
    const isDone = await run();
    setRunning(false);
    if (isDone) close();
  };
  useShortcuts([
    {
      keys: 'Mod+Enter',
      label: button,
      group: say('keys.group'),
      whileTyping: true,
      run: () => void go(),
    },
  ]);
  return (
    <Dialog title={title} close={close} closeLabel={say('submit.cancel')}>
      <div className={classes.dialog}>
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {say('submit.cancel')}
          </Button>
          <Button
            loading={isRunning}
            onClick={() => void go()}
            rightSection={<KeyHint keys="Mod+Enter" />}
          >
            {button}
          </Button>
        </Group>
      </div>
    </Dialog>
  );
}

export function ApproveDialog({
  pair,
  open,
  approve,
  close,
}: {
  pair: Pair<number>;
  open: number;
  approve: () => Promise<boolean>;
  close: () => void;
}) {
  const say = useWords('task');
  return (
    <Ask title={say('review.approveTitle')} button={say('act.approve')} run={approve} close={close}>
      <p>{say('review.approveText', { en: pair.en, zh: pair.zh })}</p>
      {open > 0 && (
        <Banner tone="warn" icon="warning">
          {say('review.approveOpen', { count: open })}
        </Banner>
      )}
    </Ask>
  );
}

export function ReturnDialog({
  name,
  giveBack,
  close,
}: {
  name: string;
  giveBack: (reason: string) => Promise<boolean>;
  close: () => void;
}) {
  const say = useWords('task');
  return (
    <AskReason
      title={say('review.returnTitle')}
      button={say('review.returnButton')}
      most={5000}
      run={giveBack}
      close={close}
    >
      <p className={classes.hint}>{say('review.returnLead', { name })}</p>
    </AskReason>
  );
}

export function WaiveDialog({
  finding,
  waive,
  close,
}: {
  finding: ServerFinding;
  waive: (finding: string, reason: string) => Promise<boolean>;
  close: () => void;
}) {
  const say = useWords('task');
  return (
    <AskReason
      title={say('findings.waiveTitle')}
      button={say('findings.waiveNow')}
      most={1000}
      run={(reason) => waive(finding.id, reason)}
      close={close}
    >
      <p>{finding.message}</p>
      <p className={classes.hint}>{say('findings.waiveLead')}</p>
    </AskReason>
  );
}

/** Asks for the last word together with its reason, without which nothing is done. */
function AskReason({
  most,
  run,
  children,
  ...asking
}: Pick<Asking, 'title' | 'button' | 'close' | 'children'> & {
  /** Characters. */
  most: number;
  run: (reason: string) => Promise<boolean>;
}) {
  const say = useWords('task');
  const [reason, setReason] = useState('');
  const [wasAsked, setAsked] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const isMissing = reason.trim() === '';
  return (
    <Ask
      {...asking}
      isMissing={isMissing}
      onMissing={() => {
        setAsked(true);
        field.current?.focus();
      }}
      run={() => run(reason.trim())}
    >
      {children}
      <Textarea
        ref={field}
        label={say('review.reason')}
        error={wasAsked && isMissing && say('review.reasonMissing')}
        value={reason}
        maxLength={most}
        autosize
        minRows={3}
        data-autofocus
        required
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Ask>
  );
}
