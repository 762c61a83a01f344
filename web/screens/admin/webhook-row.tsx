import { ActionIcon, Button, Menu } from '@mantine/core';
import type { Webhook } from '../../api/webhooks.ts';
import { changeWebhook, deleteWebhook, renewSecret, testWebhook } from '../../api/webhooks.ts';
import { Icon } from '../../parts/icon.tsx';
import { Mark } from '../../parts/mark.tsx';
import { RelativeTime } from '../../parts/time.tsx';
import { useWords } from '../../words/words.ts';
import { useAct } from './acts.ts';
import classes from './admin.module.css';

interface Row {
  readonly webhook: Webhook;
  readonly onLog: () => void;
  readonly onSecret: (secret: string) => void;
}

/** One webhook: where it goes, how it does, and what can be done about it. */
export function WebhookRow({ webhook, onLog, onSecret }: Row) {
  const say = useWords('admin');
  const { url, description, paused, warning, waiting } = webhook;
  return (
    <>
      <div className={classes.words}>
        <strong className={classes.address}>{url}</strong>
        {description !== '' && <span className={classes.small}>{description}</span>}
        <span className={classes.marks}>
          <Mark tone={paused ? 'plain' : 'good'}>
            {say(paused ? 'webhooks.paused' : 'webhooks.active')}
          </Mark>
          {warning !== null && (
            <Mark tone="bad">
              {say(`webhooks.warnings.${warning.code}`)} <RelativeTime time={warning.since} />
            </Mark>
          )}
          {waiting > 0 && <Mark tone="blue">{say('webhooks.waiting', { count: waiting })}</Mark>}
        </span>
      </div>
      <Button size="compact-xs" variant="default" onClick={onLog}>
        {say('webhooks.log')}
      </Button>
      <WebhookMenu webhook={webhook} onSecret={onSecret} />
    </>
  );
}

function WebhookMenu({ webhook, onSecret }: Omit<Row, 'onLog'>) {
  const say = useWords('admin');
  const act = useAct('webhooks');
  const { id, url, paused } = webhook;
  const pause = (value: boolean) => (): Promise<unknown> => changeWebhook(id, { paused: value });
  const renew = async (): Promise<void> => onSecret((await renewSecret(id)).secret);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={say('webhooks.acts', { url })}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void act(() => testWebhook(id), say('webhooks.tested'))}>
          {say('webhooks.test')}
        </Menu.Item>
        <Menu.Item
          onClick={() =>
            void act(
              pause(!paused),
              say(paused ? 'webhooks.resumedDone' : 'webhooks.pausedDone'),
              pause(paused),
            )
          }
        >
          {say(paused ? 'webhooks.resume' : 'webhooks.pause')}
        </Menu.Item>
        <Menu.Item onClick={() => void act(renew, say('webhooks.renewed'))}>
          {say('webhooks.renew')}
        </Menu.Item>
        <Menu.Item onClick={() => void act(() => deleteWebhook(id), say('webhooks.deleted'))}>
          {say('webhooks.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
