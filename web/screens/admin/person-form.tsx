import { Button, Checkbox, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import type { Language } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import type { Role } from '../../../src/core/permission.ts';
import { roles } from '../../../src/core/permission.ts';
import type { Person } from '../../api/people.ts';
import { addPerson, updatePerson } from '../../api/people.ts';
import { useWords } from '../../words/words.ts';
import { useAct } from './acts.ts';

interface Typed {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly roles: readonly Role[];
  readonly languages: readonly Language[];
}

/** Adds a person (null), or changes one. */
export function PersonForm({ person, close }: { person: Person | null; close: () => void }) {
  const say = useWords('admin');
  const act = useAct('people');
  const [typed, setTyped] = useState<Typed>({
    name: person?.name ?? '',
    email: person?.email ?? '',
    password: '',
    roles: person?.roles ?? ['translator'],
    languages: person?.languages ?? [...languages],
  });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const isDone = await act(
      () => save(person, typed),
      say(person === null ? 'people.added' : 'people.changed', { name: typed.name }),
    );
    if (isDone) close();
  };
  return (
    <Dialog title={say(person === null ? 'people.add' : 'people.edit')} close={close}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <Fields typed={typed} isNew={person === null} onChange={setTyped} />
          <Group justify="flex-end" mt="sm">
            <Button variant="default" size="xs" onClick={close}>
              {say('cancel')}
            </Button>
            <Button
              size="xs"
              type="submit"
              disabled={typed.roles.length === 0 || typed.languages.length === 0}
            >
              {say('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function save(person: Person | null, typed: Typed): Promise<unknown> {
  const rest = { name: typed.name, roles: [...typed.roles], languages: [...typed.languages] };
  if (person !== null) return updatePerson(person.id, rest);
  const { email, password } = typed;
  return addPerson({ ...rest, email, ...(password === '' ? {} : { password }) });
}

interface FieldsProps {
  readonly typed: Typed;
  readonly isNew: boolean;
  readonly onChange: (typed: Typed) => void;
}

function Fields({ typed, isNew, onChange }: FieldsProps) {
  const say = useWords('admin');
  const app = useWords('app');
  return (
    <>
      <TextInput
        data-autofocus
        required
        label={say('people.name')}
        maxLength={200}
        value={typed.name}
        onChange={({ currentTarget }) => onChange({ ...typed, name: currentTarget.value })}
      />
      {isNew && (
        <>
          <TextInput
            required
            type="email"
            label={say('people.email')}
            autoComplete="off"
            value={typed.email}
            onChange={({ currentTarget }) => onChange({ ...typed, email: currentTarget.value })}
          />
          <PasswordInput
            label={say('people.firstPassword')}
            description={say('people.passwordHelp')}
            minLength={10}
            autoComplete="new-password"
            value={typed.password}
            onChange={({ currentTarget }) => onChange({ ...typed, password: currentTarget.value })}
          />
        </>
      )}
      <Checkbox.Group
        label={say('people.roles')}
        value={[...typed.roles]}
        onChange={(chosen) =>
          onChange({ ...typed, roles: roles.filter((one) => chosen.includes(one)) })
        }
      >
        <Stack gap={6} mt={6}>
          {roles.map((role) => (
            <Checkbox
              key={role}
              value={role}
              label={say(`roles.${role}`)}
              description={say(`roleHelp.${role}`)}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <Checkbox.Group
        label={say('people.languages')}
        value={[...typed.languages]}
        onChange={(chosen) =>
          onChange({ ...typed, languages: languages.filter((one) => chosen.includes(one)) })
        }
      >
        <Group mt={6}>
          {languages.map((language) => (
            <Checkbox key={language} value={language} label={app(`languages.${language}`)} />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}
