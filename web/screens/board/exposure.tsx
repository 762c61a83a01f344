import { Link } from '@tanstack/react-router';
import type { Summary } from '../../api/parity.ts';
import { addressOf } from '../../shell/addresses.ts';
import { useFormats } from '../../words/format.ts';
import { useWords } from '../../words/words.ts';
import classes from './board.module.css';
import { Card } from './card.tsx';

/** Where readers saw a text that was behind its counterpart. */
export function Exposure({ summary: { exposure } }: { summary: Summary }) {
  const say = useWords('board');
  const app = useWords('app');
  const { number } = useFormats();
  return (
    <Card title={say('exposure')}>
      <p className={classes.lead} id="exposure">
        {say('exposureText', { count: exposure.views, days: exposure.days })}
      </p>
      {exposure.notices.length > 0 && (
        <ol className={classes.worst}>
          {exposure.notices.map(({ notice, language, views }) => (
            <li key={`${notice.id} ${language}`} className={classes.line}>
              <Link to={addressOf.notice(notice.slug)} className={classes.name}>
                {notice.slug}
              </Link>
              <span>{app(`languages.${language}`)}</span>
              <span className={classes.age}>
                {say('views', { count: views, shown: number(views) })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
