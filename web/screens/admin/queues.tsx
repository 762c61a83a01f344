import { Button } from '@mantine/core';
import { useWords } from '../../words/words.ts';
import classes from './admin.module.css';

/** The queues have a dashboard of their own, on the server's pages. */
export function Queues() {
  const say = useWords('admin');
  return (
    <div className={classes.part}>
      <p className={classes.lead}>{say('queues.text')}</p>
      <Button
        component="a"
        href="/admin/queues"
        target="_blank"
        rel="noopener"
        size="xs"
        className={classes.start}
      >
        {say('queues.open')}
      </Button>
    </div>
  );
}
