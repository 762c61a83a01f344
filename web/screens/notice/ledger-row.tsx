import { ActionIcon, Menu } from '@mantine/core';
import type { Language } from '../../../src/core/language.ts';
import { languages, otherLanguage } from '../../../src/core/language.ts';
import type { LedgerRow as Row } from '../../../src/core/ledger-graph.ts';
import { pointsOf } from '../../../src/core/ledger-graph.ts';
import { shownToReaders } from '../../../src/core/publication.ts';
import type { NoticeDetail, RevisionSummary } from '../../api/notices.ts';
import { createPreview } from '../../api/notices.ts';
import type { SyncPointRecord } from '../../api/parity.ts';
import { useMay } from '../../api/session.ts';
import { toastProblem } from '../../notify/toast.tsx';
import { Content } from '../../parts/content.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Mark } from '../../parts/mark.tsx';
import { RelativeTime } from '../../parts/time.tsx';
import { useWords } from '../../words/words.ts';
import { useNoticeActs } from './acts.ts';
import classes from './ledger.module.css';

interface LedgerLine {
  readonly notice: NoticeDetail;
  readonly row: Row<RevisionSummary>;
  readonly points: readonly SyncPointRecord[];
  readonly onCompare: (language: Language, number: number) => void;
}

/** What the picture shows at this height, in words, with what can be done about it. */
export function LedgerRow({ notice, row, points, onCompare }: LedgerLine) {
  return languages.map((language) => {
    const revision = row.revisions[language];
    return (
      revision !== undefined && (
        <div key={language} className={classes.revision}>
          <RevisionWords notice={notice} revision={revision} points={points} />
          <RevisionMenu notice={notice} revision={revision} onCompare={onCompare} />
        </div>
      )
    );
  });
}

function RevisionWords({
  notice,
  revision,
  points,
}: {
  notice: NoticeDetail;
  revision: RevisionSummary;
  points: readonly SyncPointRecord[];
}) {
  const say = useWords('notice');
  const app = useWords('app');
  const { language, number, author, message, pending, ruling } = revision;
  return (
    <div className={classes.words}>
      <span className={classes.line}>
        <strong>
          {say('ledger.revision', { language: app(`languages.${language}`), number })}
        </strong>
        <Content language={language} className={classes.revisionTitle}>
          {revision.title}
        </Content>
        {number === notice.head[language] && <Mark tone="blue">{say('ledger.head')}</Mark>}
        {number === shownToReaders(notice)[language] && (
          <Mark tone="good">{say('ledger.public')}</Mark>
        )}
        {pending && <Mark tone="violet">{say('ledger.pending')}</Mark>}
        {ruling !== null && ruling !== 'accepted' && (
          <Mark tone="plain">{say(`ledger.rulings.${ruling}`)}</Mark>
        )}
        {pointsOf(points, revision).map((point) => (
          <span key={point.id} className={classes.point}>
            <PointMark point={point} language={language} />
          </span>
        ))}
      </span>
      <span className={classes.small}>
        {author?.name ?? say('ledger.system')} · <RelativeTime time={revision.createdAt} />
        {message !== null && ` · ${message}`}
      </span>
    </div>
  );
}

function PointMark({ point, language }: { point: SyncPointRecord; language: Language }) {
  const say = useWords('notice');
  const app = useWords('app');
  const other = otherLanguage(language);
  const counterpart = app(`languages.${other}`);
  if (point.retracted !== null) {
    return (
      <Mark tone="plain">
        {say('ledger.retracted', { language: counterpart, number: point[other] })}
      </Mark>
    );
  }
  return (
    <Mark tone="good">
      {say('ledger.inStep', {
        language: counterpart,
        number: point[other],
        ground: say(`grounds.${point.ground}`),
      })}
    </Mark>
  );
}

function RevisionMenu({
  notice,
  revision,
  onCompare,
}: Omit<LedgerLine, 'row' | 'points'> & { revision: RevisionSummary }) {
  const say = useWords('notice');
  const app = useWords('app');
  const may = useMay();
  const acts = useNoticeActs(notice);
  const { language, number, pending } = revision;
  const named = say('ledger.revision', { language: app(`languages.${language}`), number });
  const isArchived = notice.state === 'archived';
  const preview = async (): Promise<void> => {
    try {
      const { page } = await createPreview(notice.id, language, number);
      window.open(page, '_blank', 'noopener');
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={say('ledger.acts', { revision: named })}
        >
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onCompare(language, number)}>{say('ledger.compare')}</Menu.Item>
        {may('notice.publish') && (
          <Menu.Item onClick={() => void preview()}>{say('ledger.preview')}</Menu.Item>
        )}
        {may('notice.publish') && !pending && !isArchived && (
          <Menu.Item onClick={() => void acts.publish(language, { revision: number })}>
            {say('ledger.publish')}
          </Menu.Item>
        )}
        {may('notice.write') && number !== notice.head[language] && !isArchived && (
          <Menu.Item onClick={() => void acts.restore(language, number)}>
            {say('ledger.restore')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
