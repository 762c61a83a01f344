import { UnstyledButton } from '@mantine/core';
import { Icon, Logo } from '../parts/icon.tsx';
import { KeyHint } from '../parts/key-hint.tsx';
import { useWords } from '../words/words.ts';
import { Account } from './account.tsx';
import { ConnectionMark } from './connection-mark.tsx';
import classes from './header.module.css';
import type { Over } from './over.ts';

/** Search and who is signed in, on every screen. */
export function Header({ show }: { show: (over: Over) => void }) {
  const say = useWords('app');
  return (
    <header className={classes.header}>
      <span className={classes.brand}>
        <Logo />
      </span>
      <UnstyledButton
        className={classes.search}
        onClick={() => show('palette')}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Icon name="search" />
        <span className={classes.words}>{say('palette.button')}</span>
        <KeyHint keys="Mod+k" />
      </UnstyledButton>
      <ConnectionMark />
      <Account show={show} />
    </header>
  );
}
