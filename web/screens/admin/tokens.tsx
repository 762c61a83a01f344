import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import type { Scope } from '../../../src/core/permission.ts';
import { scopes } from '../../../src/core/permission.ts';
import { createToken, revokeToken, tokensQuery } from '../../api/people.ts';
import { Icon } from '../../parts/icon.tsx';
import { Mark } from '../../parts/mark.tsx';
import { EmptyState, ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { RelativeTime } from '../../parts/time.tsx';
import { useFormats } from '../../words/format.ts';
import { useWords } from '../../words/words.ts';
import { useAct } from './acts.ts';
import classes from './admin.module.css';
import { Secret } from './secret.tsx';

/** One's own tokens for programs: made, shown once, revoked. */
export function Tokens() {
  const say = useWords('admin');
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <div className={classes.part}>
      <p className={classes.lead}>{say('tokens.lead')}</p>
      <Button
        size="xs"
        className={classes.start}
        leftSection={<Icon name="plus" size={14} />}
        onClick={() => setMaking(true)}
      >
        {say('tokens.add')}
      </Button>
      <TokenList />
      {isMaking && <TokenForm close={() => setMaking(false)} onMade={setSecret} />}
      {secret !== null && (
        <Secret title={say('tokens.secret')} secret={secret} close={() => setSecret(null)} />
      )}
    </div>
  );
}

function TokenList() {
  const say = useWords('admin');
  const act = useAct('tokens');
  const { date } = useFormats();
  const read = useQuery(tokensQuery);
  if (read.data === undefined) {
    if (read.error === null) return <SkeletonRows rows={3} />;
    return <ProblemState error={read.error} retry={() => void read.refetch()} />;
  }
  if (read.data.length === 0) {
    return <EmptyState icon="link" title={say('tokens.none')} />;
  }
  return (
    <ul className={classes.rows} aria-label={say('parts.tokens')}>
      {read.data.map((token) => (
        <li key={token.id} className={classes.row}>
          <div className={classes.words}>
            <strong>{token.name}</strong>
            <span className={classes.small}>
              <RelativeTime time={token.createdAt} />
              {token.expiresAt !== null &&
                ` · ${say('tokens.until', { date: date(token.expiresAt) })}`}
            </span>
            <span className={classes.marks}>
              {token.scopes.map((scope) => (
                <Mark key={scope} tone="blue">
                  {say(`scopes.${scope}`)}
                </Mark>
              ))}
            </span>
          </div>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={say('tokens.revokeNamed', { name: token.name })}
            onClick={() =>
              void act(() => revokeToken(token.id), say('tokens.revoked', { name: token.name }))
            }
          >
            {say('tokens.revoke')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function TokenForm({ close, onMade }: { close: () => void; onMade: (token: string) => void }) {
  const say = useWords('admin');
  const act = useAct('tokens');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly Scope[]>(['read']);
  const [until, setUntil] = useState('');
  const make = async (): Promise<void> => {
    const expiresAt = until === '' ? {} : { expiresAt: new Date(until).toISOString() };
    const isDone = await act(async () => {
      const { token } = await createToken({ name, scopes: [...chosen], ...expiresAt });
      onMade(token);
    }, say('tokens.made'));
    if (isDone) close();
  };
  return (
    <Dialog title={say('tokens.add')} close={close}>
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
            maxLength={100}
            label={say('tokens.name')}
            description={say('tokens.nameHelp')}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Checkbox.Group
            label={say('tokens.scopes')}
            value={[...chosen]}
            onChange={(values) => setChosen(scopes.filter((scope) => values.includes(scope)))}
          >
            <Stack gap={6} mt={6}>
              {scopes.map((scope) => (
                <Checkbox key={scope} value={scope} label={say(`scopes.${scope}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <TextInput
            type="date"
            label={say('tokens.ends')}
            value={until}
            onChange={({ currentTarget }) => setUntil(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button size="xs" type="submit" disabled={chosen.length === 0}>
              {say('tokens.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
