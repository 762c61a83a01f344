import { Button, Group, Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import type { TaskRow, Workpiece } from '../../../src/core/task-rows.ts';
import { textsOf } from '../../../src/core/task-rows.ts';
import { sameContent } from '../../../src/core/revision.ts';
import type { WrittenVersions } from '../../api/task-work.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { KeyHint } from '../../parts/key-hint.tsx';
import { useWords } from '../../words/words.ts';
import { Banner } from './banners.tsx';
import { Difference } from './difference.tsx';
import type { DraftKeeper } from './draft-keeper.ts';
import type { ShownFinding } from './findings.tsx';
import { FindingLines } from './findings.tsx';
import { newestDraft } from './keeper.ts';
import { emptyPlaces } from './progress.tsx';
import classes from './task.module.css';
import type { TaskActs } from './task-acts.ts';

interface Submitting {
  readonly task: TaskDetail;
  readonly piece: Workpiece;
  readonly rows: readonly TaskRow[];
  readonly keeper: DraftKeeper;
  readonly acts: TaskActs;
  readonly openConflicts: number;
  readonly openFindings: readonly ShownFinding[];
  readonly close: () => void;
}

/** Shows what would be submitted, sentence by sentence, and asks for the last word. */
export function SubmitDialog(props: Submitting) {
  const { task, piece, rows, keeper, acts, openConflicts, openFindings, close } = props;
  const say = useWords('task');
  const texts = useMemo(() => textsOf(piece, keeper.all()), [piece, keeper]);
  const gaps = useMemo(() => emptyPlaces(rows, keeper), [rows, keeper]);
  const [message, setMessage] = useState('');
  const [isSending, setSending] = useState(false);
  const isAllEmpty = gaps.length > 0 && gaps.length === rows.length;
  const submit = async (): Promise<void> => {
    if (isSending || isAllEmpty) return;
    setSending(true);
    const base = task.claimBase ?? task.base;
    const versions = versionsOf(piece, texts, newestDraft(task) !== null);
    const isAccepted = await acts.submit({ versions, message: message.trim(), base });
    setSending(false);
    if (isAccepted) close();
  };
  useShortcuts([
    {
      keys: 'Mod+Enter',
      label: say('submit.button'),
      group: say('keys.group'),
      whileTyping: true,
      run: () => void submit(),
    },
  ]);
  return (
    <Dialog title={say('submit.title')} close={close} size="xl" closeLabel={say('submit.cancel')}>
      <div className={classes.dialog}>
        <p className={classes.hint}>{say('submit.lead')}</p>
        <Gaps gaps={gaps} close={close} />
        {openConflicts > 0 && (
          <Banner tone="warn" icon="reconcile">
            {say('submit.conflicts', { count: openConflicts })}
          </Banner>
        )}
        {openFindings.length > 0 && (
          <>
            <Banner tone="warn" icon="warning">
              {say('submit.findings', { count: openFindings.length })}
            </Banner>
            <FindingLines findings={gravestFirst(openFindings).slice(0, findingsShown)} />
          </>
        )}
        {piece.writes.map((language) => {
          const after = texts[language];
          return (
            after !== undefined && (
              <Difference
                key={language}
                language={language}
                before={piece.contents[language]}
                after={after}
              />
            )
          );
        })}
        <Textarea
          label={say('submit.message')}
          value={message}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {say('submit.cancel')}
          </Button>
          <Button
            data-autofocus
            loading={isSending}
            disabled={isAllEmpty}
            onClick={() => void submit()}
            rightSection={<KeyHint keys="Mod+Enter" />}
          >
            {say(gaps.length > 0 ? 'submit.anyway' : 'submit.button')}
          </Button>
        </Group>
      </div>
    </Dialog>
  );
}

/** Those beyond are in their rows. */
const findingsShown = 5;

function gravestFirst(findings: readonly ShownFinding[]): ShownFinding[] {
  const isError = ({ severity }: ShownFinding): boolean => severity === 'error';
  return [...findings.filter(isError), ...findings.filter((each) => !isError(each))];
}

/** Whole texts of the sides that differ from what they were; of all, where an older draft may say otherwise. */
function versionsOf(
  piece: Workpiece,
  texts: ReturnType<typeof textsOf>,
  hasDraft: boolean,
): WrittenVersions | null {
  const versions: WrittenVersions = {};
  for (const language of piece.writes) {
    const text = texts[language];
    const before = piece.contents[language];
    if (text === undefined) continue;
    if (!hasDraft && before !== null && sameContent(before, text)) continue;
    versions[language] = { ...text, format: 'html' };
  }
  return Object.keys(versions).length === 0 ? null : versions;
}

function Gaps({ gaps, close }: { gaps: readonly string[]; close: () => void }) {
  const say = useWords('task');
  const [first] = gaps;
  if (first === undefined) return null;
  return (
    <Banner
      tone="warn"
      icon="warning"
      acts={
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            close();
            // The dialog gives the focus back to where it was, and only then is it free to move.
            setTimeout(() => focusCell(first), 50);
          }}
        >
          {say('submit.goToGap')}
        </Button>
      }
    >
      {say('submit.gaps', { count: gaps.length })}
    </Banner>
  );
}

function focusCell(id: string): void {
  const field = document.querySelector<HTMLElement>(`textarea[data-cell="${CSS.escape(id)}"]`);
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}
