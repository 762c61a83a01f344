import { Menu } from '@mantine/core';
import type { MantineColorScheme } from '@mantine/core';
import { useEffect, useState } from 'react';
import { languages } from '../../src/core/language.ts';
import { useChangeSelf, useSelf, useSignOut } from '../api/session.ts';
import type { IconName } from '../parts/icon.tsx';
import { Icon } from '../parts/icon.tsx';
import { AccountButton } from './account-button.tsx';
import { languageNames, languageTags, useWords } from '../words/words.ts';
import { useChoices } from './choices.ts';
import type { Over } from './over.ts';

const schemes: readonly { scheme: MantineColorScheme; icon: IconName }[] = [
  { scheme: 'light', icon: 'sun' },
  { scheme: 'dark', icon: 'moon' },
  { scheme: 'auto', icon: 'auto' },
];

/** Account, language, colours, shortcuts, sign-out. Opens by itself, and takes the focus of the button it replaces. */
export function AccountMenu({ show }: { show: (over: Over) => void }) {
  const say = useWords('app');
  const self = useSelf();
  const signOut = useSignOut();
  const change = useChangeSelf();
  const choices = useChoices();
  const [opened, setOpened] = useState(false);
  // After it has drawn itself: the focus goes back, when it closes, to what had it when it opened.
  useEffect(() => setOpened(true), []);
  return (
    <Menu
      position="bottom-end"
      width={230}
      shadow="md"
      withinPortal
      returnFocus
      opened={opened}
      onChange={setOpened}
    >
      <Menu.Target>
        <AccountButton autoFocus />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {self.name} · {self.email}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{say('language')}</Menu.Label>
        {languages.map((each) => (
          <Menu.Item
            key={each}
            lang={languageTags[each]}
            onClick={() => choices.chooseLanguage(each)}
            rightSection={each === choices.language ? <Icon name="check" /> : null}
            aria-current={each === choices.language ? 'true' : undefined}
          >
            {languageNames[each]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{say('colours.label')}</Menu.Label>
        {schemes.map(({ scheme, icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon name={icon} />}
            onClick={() => choices.chooseScheme(scheme)}
            rightSection={scheme === choices.scheme ? <Icon name="check" /> : null}
            aria-current={scheme === choices.scheme ? 'true' : undefined}
          >
            {say(`colours.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="person" />} onClick={() => show('own')}>
          {say('account.own')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="keyboard" />} onClick={() => show('shortcuts')}>
          {say('shortcuts.open')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="right" />} onClick={() => change({ tour: true })}>
          {say('account.tour')}
        </Menu.Item>
        <Menu.Item component="a" href="/" leftSection={<Icon name="eye" />}>
          {say('account.site')}
        </Menu.Item>
        <Menu.Item component="a" href="/api/docs" leftSection={<Icon name="link" />}>
          {say('account.api')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="left" />} onClick={() => void signOut()}>
          {say('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
