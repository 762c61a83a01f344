import { Button } from '@mantine/core';
import type { NoticeDetail } from '../../api/notices.ts';
import type { SyncPointRecord } from '../../api/parity.ts';
import { useMay } from '../../api/session.ts';
import { RelativeTime } from '../../parts/time.tsx';
import { useWords } from '../../words/words.ts';
import { useNoticeActs } from './acts.ts';
import classes from './ledger.module.css';

/** The sync point that stands, who made it, and taking it back. */
export function StandingPoint({
  notice,
  points,
}: {
  notice: NoticeDetail;
  points: readonly SyncPointRecord[];
}) {
  const say = useWords('notice');
  const mayRetract = useMay()('pair.retract');
  const acts = useNoticeActs(notice);
  const point = points.find(({ retracted }) => retracted === null);
  if (point === undefined) return <p className={classes.standing}>{say('ledger.noPoint')}</p>;
  return (
    <p className={classes.standing}>
      <span>
        {say('ledger.standing', {
          en: point.en,
          zh: point.zh,
          ground: say(`grounds.${point.ground}`),
          name: point.by?.name ?? say('ledger.system'),
        })}{' '}
        <RelativeTime time={point.at} />
        {point.note !== null && ` · ${point.note}`}
      </span>
      {mayRetract && (
        <Button size="compact-xs" variant="default" onClick={() => void acts.retract(point)}>
          {say('retract.button')}
        </Button>
      )}
    </p>
  );
}
