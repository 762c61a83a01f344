import type { UnstyledButtonProps } from '@mantine/core';
import { Avatar, UnstyledButton } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import { useSelf } from '../api/session.ts';
import { useWords } from '../words/words.ts';

/** Who is signed in, as the button of their menu. */
export function AccountButton(props: UnstyledButtonProps & ComponentPropsWithRef<'button'>) {
  const say = useWords('app');
  const self = useSelf();
  return (
    <UnstyledButton
      aria-label={say('account.menu', { name: self.name })}
      aria-haspopup="menu"
      style={{ borderRadius: '50%' }}
      {...props}
    >
      <Avatar name={self.name} color="jade" size={30} radius="xl">
        {initialsOf(self.name)}
      </Avatar>
    </UnstyledButton>
  );
}

/** Of a Chinese name its last two characters, as people there are called; of others the first letters. */
export function initialsOf(name: string): string {
  const han = name.match(/\p{Script=Han}/gu);
  if (han !== null) return han.slice(-2).join('');
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0]?.toUpperCase() ?? '')
    .join('');
}
