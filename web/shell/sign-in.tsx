import { Alert, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useEffect, useState } from 'react';
import { messageOf } from '../api/problem.ts';
import { signIn } from '../api/session.ts';
import { isTyping } from '../keys/keys.ts';
import { useReturnedFocus } from '../parts/dialog.tsx';
import { Logo } from '../parts/icon.tsx';
import { useWords } from '../words/words.ts';
import { LanguageSwitch } from './language-switch.tsx';
import classes from './sign-in.module.css';

/** Sign-in in place of the screen that was asked for. */
export function SignInPage() {
  const say = useWords('app');
  const router = useRouter();
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Group gap="xs" mb="lg">
          <Logo size={30} />
          <h1 className={classes.name}>{say('name')}</h1>
        </Group>
        <Text c="dimmed" size="sm" mb="lg">
          {say('signIn.lead')}
        </Text>
        <SignInForm fixedEmail={null} onDone={() => void router.invalidate()} />
        <Text c="dimmed" size="xs" mt="lg">
          {say('signIn.noAccount')}
        </Text>
      </div>
      <LanguageSwitch />
    </main>
  );
}

/**
 * Sign-in over what somebody is working on, whose session has ended. What they typed is behind it,
 * untouched; requests that were refused are sent again afterwards. So it must be the same person.
 */
export function SignInAgain(person: { email: string; name: string }) {
  const [wasTyping] = useState(() => isTyping(document.activeElement));
  const isFree = useFreeHands();
  return isFree ? <SignInDialog {...person} wasTyping={wasTyping} /> : null;
}

function SignInDialog({
  email,
  name,
  wasTyping,
}: {
  email: string;
  name: string;
  wasTyping: boolean;
}) {
  const say = useWords('app');
  useReturnedFocus();
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={say('signIn.again')}
      centered
    >
      <Text size="sm" mb="md">
        {say('signIn.kept', { name })}
      </Text>
      <SignInForm fixedEmail={email} startsAside={wasTyping} onDone={() => undefined} />
      <Button component="a" href="/app" variant="subtle" size="compact-sm" mt="md">
        {say('signIn.other')}
      </Button>
    </Modal>
  );
}

/** So long nobody has struck a key, in milliseconds. */
const pauseMs = 1_200;

/** Whether nobody is typing: what is typed next would go into the dialog that opens, and not into their text. */
function useFreeHands(): boolean {
  const [isFree, setFree] = useState(() => !isTyping(document.activeElement));
  useEffect(() => {
    if (isFree) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setFree(true), pauseMs);
    };
    later();
    document.addEventListener('keydown', later, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', later, true);
    };
  }, [isFree]);
  return isFree;
}

/**
 * `startsAside`: the focus begins in the field with the address, which cannot be changed, so that whoever goes on
 * typing without looking types nothing into the password.
 */
function SignInForm({
  fixedEmail,
  startsAside = false,
  onDone,
}: {
  fixedEmail: string | null;
  startsAside?: boolean;
  onDone: () => void;
}) {
  const startsAtEmail = fixedEmail === null || startsAside;
  const say = useWords('app');
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      const email = fixedEmail ?? textOf(typed, 'email');
      await signIn(client, { email, password: textOf(typed, 'password') });
      onDone();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        {error !== null && (
          <Alert color="red" variant="light" role="alert" className={classes.problem}>
            {messageOf(error)}
          </Alert>
        )}
        <TextInput
          name="email"
          type="email"
          label={say('signIn.email')}
          autoComplete="username"
          defaultValue={fixedEmail ?? ''}
          readOnly={fixedEmail !== null}
          required
          withAsterisk={false}
          data-autofocus={startsAtEmail || undefined}
          autoFocus={startsAtEmail}
        />
        <PasswordInput
          name="password"
          label={say('signIn.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          data-autofocus={!startsAtEmail || undefined}
          autoFocus={!startsAtEmail}
          visibilityToggleButtonProps={{ 'aria-label': say('signIn.showPassword') }}
        />
        <Button type="submit" loading={isBusy} fullWidth mt={4}>
          {say('signIn.button')}
        </Button>
      </Stack>
    </form>
  );
}

function textOf(form: FormData, field: string): string {
  const value = form.get(field);
  return typeof value === 'string' ? value : '';
}
