import { Button, Menu, ActionIcon } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../api/people.ts';
import { peopleQuery, updatePerson } from '../../api/people.ts';
import { Icon } from '../../parts/icon.tsx';
import { Mark } from '../../parts/mark.tsx';
import { ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { useWords } from '../../words/words.ts';
import { useAct } from './acts.ts';
import classes from './admin.module.css';
import { PasswordForm } from './password-form.tsx';
import { PersonForm } from './person-form.tsx';

type Open = { kind: 'add' } | { kind: 'edit' | 'password'; person: Person } | null;

/** Everybody with an account; adding, changing, disabling, setting a password. */
export function People() {
  const say = useWords('admin');
  const [open, setOpen] = useState<Open>(null);
  const read = useInfiniteQuery(peopleQuery);
  if (read.data === undefined) {
    if (read.error === null) return <SkeletonRows />;
    return <ProblemState error={read.error} retry={() => void read.refetch()} />;
  }
  const people = read.data.pages.flatMap(({ items }) => items);
  return (
    <div className={classes.part}>
      <Button
        size="xs"
        className={classes.start}
        leftSection={<Icon name="plus" size={14} />}
        onClick={() => setOpen({ kind: 'add' })}
      >
        {say('people.add')}
      </Button>
      <ul className={classes.rows} aria-label={say('parts.people')}>
        {people.map((person) => (
          <li key={person.id} className={classes.row} data-off={person.disabled || undefined}>
            <PersonWords person={person} />
            <PersonMenu person={person} onOpen={setOpen} />
          </li>
        ))}
      </ul>
      {read.hasNextPage && (
        <Button size="xs" variant="default" onClick={() => void read.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
      {open?.kind === 'add' && <PersonForm person={null} close={() => setOpen(null)} />}
      {open?.kind === 'edit' && <PersonForm person={open.person} close={() => setOpen(null)} />}
      {open?.kind === 'password' && (
        <PasswordForm person={open.person} close={() => setOpen(null)} />
      )}
    </div>
  );
}

function PersonWords({ person }: { person: Person }) {
  const say = useWords('admin');
  const app = useWords('app');
  return (
    <div className={classes.words}>
      <strong>{person.name}</strong>
      <span className={classes.small}>{person.email}</span>
      <span className={classes.marks}>
        {person.roles.map((role) => (
          <Mark key={role} tone={role === 'admin' ? 'violet' : 'blue'}>
            {say(`roles.${role}`)}
          </Mark>
        ))}
        {person.languages.map((language) => (
          <Mark key={language} tone="plain">
            {app(`languages.${language}`)}
          </Mark>
        ))}
        {person.disabled && <Mark tone="bad">{say('people.disabled')}</Mark>}
      </span>
    </div>
  );
}

function PersonMenu({ person, onOpen }: { person: Person; onOpen: (open: Open) => void }) {
  const say = useWords('admin');
  const act = useAct('people');
  const { id, name, disabled } = person;
  const set = (value: boolean) => (): Promise<unknown> => updatePerson(id, { disabled: value });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={say('people.acts', { name })}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onOpen({ kind: 'edit', person })}>{say('people.edit')}</Menu.Item>
        <Menu.Item onClick={() => onOpen({ kind: 'password', person })}>
          {say('people.password')}
        </Menu.Item>
        <Menu.Item
          onClick={() =>
            void act(
              set(!disabled),
              say(disabled ? 'people.enabledDone' : 'people.disabledDone', { name }),
              set(disabled),
            )
          }
        >
          {say(disabled ? 'people.enable' : 'people.disable')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
