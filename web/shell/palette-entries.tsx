import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { shortcutActs } from '../../src/core/shortcut-acts.ts';
import { searchQuery } from '../api/search.ts';
import { useRegisteredShortcuts } from '../keys/use-shortcuts.ts';
import { NoticeTitle } from '../parts/content.tsx';
import type { IconName } from '../parts/icon.tsx';
import { StateMark } from '../parts/notice-words.tsx';
import { languageNames, useWords } from '../words/words.ts';
import { addressOf } from './addresses.ts';
import { useChoices } from './choices.ts';
import type { Place } from './navigation.ts';

/** One line of the palette. */
export interface Entry {
  readonly key: string;
  readonly group: string;
  readonly icon: IconName;
  readonly label: ReactNode;
  readonly note?: ReactNode;
  /** Each of them does it. */
  readonly keys?: readonly string[];
  readonly run: () => void;
}

interface Asked {
  readonly asked: string;
  /** What was asked a moment ago: what the service is asked for. */
  readonly settled: string;
  readonly places: readonly Place[];
}

interface Found {
  readonly entries: readonly Entry[];
  readonly isSearching: boolean;
}

/** What the palette offers: places, commands of the screen and of the whole, notices. */
export function usePaletteEntries({ asked, settled, places }: Asked): Found {
  const say = useWords('app');
  const navigate = useNavigate();
  const search = useQuery(searchQuery(settled));
  const commands = useCommands();
  const fitting = commands.filter(({ words }) => fits(words, asked)).map(({ entry }) => entry);
  const reached = places
    .map(({ path, label, icon, key }) => ({
      words: say(`nav.${label}`),
      entry: {
        key: `place ${path}`,
        group: say('palette.places'),
        icon,
        label: say(`nav.${label}`),
        keys: [`g ${key}`],
        run: () => void navigate({ to: path }),
      },
    }))
    .filter(({ words }) => fits(words, asked))
    .map(({ entry }): Entry => entry);
  const notices = (asked === '' ? [] : (search.data ?? [])).map((notice): Entry => ({
    key: `notice ${notice.id}`,
    group: say('palette.notices'),
    icon: 'notices',
    label: <NoticeTitle notice={notice} />,
    note: <StateMark state={notice.state} />,
    run: () => void navigate({ href: addressOf.notice(notice.slug) }),
  }));
  return {
    entries: [...reached, ...notices, ...fitting],
    isSearching: asked !== '' && (asked !== settled || search.isFetching),
  };
}

interface Command {
  readonly words: string;
  readonly entry: Entry;
}

/** What the screen's shortcuts do, and what concerns the whole: language, colours. */
function useCommands(): readonly Command[] {
  const say = useWords('app');
  const { language, chooseLanguage, chooseScheme } = useChoices();
  const group = say('palette.commands');
  const other = language === 'en' ? 'zh' : 'en';
  const registered = useRegisteredShortcuts().filter(
    ({ keys }) => keys !== 'Mod+k' && !keys.startsWith('g '),
  );
  const shortcuts = shortcutActs(registered).map(({ keys, label, run }): Command => ({
    words: label,
    entry: { key: `shortcut ${keys[0]} ${label}`, group, icon: 'arrow', label, keys, run },
  }));
  const schemes = (['light', 'dark', 'auto'] as const).map((scheme): Command => {
    const label = `${say('colours.label')}: ${say(`colours.${scheme}`)}`;
    const icon = ({ light: 'sun', dark: 'moon', auto: 'auto' } as const)[scheme];
    const run = (): void => chooseScheme(scheme);
    return { words: label, entry: { key: `colours ${scheme}`, group, icon, label, run } };
  });
  const label = `${say('language')}: ${languageNames[other]}`;
  const switching: Entry = {
    key: 'language',
    group,
    icon: 'translate',
    label,
    run: () => chooseLanguage(other),
  };
  return [...shortcuts, ...schemes, { words: label, entry: switching }];
}

/** Every word that was typed stands in the label. */
function fits(label: string, asked: string): boolean {
  const text = label.toLowerCase();
  return asked
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
