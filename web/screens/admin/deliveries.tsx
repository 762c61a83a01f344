import { Button, Code } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import type { Delivery, Webhook } from '../../api/webhooks.ts';
import { deliveriesQuery, deliveryQuery, replayDelivery } from '../../api/webhooks.ts';
import { Mark } from '../../parts/mark.tsx';
import { ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { RelativeTime } from '../../parts/time.tsx';
import { useFormats } from '../../words/format.ts';
import { useWords } from '../../words/words.ts';
import { useAct } from './acts.ts';
import classes from './admin.module.css';

const tones = { pending: 'blue', delivered: 'good', failed: 'bad' } as const;

/** What was sent to a webhook, newest first; each can be looked into and sent again. */
export function Deliveries({ webhook, close }: { webhook: Webhook; close: () => void }) {
  const say = useWords('admin');
  const read = useQuery(deliveriesQuery(webhook.id));
  return (
    <Dialog title={say('webhooks.logOf', { url: webhook.url })} close={close} size="xl">
      {read.isLoadingError && <ProblemState error={read.error} />}
      {read.data === undefined && read.error === null && <SkeletonRows rows={4} height={28} />}
      {read.data?.length === 0 && <p className={classes.lead}>{say('webhooks.logEmpty')}</p>}
      <ul className={classes.rows}>
        {read.data?.map((delivery) => (
          <li key={delivery.id} className={classes.delivery}>
            <DeliveryRow webhook={webhook} delivery={delivery} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function DeliveryRow({ webhook, delivery }: { webhook: Webhook; delivery: Delivery }) {
  const say = useWords('admin');
  const act = useAct('webhooks');
  const [isOpen, setOpen] = useState(false);
  const { id, type, status, attempts, createdAt } = delivery;
  return (
    <>
      <div className={classes.row}>
        <div className={classes.words}>
          <strong>{type}</strong>
          <span className={classes.small}>
            <RelativeTime time={createdAt} /> · {say('webhooks.attempts', { count: attempts })}
          </span>
        </div>
        <Mark tone={tones[status]}>{say(`webhooks.statuses.${status}`)}</Mark>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {say('webhooks.details')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void act(() => replayDelivery(webhook.id, id), say('webhooks.replayed'))}
        >
          {say('webhooks.replay')}
        </Button>
      </div>
      {isOpen && <Details webhook={webhook} delivery={delivery} />}
    </>
  );
}

function Details({ webhook, delivery }: { webhook: Webhook; delivery: Delivery }) {
  const say = useWords('admin');
  const { dateTime, number } = useFormats();
  const read = useQuery(deliveryQuery(webhook.id, delivery.id));
  if (read.data === undefined) return <SkeletonRows rows={2} height={20} />;
  return (
    <div className={classes.details}>
      <ol className={classes.attempts} aria-label={say('webhooks.attemptList')}>
        {read.data.log.map(({ at, status, durationMs, answer, error }) => (
          <li key={at}>
            {dateTime(at)} · {status ?? error ?? ''} ·{' '}
            {say('webhooks.took', { milliseconds: number(durationMs) })}
            {answer !== '' && <Code block>{answer}</Code>}
          </li>
        ))}
      </ol>
      <Code block tabIndex={0} aria-label={say('webhooks.payload')} role="group">
        {JSON.stringify(read.data.payload, null, 2)}
      </Code>
    </div>
  );
}
