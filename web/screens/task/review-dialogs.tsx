import { Button, Group, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
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
  readonly isReady?: boolean;
  readonly run: () => Promise<boolean>;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** Asks for the last word: done by its button, and by Mod+Enter. */
function Ask({ title, button, isReady = true, run, close, children }: Asking) {
  const say = useWords('task');
  const [isRunning, setRunning] = useState(false);
  const go = async (): Promise<void> => {
    if (isRunning || !isReady) return;
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
            disabled={!isReady}
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
  const [reason, setReason] = useState('');
  return (
    <Ask
      title={say('review.returnTitle')}
      button={say('review.returnButton')}
      isReady={reason.trim() !== ''}
      run={() => giveBack(reason.trim())}
      close={close}
    >
      <p className={classes.hint}>{say('review.returnLead', { name })}</p>
      <Reason label={say('review.reason')} value={reason} onChange={setReason} most={5000} />
    </Ask>
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
  const [reason, setReason] = useState('');
  return (
    <Ask
      title={say('findings.waiveTitle')}
      button={say('findings.waiveNow')}
      isReady={reason.trim() !== ''}
      run={() => waive(finding.id, reason.trim())}
      close={close}
    >
      <p>{finding.message}</p>
      <p className={classes.hint}>{say('findings.waiveLead')}</p>
      <Reason label={say('review.reason')} value={reason} onChange={setReason} most={1000} />
    </Ask>
  );
}

function Reason({
  label,
  value,
  onChange,
  most,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  most: number;
}) {
  return (
    <Textarea
      label={label}
      value={value}
      maxLength={most}
      autosize
      minRows={3}
      data-autofocus
      required
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
