import { useIsDisconnected } from '../api/connection.ts';
import { Icon } from '../parts/icon.tsx';
import { useWords } from '../words/words.ts';
import classes from './header.module.css';

/** That nothing is heard of the service, as long as that is so. */
export function ConnectionMark() {
  const say = useWords('app');
  const isDisconnected = useIsDisconnected();
  return (
    <div role="status" className={classes.connection}>
      {isDisconnected && (
        <span className={classes.broken} title={say('connection.text')}>
          <Icon name="offline" size={14} />
          <span className={classes.brokenWords}>{say('connection.broken')}</span>
          <span className="seen-by-readers-only">{say('connection.text')}</span>
        </span>
      )}
    </div>
  );
}
