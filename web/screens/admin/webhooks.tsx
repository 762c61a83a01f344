import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import type { Webhook } from '../../api/webhooks.ts';
import { createWebhook, webhooksQuery } from '../../api/webhooks.ts';
import { Icon } from '../../parts/icon.tsx';
import { EmptyState, ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { useWords } from '../../words/words.ts';
import { useAct } from './acts.ts';
import classes from './admin.module.css';
import { Deliveries } from './deliveries.tsx';
import { Secret } from './secret.tsx';
import { WebhookRow } from './webhook-row.tsx';

/** Other programs that are told of what happens, and what became of each message. */
export function Webhooks() {
  const say = useWords('admin');
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [logged, setLogged] = useState<Webhook | null>(null);
  const read = useQuery(webhooksQuery);
  if (read.data === undefined) {
    if (read.error === null) return <SkeletonRows rows={3} />;
    return <ProblemState error={read.error} retry={() => void read.refetch()} />;
  }
  return (
    <div className={classes.part}>
      <p className={classes.lead}>{say('webhooks.lead')}</p>
      <Button
        size="xs"
        className={classes.start}
        leftSection={<Icon name="plus" size={14} />}
        onClick={() => setMaking(true)}
      >
        {say('webhooks.add')}
      </Button>
      {read.data.length === 0 && <EmptyState icon="arrow" title={say('webhooks.none')} />}
      <ul className={classes.rows} aria-label={say('parts.webhooks')}>
        {read.data.map((webhook) => (
          <li key={webhook.id} className={classes.row}>
            <WebhookRow webhook={webhook} onLog={() => setLogged(webhook)} onSecret={setSecret} />
          </li>
        ))}
      </ul>
      {isMaking && <WebhookForm close={() => setMaking(false)} onMade={setSecret} />}
      {logged !== null && <Deliveries webhook={logged} close={() => setLogged(null)} />}
      {secret !== null && (
        <Secret title={say('webhooks.secret')} secret={secret} close={() => setSecret(null)} />
      )}
    </div>
  );
}

function WebhookForm({ close, onMade }: { close: () => void; onMade: (secret: string) => void }) {
  const say = useWords('admin');
  const act = useAct('webhooks');
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const make = async (): Promise<void> => {
    const isDone = await act(async () => {
      onMade((await createWebhook(url, description)).secret);
    }, say('webhooks.made'));
    if (isDone) close();
  };
  return (
    <Dialog title={say('webhooks.add')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            required
            type="url"
            label={say('webhooks.url')}
            description={say('webhooks.urlHelp')}
            maxLength={2000}
            value={url}
            onChange={({ currentTarget }) => setUrl(currentTarget.value)}
          />
          <TextInput
            label={say('webhooks.description')}
            maxLength={500}
            value={description}
            onChange={({ currentTarget }) => setDescription(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button size="xs" type="submit">
              {say('webhooks.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
