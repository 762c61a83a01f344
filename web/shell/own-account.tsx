import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import type { FieldProblem } from '../api/problem.ts';
import { isProblem } from '../api/problem.ts';
import type { SelfPatch } from '../api/session.ts';
import { changeSelf, useSelf } from '../api/session.ts';
import { toast, toastProblem } from '../notify/toast.tsx';
import { useWords } from '../words/words.ts';

/** A person's own name and password. The session they are in goes on, all others end with the old password. */
export function OwnAccount({ close }: { close: () => void }) {
  const say = useWords('app');
  const self = useSelf();
  const client = useQueryClient();
  const [name, setName] = useState(self.name);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [refused, setRefused] = useState<readonly FieldProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const problemOf = (path: string): string | undefined =>
    refused.find((each) => each.path === path)?.message;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const patch: SelfPatch = {
      ...(name === self.name ? {} : { name }),
      ...(next === '' ? {} : { password: { ...(self.hasPassword ? { current } : {}), next } }),
    };
    setBusy(true);
    try {
      await changeSelf(client, patch);
      toast(say('own.saved'));
      close();
    } catch (error) {
      if (isProblem(error) && error.errors.length > 0) setRefused(error.errors);
      else toastProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const showing = { 'aria-label': say('signIn.showPassword') };
  return (
    <Dialog title={say('own.title')} close={close}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <TextInput
            label={say('own.name')}
            autoComplete="name"
            required
            withAsterisk={false}
            maxLength={200}
            data-autofocus={self.hasPassword || undefined}
            value={name}
            error={problemOf('name')}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          {/* What browsers keep passwords by. */}
          <input type="text" hidden autoComplete="username" value={self.email} readOnly />
          {self.hasPassword && (
            <PasswordInput
              label={say('own.current')}
              autoComplete="current-password"
              required={next !== ''}
              withAsterisk={false}
              value={current}
              error={problemOf('password.current')}
              visibilityToggleButtonProps={showing}
              onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
            />
          )}
          <PasswordInput
            label={say(self.hasPassword ? 'own.new' : 'own.first')}
            description={say(self.hasPassword ? 'own.newHelp' : 'own.firstHelp')}
            autoComplete="new-password"
            minLength={10}
            maxLength={200}
            data-autofocus={self.hasPassword ? undefined : true}
            value={next}
            error={problemOf('password.next')}
            visibilityToggleButtonProps={showing}
            onChange={({ currentTarget }) => setNext(currentTarget.value)}
          />
        </Stack>
        <Group justify="flex-end" mt="md">
          <Button variant="default" size="xs" onClick={close}>
            {say('own.cancel')}
          </Button>
          <Button type="submit" size="xs" loading={isBusy}>
            {say('own.save')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
