import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { missingToHold } from '../../../src/core/permission.ts';
import type { TaskMode } from '../../../src/core/task-mode.ts';
import { isProblem, messageOf } from '../../api/problem.ts';
import { useMay, useSelf } from '../../api/session.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { toast } from '../../notify/toast.tsx';
import type { IconName } from '../../parts/icon.tsx';
import { Icon } from '../../parts/icon.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useFormats } from '../../words/format.ts';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import type { KeptTexts } from './keeper.ts';
import type { Kept } from './kept.ts';
import type { Advancing } from './movement.ts';
import classes from './task.module.css';
import type { TaskActs } from './task-acts.ts';
import { useSaveState } from './use-keeper.ts';

interface Standing {
  readonly task: TaskDetail;
  readonly mode: TaskMode;
  readonly keeper: DraftKeeper;
  readonly acts: TaskActs;
}

/** How things stand, above the sentences: whose it is, what is kept, what moved. */
export function DeskBanners(
  props: Omit<Standing, 'keeper'> & {
    readonly kept: KeptTexts;
    readonly advancing: Advancing;
    /** The claim has ended under the hands of whoever types. */
    readonly isHanging: boolean;
  },
) {
  const { kept, advancing, mode, isHanging } = props;
  const { keeper, found, displaced } = kept;
  const { movement } = advancing;
  const { status } = useSaveState(keeper);
  const isLost = status === 'kept' || isHanging;
  const standing = { ...props, keeper };
  return (
    <>
      {mode !== 'work' && !isLost && <ModeBanner {...standing} />}
      <ReturnedBanner {...standing} />
      {found !== null && <FoundBanner {...standing} found={found} forget={kept.forgetFound} />}
      <div className={classes.news}>
        {isLost && <LostBanner {...standing} />}
        {displaced !== null && (
          <DisplacedBanner keeper={keeper} texts={displaced} forget={kept.forgetDisplaced} />
        )}
        {(movement.sides.length > 0 || movement.isBlocked) && <MovedBanner advancing={advancing} />}
      </div>
    </>
  );
}

/** Who gave the submission back, and why: to whoever goes on with it. */
function ReturnedBanner({ task, mode }: Standing) {
  const say = useWords('task');
  const { submission, assignee, comments } = task;
  const isOpen = mode === 'work' || mode === 'claimable';
  if (submission === null || !isOpen || assignee?.id !== submission.submitter.id) return null;
  const reason = comments.findLast(
    ({ at, author }) => at >= submission.at && author.id !== submission.submitter.id,
  );
  if (reason === undefined) return null;
  return (
    <Banner tone="warn" icon="review">
      {say('mode.returned', { name: reason.author.name, reason: reason.body })}
    </Banner>
  );
}

/** What another window of the same person wrote for the same sentences: here it counts for less, and is not lost. */
function DisplacedBanner({
  keeper,
  texts,
  forget,
}: {
  keeper: DraftKeeper;
  texts: Readonly<Record<string, string>>;
  forget: () => void;
}) {
  const say = useWords('task');
  const others = Object.values(texts);
  return (
    <Banner
      tone="warn"
      icon="warning"
      isUrgent
      acts={
        <>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              keeper.take(texts);
              forget();
            }}
          >
            {say('kept.takeOther')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={forget}>
            {say('kept.keepMine')}
          </Button>
        </>
      }
    >
      {say('kept.displaced', { count: others.length, text: others.join(' ') })}
    </Banner>
  );
}

type Tone = 'plain' | 'warn' | 'bad' | 'violet' | 'good';

/** A line of news, with what can be done about it. */
export function Banner({
  tone = 'plain',
  icon,
  children,
  acts,
  isUrgent = false,
}: {
  tone?: Tone;
  icon: IconName;
  children: ReactNode;
  acts?: ReactNode;
  isUrgent?: boolean;
}) {
  return (
    <div className={classes.banner} data-tone={tone} role={isUrgent ? 'alert' : undefined}>
      <Icon name={icon} />
      <p>{children}</p>
      {acts !== undefined && <div className={classes.bannerActs}>{acts}</div>}
    </div>
  );
}

function ModeBanner({ task, mode }: Standing) {
  const say = useWords('task');
  const app = useWords('app');
  const self = useSelf();
  const { list } = useFormats();
  const name = task.holder?.name ?? task.submitter?.name ?? '';
  if (mode === 'closed') {
    const isDone = task.status === 'done';
    return (
      <Banner
        tone={isDone ? 'good' : 'plain'}
        icon={isDone ? 'check' : 'hint'}
        acts={
          <>
            <WayOn to={addressOf.notice(task.notice.slug)}>{say('act.notice')}</WayOn>
            <WayOn to={addressOf.inbox}>{say('act.inbox')}</WayOn>
          </>
        }
      >
        {say(isDone ? 'mode.done' : 'mode.cancelled')}
      </Banner>
    );
  }
  const notHeld = (): string => {
    const missing = missingToHold(self, task);
    if (missing === null || missing === 'translator') return say('mode.watchTranslator');
    if (typeof missing === 'string') return say('mode.watchEditor');
    return say('mode.watchLanguages', {
      languages: list(missing.map((each) => app(`languages.${each}`))),
    });
  };
  const words =
    mode === 'claimable'
      ? say('mode.claimable')
      : task.holder === null
        ? notHeld()
        : say('mode.watchHeld', { name });
  return <Banner icon={mode === 'claimable' ? 'hint' : 'eye'}>{words}</Banner>;
}

function WayOn({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Button component={Link} to={to} size="compact-sm" variant="default">
      {children}
    </Button>
  );
}

/** The lease is lost or saving was refused: says that nothing is lost, and offers the way on. */
function LostBanner({ task, mode, keeper, acts }: Standing) {
  const say = useWords('task');
  const { problem } = useSaveState(keeper);
  const isRefused =
    problem !== null && !isProblem(problem, 'lease_lost', 'task_closed') && mode === 'work';
  const words = isRefused
    ? say('kept.refused', { reason: messageOf(problem) })
    : mode === 'closed'
      ? say('kept.closed')
      : task.holder !== null && mode !== 'work'
        ? say('kept.lostTo', { name: task.holder.name })
        : say('kept.lost');
  return (
    <Banner
      tone="warn"
      icon="warning"
      isUrgent
      acts={
        <>
          {mode === 'claimable' && (
            <Button size="compact-sm" onClick={() => void acts.claim()}>
              {say('kept.claimAgain')}
            </Button>
          )}
          <CopyButton text={() => Object.values(keeper.unsaved()).join('\n')} />
        </>
      }
    >
      {words}
    </Banner>
  );
}

export function CopyButton({ text }: { text: () => string }) {
  const say = useWords('task');
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => {
        void navigator.clipboard.writeText(text()).then(() => toast(say('kept.copied')));
      }}
    >
      {say('kept.copy')}
    </Button>
  );
}

function FoundBanner({
  mode,
  keeper,
  found,
  forget,
}: Standing & { found: Kept; forget: () => void }) {
  const say = useWords('task');
  const mayClaim = useMay()('task.work');
  const { relative } = useFormats();
  const values = { count: Object.keys(found.segments).length, when: relative(new Date(found.at)) };
  const isBack = mode === 'work';
  return (
    <Banner
      tone="violet"
      icon="history"
      acts={
        <>
          {!isBack && mayClaim && (
            <CopyButton text={() => Object.values(found.segments).join('\n')} />
          )}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              keeper.keepUnsaved();
              forget();
            }}
          >
            {say(isBack ? 'moved.dismiss' : 'kept.discard')}
          </Button>
        </>
      }
    >
      {say(isBack ? 'kept.found' : 'kept.foundAside', values)}
    </Banner>
  );
}

function MovedBanner({ advancing: { movement, dismiss } }: { advancing: Advancing }) {
  const say = useWords('task');
  return (
    <Banner
      tone="violet"
      icon="update"
      acts={
        <Button size="compact-sm" variant="default" onClick={dismiss}>
          {say('moved.dismiss')}
        </Button>
      }
    >
      {movement.isBlocked
        ? say('moved.blocked')
        : movement.sides.map(({ side, count }) => (
            <span key={side}>
              <strong>{say('moved.title', { side: say(`sides.${side}`) })}</strong>{' '}
              {say('moved.text', { count })}
            </span>
          ))}
    </Banner>
  );
}
