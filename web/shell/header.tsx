import { UnstyledButton } from '@mantine/core';
import { Icon, Logo } from '../parts/icon.tsx';
import { KeyHint } from '../parts/key-hint.tsx';
import { useWords } from '../words/words.ts';
import { Account } from './account.tsx';
import classes from './header.module.css';

/** Search and who is signed in, on every screen. */
export function Header({
  onSearch,
  onShortcuts,
}: {
  onSearch: () => void;
  onShortcuts: () => void;
}) {
  const say = useWords('app');
  return (
    <header className={classes.header}>
      <span className={classes.brand}>
        <Logo />
      </span>
      <UnstyledButton
        className={classes.search}
        onClick={onSearch}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Icon name="search" />
        <span className={classes.words}>{say('palette.button')}</span>
        <KeyHint keys="Mod+k" />
      </UnstyledButton>
      <Account onShortcuts={onShortcuts} />
    </header>
  );
}
