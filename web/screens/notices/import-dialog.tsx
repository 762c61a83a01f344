import {
  Button,
  FileButton,
  Group,
  Modal,
  NativeSelect,
  Progress,
  Stack,
  Text,
} from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { NoticeFiles } from '../../../src/core/import-files.ts';
import { groupFiles } from '../../../src/core/import-files.ts';
import { languages } from '../../../src/core/language.ts';
import { categoriesQuery } from '../../api/notices.ts';
import { messageOf } from '../../api/problem.ts';
import { announce } from '../../notify/announce.ts';
import { Mark } from '../../parts/mark.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import type { ImportResult } from './import-files.ts';
import { importNotice } from './import-files.ts';
import classes from './import.module.css';

interface Item {
  readonly group: NoticeFiles;
  readonly result: ImportResult | null;
}

/** Several files become notices, one after the other, each with its own result. */
export function ImportDialog({ close }: { close: () => void }) {
  const say = useWords('notices');
  const [items, setItems] = useState<readonly Item[]>([]);
  const [category, setCategory] = useState('');
  const run = useImport(setItems);
  const done = items.filter(({ result }) => result !== null).length;
  const choose = async (files: readonly File[]): Promise<void> => {
    const given = await Promise.all(
      files.map(async (file) => ({ name: file.name, text: await file.text() })),
    );
    setItems(groupFiles(given).map((group) => ({ group, result: null })));
  };
  return (
    <Modal
      opened
      onClose={run.isRunning ? run.stop : close}
      title={say('import.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': say('import.close') }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {say('import.help')}
        </Text>
        <Sources
          category={category}
          onCategory={setCategory}
          onFiles={(files) => void choose(files)}
          isRunning={run.isRunning}
        />
        {items.length > 0 && <Results items={items} done={done} />}
        <Group justify="flex-end">
          <Button variant="default" size="xs" onClick={run.isRunning ? run.stop : close}>
            {say(run.isRunning ? 'import.stop' : 'import.close')}
          </Button>
          <Button
            size="xs"
            disabled={items.length === 0 || done === items.length}
            loading={run.isRunning}
            onClick={() => void run.start(items, category === '' ? null : category)}
          >
            {say('import.start', { count: items.length - done })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function useImport(setItems: (change: (items: readonly Item[]) => readonly Item[]) => void) {
  const say = useWords('notices');
  const client = useQueryClient();
  const [isRunning, setRunning] = useState(false);
  const isStopped = useRef(false);
  const start = async (items: readonly Item[], category: string | null): Promise<void> => {
    setRunning(true);
    isStopped.current = false;
    for (const [at, { group, result: earlier }] of items.entries()) {
      if (isStopped.current) break;
      if (earlier !== null) continue;
      const result = await importNotice(group, category);
      setItems((now) => now.map((item, k) => (k === at ? { ...item, result } : item)));
    }
    setRunning(false);
    announce(say('import.finished'));
    await client.invalidateQueries({ queryKey: ['notices'] });
  };
  const stop = (): void => {
    isStopped.current = true;
  };
  return { isRunning, start, stop };
}

interface Source {
  readonly category: string;
  readonly onCategory: (category: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly isRunning: boolean;
}

function Sources({ category, onCategory, onFiles, isRunning }: Source) {
  const say = useWords('notices');
  const language = useLanguage();
  const categories = useQuery(categoriesQuery).data ?? [];
  return (
    <div
      className={classes.drop}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (!isRunning) onFiles([...event.dataTransfer.files]);
      }}
    >
      <FileButton multiple accept=".html,.htm,.md,.markdown,.txt" onChange={onFiles}>
        {(props) => (
          <Button {...props} size="xs" disabled={isRunning}>
            {say('import.choose')}
          </Button>
        )}
      </FileButton>
      <span className={classes.orDrop}>{say('import.orDrop')}</span>
      <NativeSelect
        size="xs"
        label={say('filter.category')}
        value={category}
        disabled={isRunning}
        onChange={({ currentTarget }) => onCategory(currentTarget.value)}
        data={[
          { value: '', label: say('import.noCategory') },
          ...categories.map(({ id, name }) => ({ value: id, label: name[language] })),
        ]}
      />
    </div>
  );
}

function Results({ items, done }: { items: readonly Item[]; done: number }) {
  const say = useWords('notices');
  const label = say('import.progress', { done, total: items.length });
  return (
    <section aria-label={say('import.results')}>
      <Group justify="space-between" mb={6}>
        <Text size="sm" fw={600}>
          {label}
        </Text>
      </Group>
      <Progress.Root size="sm">
        <Progress.Section value={(100 * done) / items.length} aria-label={label} />
      </Progress.Root>
      <ul className={classes.results}>
        {items.map((item, k) => (
          <li key={`${item.group.stem} ${k}`} className={classes.result}>
            <FileNames group={item.group} />
            <ResultMark result={item.result} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function FileNames({ group }: { group: NoticeFiles }) {
  const app = useWords('app');
  const parts = languages.flatMap((language) => {
    const file = group.files[language];
    return file === undefined ? [] : [{ language, name: file.name }];
  });
  return (
    <span className={classes.names}>
      {parts.map(({ language, name }) => (
        <span key={language}>
          {name} <Mark tone="plain">{app(`languages.${language}`)}</Mark>
        </span>
      ))}
    </span>
  );
}

function ResultMark({ result }: { result: ImportResult | null }) {
  const say = useWords('notices');
  if (result === null) return <Mark tone="plain">{say('import.waiting')}</Mark>;
  if (result.kind === 'empty') return <Mark tone="bad">{say('import.noTitle')}</Mark>;
  if (result.kind === 'refused') {
    return (
      <Text size="xs" c="var(--hebi-bad)" role="alert">
        {messageOf(result.error)}
      </Text>
    );
  }
  return (
    <span className={classes.made}>
      {result.warnings > 0 && (
        <Mark tone="warn">{say('import.warnings', { count: result.warnings })}</Mark>
      )}
      <Mark tone="good">{say('import.made')}</Mark>
      <Link to={addressOf.notice(result.slug)}>{result.slug}</Link>
    </span>
  );
}
