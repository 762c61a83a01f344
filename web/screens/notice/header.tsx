import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { usePageTitle } from '../../parts/page-title.ts';
import { languages } from '../../../src/core/language.ts';
import { shownToReaders } from '../../../src/core/publication.ts';
import { mayWrite as mayWriteIn } from '../../../src/core/permission.ts';
import type { NoticeDetail } from '../../api/notices.ts';
import { useMay, useSelf } from '../../api/session.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { CertifyDialog } from '../../parts/certify-dialog.tsx';
import { NoticeTitle, useNoticeName } from '../../parts/content.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Mark } from '../../parts/mark.tsx';
import { StateMark } from '../../parts/notice-words.tsx';
import { Present } from '../../parts/present.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useWords } from '../../words/words.ts';
import { useNoticeActs } from './acts.ts';
import classes from './notice.module.css';
import { useMayVouch } from './vouching.ts';

const confirmable = new Set(['unverified', 'en_ahead', 'zh_ahead', 'diverged']);

/** What the notice is, how its versions stand, and what can be done about it. */
export function NoticeHeader({ notice }: { notice: NoticeDetail }) {
  const say = useWords('notice');
  usePageTitle(useNoticeName(notice));
  return (
    <header className={classes.head}>
      <div className={classes.names}>
        <Link to="/notices" className={classes.back} aria-label={say('back')}>
          <Icon name="left" />
        </Link>
        <h1 className={classes.name}>
          <NoticeTitle notice={notice} />
        </h1>
        <StateMark state={notice.state} />
        {languages.map((language) => (
          <PublicMark key={language} notice={notice} language={language} />
        ))}
        <Present notice={notice.id} task={null} doing="reading" />
      </div>
      <Acts notice={notice} />
    </header>
  );
}

function PublicMark({
  notice,
  language,
}: {
  notice: NoticeDetail;
  language: (typeof languages)[number];
}) {
  const say = useWords('notice');
  const app = useWords('app');
  const number = shownToReaders(notice)[language];
  if (number === null) return null;
  const isNewest = number === notice.head[language];
  return (
    <Mark tone={isNewest ? 'good' : 'plain'}>
      {say(isNewest ? 'public' : 'publicOlder', {
        language: app(`languages.${language}`),
        number,
      })}
    </Mark>
  );
}

function Acts({ notice }: { notice: NoticeDetail }) {
  const say = useWords('notice');
  const app = useWords('app');
  const may = useMay();
  const self = useSelf();
  const navigate = useNavigate();
  const acts = useNoticeActs(notice);
  const isConfirmable = may('pair.confirm') && confirmable.has(notice.state);
  const isVoucher = useMayVouch(notice, isConfirmable);
  const mayConfirm = isConfirmable && isVoucher === true;
  const editable = languages.filter(
    (language) =>
      may('notice.write') &&
      mayWriteIn(self, [language]) &&
      notice.state !== 'archived' &&
      (notice.languages === 'both' || notice.languages === language),
  );
  const { task } = notice;
  const [isAsking, setAsking] = useState(false);
  const confirm = (): void => {
    if (task?.drafted === true) setAsking(true);
    else void acts.confirm();
  };
  const openTask = (): void => {
    if (task !== null) void navigate({ to: addressOf.task(task.id) });
  };
  useShortcuts([
    ...(task === null
      ? []
      : [{ keys: 't', label: say('openTask'), group: say('keys.group'), run: openTask }]),
    ...(mayConfirm
      ? [
          {
            keys: 'y',
            label: say('confirm.button'),
            group: say('keys.group'),
            run: confirm,
          },
        ]
      : []),
  ]);
  return (
    <div className={classes.acts}>
      {isAsking && (
        <CertifyDialog
          goOn={{ label: say('openTask'), run: openTask }}
          certify={acts.confirm}
          close={() => setAsking(false)}
        />
      )}
      {task !== null && (
        <Button size="xs" variant="default" onClick={openTask} aria-keyshortcuts="t">
          {say('task', { kind: app(`kinds.${task.kind}`), status: app(`statuses.${task.status}`) })}
        </Button>
      )}
      {editable.map((language) => (
        <Button
          key={language}
          size="xs"
          variant="default"
          component={Link}
          to={addressOf.editNotice(notice.slug, language)}
          leftSection={<Icon name="edit" size={14} />}
        >
          {say(notice.head[language] === 0 ? 'write' : 'edit', {
            language: app(`languages.${language}`),
          })}
        </Button>
      ))}
      {isConfirmable && isVoucher === false && (
        <span className={classes.why}>{say('confirm.notYou')}</span>
      )}
      {mayConfirm && (
        <Button size="xs" onClick={confirm} title={say('confirm.help')}>
          {say('confirm.button')}
        </Button>
      )}
    </div>
  );
}
