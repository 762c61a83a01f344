import { Button, CloseButton } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import type { Task } from '../../api/tasks.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { NoticeTitle } from '../../parts/content.tsx';
import { Icon } from '../../parts/icon.tsx';
import { KeyHint } from '../../parts/key-hint.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useWords } from '../../words/words.ts';
import type { Confirming } from './confirming.ts';
import classes from './confirm-bar.module.css';
import type { InboxView } from './lists.ts';

/** Everything that waits, or what one act may confirm: for those who may confirm. */
export function ViewSwitch({ view }: { view: InboxView }) {
  const say = useWords('inbox');
  const navigate = useNavigate();
  const mayConfirm = useMay()('pair.confirm');
  const other = view === 'all' ? 'confirm' : undefined;
  const run = (): void => void navigate({ to: '/', search: { view: other } });
  const label = say(view === 'all' ? 'shortcuts.toConfirm' : 'shortcuts.toAll');
  useShortcuts(mayConfirm ? [{ keys: 'v', label, group: say('shortcuts.group'), run }] : []);
  if (!mayConfirm) return null;
  return (
    <nav className={classes.views} aria-label={say('views.label')}>
      <Link to="/" search={{ view: undefined }} activeOptions={{ exact: true }}>
        {say('views.all')}
      </Link>
      <Link to="/" search={{ view: 'confirm' }} activeOptions={{ exact: true }}>
        {say('views.confirm')}
      </Link>
    </nav>
  );
}

/** What is picked, and what can be done with all of it. */
export function ConfirmBar({
  confirming,
  tasks,
}: {
  confirming: Confirming;
  tasks: readonly Task[];
}) {
  const say = useWords('inbox');
  const picked = tasks.filter(({ id }) => confirming.picked.has(id));
  return (
    <div className={classes.bar} role="toolbar" aria-label={say('confirm.label')}>
      <label className={classes.all}>
        <input
          type="checkbox"
          checked={picked.length === tasks.length && tasks.length > 0}
          ref={(box) => {
            if (box !== null) box.indeterminate = picked.length > 0 && picked.length < tasks.length;
          }}
          onChange={() => confirming.toggleAll(tasks)}
        />
        {picked.length === 0
          ? say('confirm.pickAll')
          : say('confirm.picked', { count: picked.length })}
      </label>
      <Button
        size="compact-sm"
        disabled={picked.length === 0}
        loading={confirming.isBusy}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        rightSection={<KeyHint keys="Mod+Enter" />}
        onClick={() => void confirming.confirm(picked)}
      >
        {say('confirm.act')}
      </Button>
    </div>
  );
}

/** Which pairs were not confirmed, and why not: until somebody has read it. */
export function RefusedPairs({ confirming }: { confirming: Confirming }) {
  const say = useWords('inbox');
  const { refused } = confirming;
  if (refused.length === 0) return null;
  return (
    <section
      className={classes.refused}
      aria-label={say('confirm.refused', { count: refused.length })}
    >
      <div className={classes.refusedHead}>
        <Icon name="warning" />
        <strong>{say('confirm.refused', { count: refused.length })}</strong>
        <CloseButton size="sm" aria-label={say('confirm.dismiss')} onClick={confirming.dismiss} />
      </div>
      <ul>
        {refused.map(({ task, reason }) => (
          <li key={task.id}>
            <Link to={addressOf.task(task.id)}>
              <NoticeTitle notice={task.notice} />
            </Link>{' '}
            {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
