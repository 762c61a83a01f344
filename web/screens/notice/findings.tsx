import { Button, Group, Textarea } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Language } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import type { NoticeDetail } from '../../api/notices.ts';
import type { Finding, NoticeReport } from '../../api/parity.ts';
import { restoreFinding, waiveFinding } from '../../api/parity.ts';
import { useMay } from '../../api/session.ts';
import { toast, toastProblem } from '../../notify/toast.tsx';
import { Content } from '../../parts/content.tsx';
import { Mark } from '../../parts/mark.tsx';
import { ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { useWords } from '../../words/words.ts';
import classes from './findings.module.css';

interface Panel {
  readonly notice: NoticeDetail;
  readonly report: UseQueryResult<NoticeReport>;
  readonly onPlace: (side: Language, block: number) => void;
}

const tones = { error: 'bad', warning: 'warn', hint: 'plain' } as const;

/** Where the two texts say different things, as far as the engine and readers see. */
export function Findings({ notice, report, onPlace }: Panel) {
  const say = useWords('notice');
  return (
    <aside className={classes.findings} aria-label={say('findings.title')}>
      <h2 className={classes.title}>
        {say('findings.title')}
        {report.data !== undefined && (
          <span className={classes.score}>
            {say('findings.score', { score: report.data.score })}
          </span>
        )}
      </h2>
      <List notice={notice} report={report} onPlace={onPlace} />
    </aside>
  );
}

function List({ notice, report, onPlace }: Panel) {
  const say = useWords('notice');
  if (report.data === undefined) {
    if (report.error === null) return <SkeletonRows rows={3} height={56} />;
    return <ProblemState error={report.error} retry={() => void report.refetch()} />;
  }
  const { findings, readers } = report.data;
  if (findings.length === 0 && readers.length === 0) {
    return <p className={classes.none}>{say('findings.none')}</p>;
  }
  return (
    <ul className={classes.list}>
      {readers.map(({ id, language, words, times }) => (
        <li key={id} className={classes.finding}>
          <Mark tone="warn">{say('findings.reader', { count: times })}</Mark>
          <p className={classes.evidence}>
            <Content language={language}>{words}</Content>
          </p>
        </li>
      ))}
      {findings.map((finding) => (
        <FindingItem
          key={finding.id}
          notice={notice}
          report={report.data}
          finding={finding}
          onPlace={onPlace}
        />
      ))}
    </ul>
  );
}

interface Item {
  readonly notice: NoticeDetail;
  readonly report: NoticeReport;
  readonly finding: Finding;
  readonly onPlace: Panel['onPlace'];
}

function FindingItem({ notice, report, finding, onPlace }: Item) {
  const say = useWords('notice');
  const app = useWords('app');
  const waiver = finding.waiver ?? null;
  return (
    <li className={classes.finding} data-waived={waiver !== null || undefined}>
      <Mark tone={waiver === null ? tones[finding.severity] : 'plain'}>
        {say(waiver === null ? `severities.${finding.severity}` : 'findings.waived')}
      </Mark>
      <p className={classes.message}>{finding.message}</p>
      {waiver !== null && (
        <p className={classes.reason}>
          {say('findings.waivedBy', { name: waiver.by.name, reason: waiver.reason })}
        </p>
      )}
      <Group gap={4}>
        {languages.map((side) => {
          const segment = report[side].segments[finding[side][0] ?? -1];
          return (
            segment !== undefined && (
              <Button
                key={side}
                size="compact-xs"
                variant="subtle"
                onClick={() => onPlace(side, segment.blockIndex)}
              >
                {say('findings.show', { language: app(`languages.${side}`) })}
              </Button>
            )
          );
        })}
        <Dismissal notice={notice} finding={finding} />
      </Group>
    </li>
  );
}

/** Dismissing a finding with a reason, and taking it back. */
function Dismissal({ notice, finding }: Pick<Item, 'notice' | 'finding'>) {
  const say = useWords('notice');
  const mayWaive = useMay()('parity.write');
  const client = useQueryClient();
  const [reason, setReason] = useState<string | null>(null);
  if (!mayWaive) return null;
  const attempt = async (
    act: () => Promise<unknown>,
    done: string,
    undo: () => Promise<unknown>,
  ) => {
    try {
      await act();
      toast(done, { run: () => void undo().then(reread, toastProblem) });
    } catch (error) {
      toastProblem(error);
    }
    await reread();
  };
  const reread = (): Promise<void> =>
    client.invalidateQueries({ queryKey: ['notice', notice.slug, 'report'] });
  const restore = (): Promise<unknown> => restoreFinding(notice.id, finding.id);
  const waive = (why: string) => (): Promise<unknown> => waiveFinding(notice.id, finding.id, why);
  if (finding.waiver) {
    const { reason: why } = finding.waiver;
    return (
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => void attempt(restore, say('findings.restored'), waive(why))}
      >
        {say('findings.restore')}
      </Button>
    );
  }
  if (reason === null) {
    return (
      <Button size="compact-xs" variant="subtle" onClick={() => setReason('')}>
        {say('findings.waive')}
      </Button>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        setReason(null);
        void attempt(waive(reason), say('findings.waivedDone'), restore);
      }}
    >
      <Textarea
        size="xs"
        label={say('findings.reason')}
        autosize
        minRows={2}
        maxLength={1000}
        autoFocus
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Group gap={6} mt={6}>
        <Button size="compact-xs" type="submit" disabled={reason.trim() === ''}>
          {say('findings.waive')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setReason(null)}>
          {say('cancel')}
        </Button>
      </Group>
    </form>
  );
}
