import { Button, FileButton, Group, NativeSelect, Progress, Stack, Text } from '@mantine/core';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import type { NoticeFiles } from '../../../src/core/import-files.ts';
import { batchesOf, earlierSlug, groupFiles } from '../../../src/core/import-files.ts';
import type { Language } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import type { ImportDetail } from '../../api/imports.ts';
import {
  cancelImport,
  importLimits,
  importQuery,
  runningImportsQuery,
  startImport,
} from '../../api/imports.ts';
import { categoriesQuery } from '../../api/notices.ts';
import { announce } from '../../notify/announce.ts';
import { toastProblem } from '../../notify/toast.tsx';
import { Mark } from '../../parts/mark.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { filesToSend } from './import-files.ts';
import type { Unreadable } from './read-text.ts';
import { readText } from './read-text.ts';
import classes from './import.module.css';

/**
 * Several files become notices. The service takes them in one after the other, also when the dialog or the
 * window is closed; whoever opens the dialog again sees how far it has come.
 */
export function ImportDialog({ close }: { close: () => void }) {
  const say = useWords('notices');
  const [groups, setGroups] = useState<readonly NoticeFiles[]>([]);
  const [leftOut, setLeftOut] = useState<readonly LeftOut[]>([]);
  const [category, setCategory] = useState('');
  const run = useImport();
  const choose = async (files: readonly File[]): Promise<void> => {
    const read = await Promise.all(
      files.map(async (file) => ({
        name: file.name,
        content: readText(new Uint8Array(await file.arrayBuffer())),
      })),
    );
    setGroups(
      groupFiles(
        read.flatMap(({ name, content }) =>
          typeof content === 'string' ? [] : [{ name, text: content.text }],
        ),
      ),
    );
    setLeftOut(
      read.flatMap(({ name, content }) =>
        typeof content === 'string' ? [{ name, why: content }] : [],
      ),
    );
  };
  const start = async (): Promise<void> => {
    if (await run.start(groups, category === '' ? null : category)) setGroups([]);
  };
  return (
    <Dialog title={say('import.title')} close={close} size="lg" closeLabel={say('import.close')}>
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
        {leftOut.length > 0 && <LeftOutFiles files={leftOut} />}
        {groups.length > 0 && <Chosen groups={groups} />}
        {groups.length === 0 && run.imports.length > 0 && (
          <Results imports={run.imports} proposed={run.proposed} />
        )}
        <Group justify="flex-end">
          {run.isRunning && (
            <Button variant="subtle" size="xs" onClick={() => void run.stop()}>
              {say('import.stop')}
            </Button>
          )}
          <Button variant="default" size="xs" onClick={close}>
            {say('import.close')}
          </Button>
          <Button
            size="xs"
            disabled={groups.length === 0}
            loading={run.isSending}
            onClick={({ currentTarget }) => {
              // The button is disabled now, and behind the dialog the focus would be lost.
              currentTarget.closest<HTMLElement>('[role=dialog]')?.focus({ preventScroll: true });
              void start();
            }}
          >
            {say('import.start', { count: groups.length })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** By the id of an import, what slug each of its files would get where no notice has it. */
type Proposed = ReadonlyMap<string, readonly (string | null)[]>;

interface Run {
  readonly imports: readonly ImportDetail[];
  readonly proposed: Proposed;
  readonly isSending: boolean;
  readonly isRunning: boolean;
  /** Answers whether all of it was sent. */
  readonly start: (groups: readonly NoticeFiles[], category: string | null) => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

function useImport(): Run {
  const say = useWords('notices');
  const client = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [proposed, setProposed] = useState<Proposed>(new Map());
  const { data: running = [] } = useQuery(runningImportsQuery);
  const ids = [...new Set([...running, ...proposed.keys()])];
  const imports = useQueries({ queries: ids.map(importQuery) }).flatMap(({ data }) => data ?? []);
  const isRunning = imports.some(({ status }) => status === 'running');
  const isOver = imports.length > 0 && !isRunning && !isSending;
  useEffect(() => {
    if (!isOver) return;
    announce(say('import.finished'));
    void client.invalidateQueries({ queryKey: ['notices'] });
  }, [isOver, client, say]);
  const note = (detail: ImportDetail): void => {
    client.setQueryData(importQuery(detail.id).queryKey, detail);
  };
  const start = async (
    groups: readonly NoticeFiles[],
    category: string | null,
  ): Promise<boolean> => {
    setSending(true);
    try {
      const sent = await filesToSend(groups, category);
      const slugs = new Map(sent.map((each) => [each.file, each.proposed]));
      const files = sent.map(({ file }) => file);
      for (const batch of batchesOf(files, importLimits)) {
        const made = await startImport(batch);
        note(made);
        const ofBatch = batch.map((file) => slugs.get(file) ?? null);
        setProposed((before) => new Map(before).set(made.id, ofBatch));
      }
      return true;
    } catch (error) {
      toastProblem(error);
      return false;
    } finally {
      setSending(false);
    }
  };
  const stop = async (): Promise<void> => {
    for (const { id } of imports.filter(({ status }) => status === 'running')) {
      await cancelImport(id).then(note, toastProblem);
    }
  };
  return { imports, proposed, isSending, isRunning, start, stop };
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

interface LeftOut {
  readonly name: string;
  readonly why: Unreadable;
}

/** Files that cannot become notices; the others can. */
function LeftOutFiles({ files }: { files: readonly LeftOut[] }) {
  const say = useWords('notices');
  return (
    <ul className={classes.results} aria-label={say('import.leftOut')} role="alert">
      {files.map(({ name, why }, k) => (
        // oxlint-disable-next-line react/no-array-index-key -- two files may have one name
        <li key={`${name} ${k}`} className={classes.result}>
          <span>{name}</span>
          <Mark tone="bad">{say(`import.${why}`)}</Mark>
        </li>
      ))}
    </ul>
  );
}

/** What was chosen, a line for each notice to be. */
function Chosen({ groups }: { groups: readonly NoticeFiles[] }) {
  const say = useWords('notices');
  return (
    <ul className={classes.results} aria-label={say('import.results')}>
      {groups.map(({ stem, files }, k) => (
        // oxlint-disable-next-line react/no-array-index-key -- two files may have one name
        <li key={`${stem} ${k}`} className={classes.result}>
          <span className={classes.names}>
            {languages.map((language) => {
              const name = files[language]?.name;
              return name !== undefined && <File key={language} name={name} language={language} />;
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function File({ name, language }: { name: string; language: Language }) {
  const app = useWords('app');
  return (
    <span>
      {name} <Mark>{app(`languages.${language}`)}</Mark>
    </span>
  );
}

interface ResultsProps {
  readonly imports: readonly ImportDetail[];
  readonly proposed: Proposed;
}

/** How far it has come, and what became of each file. */
function Results({ imports, proposed }: ResultsProps) {
  const say = useWords('notices');
  const total = imports.reduce((sum, each) => sum + each.total, 0);
  const done = imports.reduce((sum, each) => sum + each.done + each.refused, 0);
  const label = say('import.progress', { done, total });
  return (
    <section aria-label={say('import.results')}>
      <Text size="sm" fw={600} mb={6}>
        {label}
      </Text>
      <Progress.Root size="sm">
        <Progress.Section value={(100 * done) / total} aria-label={label} />
      </Progress.Root>
      <ul className={classes.results}>
        {imports.flatMap(({ id, files }) =>
          files.map((file) => (
            <li key={`${id} ${file.number}`} className={classes.result}>
              <File name={file.name} language={file.language} />
              <Outcome file={file} proposed={proposed.get(id)?.[file.number - 1] ?? null} />
            </li>
          )),
        )}
      </ul>
    </section>
  );
}

interface OutcomeProps {
  readonly file: ImportDetail['files'][number];
  readonly proposed: string | null;
}

function Outcome({ file, proposed }: OutcomeProps) {
  const say = useWords('notices');
  const { status, notice, refusal, dropped, warnings } = file;
  const leftOut = dropped + warnings.length;
  if (status === 'waiting') return <Mark>{say('import.waiting')}</Mark>;
  if (status === 'cancelled') return <Mark>{say('import.cancelled')}</Mark>;
  if (status === 'refused') {
    const why = refusal?.errors.map(({ message }) => message).find((message) => message !== '');
    return (
      <Text size="xs" c="var(--hebi-bad)">
        {[refusal?.title, why].filter((words) => words !== undefined).join(' ')}
      </Text>
    );
  }
  const earlier = notice === null || proposed === null ? null : earlierSlug(notice.slug, proposed);
  return (
    <span className={classes.made}>
      {leftOut > 0 && <Mark tone="warn">{say('import.warnings', { count: leftOut })}</Mark>}
      <Mark tone="good">{say('import.made')}</Mark>
      {notice !== null && <Link to={addressOf.notice(notice.slug)}>{notice.slug}</Link>}
      {earlier !== null && (
        <span className={classes.earlier}>
          {say('import.earlier')} <Link to={addressOf.notice(earlier)}>{earlier}</Link>
        </span>
      )}
    </span>
  );
}
