import { Button, Group, PasswordInput, Text } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import type { Person } from '../../api/people.ts';
import { updatePerson } from '../../api/people.ts';
import { useWords } from '../../words/words.ts';
import { useAct } from './acts.ts';

/** A new password for somebody; it ends their sessions. */
export function PasswordForm({ person, close }: { person: Person; close: () => void }) {
  const say = useWords('admin');
  const act = useAct('people');
  const [password, setPassword] = useState('');
  const { id, name } = person;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const isDone = await act(
      () => updatePerson(id, { password }),
      say('people.passwordDone', { name }),
    );
    if (isDone) close();
  };
  return (
    <Dialog title={say('people.password')} close={close}>
      <form onSubmit={(event) => void submit(event)}>
        <Text size="sm" mb="sm">
          {say('people.passwordText', { name })}
        </Text>
        <PasswordInput
          data-autofocus
          required
          minLength={10}
          maxLength={200}
          autoComplete="new-password"
          label={say('people.newPassword')}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" size="xs" onClick={close}>
            {say('cancel')}
          </Button>
          <Button size="xs" type="submit">
            {say('people.password')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
