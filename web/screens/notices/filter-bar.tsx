import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { pairStates } from '../../../src/core/sync.ts';
import { taskAges } from '../../../src/core/task-age.ts';
import { categoriesQuery } from '../../api/notices.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Icon } from '../../parts/icon.tsx';
import { useLanguage, useWords } from '../../words/words.ts';
import type { ListFilter } from './filter.ts';
import { filterOf } from './filter.ts';
import classes from './notices.module.css';

/** Search and filters. What is chosen stands in the address, so that it can be kept and sent. */
export function FilterBar({ filter }: { filter: ListFilter }) {
  const say = useWords('notices');
  const app = useWords('app');
  const navigate = useNavigate();
  const language = useLanguage();
  const categories = useQuery(categoriesQuery).data ?? [];
  const choose = (field: keyof ListFilter, value: string): void => {
    const next = filterOf({ ...filter, [field]: value });
    void navigate({ to: '/notices', search: next, replace: true });
  };
  return (
    <search className={classes.filters}>
      <SearchField query={filter.q ?? ''} onSearch={(q) => choose('q', q)} />
      <NativeSelect
        size="xs"
        aria-label={say('filter.state')}
        value={filter.state ?? ''}
        onChange={({ currentTarget }) => choose('state', currentTarget.value)}
        data={[
          { value: '', label: say('filter.anyState') },
          ...pairStates
            .filter((state) => state !== 'archived')
            .map((state) => ({ value: state, label: app(`states.${state}`) })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={say('filter.category')}
        value={filter.category ?? ''}
        onChange={({ currentTarget }) => choose('category', currentTarget.value)}
        data={[
          { value: '', label: say('filter.anyCategory') },
          ...categories.map(({ id, name }) => ({ value: id, label: name[language] })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={say('filter.published')}
        value={filter.published ?? ''}
        onChange={({ currentTarget }) => choose('published', currentTarget.value)}
        data={[
          { value: '', label: say('filter.anyPublication') },
          { value: 'true', label: say('filter.public') },
          { value: 'false', label: say('filter.notPublic') },
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={say('filter.taskAge')}
        value={filter.taskAge ?? ''}
        onChange={({ currentTarget }) => choose('taskAge', currentTarget.value)}
        data={[
          { value: '', label: say('filter.anyAge') },
          ...taskAges.map((age) => ({ value: age, label: say(`filter.taskAges.${age}`) })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={say('filter.sort')}
        value={filter.sort ?? ''}
        onChange={({ currentTarget }) => choose('sort', currentTarget.value)}
        data={[
          { value: '', label: say('filter.newest') },
          { value: 'worst', label: say('filter.worst') },
        ]}
      />
      <Checkbox
        size="xs"
        label={say('filter.outOfStep')}
        checked={filter.outOfStep === 'true'}
        onChange={({ currentTarget }) => choose('outOfStep', String(currentTarget.checked))}
      />
      <Checkbox
        size="xs"
        label={say('filter.archived')}
        checked={filter.archived === 'true'}
        onChange={({ currentTarget }) => choose('archived', String(currentTarget.checked))}
      />
    </search>
  );
}

const typingPauseMs = 250;

/** Asks when typing pauses; never while an input method is still composing a word. */
function SearchField({ query, onSearch }: { query: string; onSearch: (query: string) => void }) {
  const say = useWords('notices');
  const [typed, setTyped] = useState(query);
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isComposing = useRef(false);
  const router = useRouter();
  // The address may change by itself: back, or “show all”.
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(query);
  }, [query]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (text: string): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      // Whoever is on the way to a notice already is not called back.
      if (router.latestLocation.pathname.endsWith('/notices')) onSearch(text.trim());
    }, typingPauseMs);
  };
  useShortcuts([
    {
      keys: '/',
      label: say('filter.search'),
      group: say('title'),
      run: () => field.current?.focus(),
    },
  ]);
  return (
    <TextInput
      ref={field}
      size="xs"
      type="search"
      className={classes.search}
      aria-label={say('filter.search')}
      placeholder={say('filter.placeholder')}
      leftSection={<Icon name="search" size={14} />}
      aria-keyshortcuts="/"
      value={typed}
      maxLength={200}
      onCompositionStart={() => {
        isComposing.current = true;
      }}
      onCompositionEnd={({ currentTarget }) => {
        isComposing.current = false;
        later(currentTarget.value);
      }}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        if (!isComposing.current) later(currentTarget.value);
      }}
    />
  );
}
