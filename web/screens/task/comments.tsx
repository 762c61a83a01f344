import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isComposing } from '../../keys/keys.ts';
import { useMay, useSelf } from '../../api/session.ts';
import { commentTask, mentionableQuery } from '../../api/task-work.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { taskQuery } from '../../api/tasks.ts';
import { announce } from '../../notify/announce.ts';
import { toastProblem } from '../../notify/toast.tsx';
import { RelativeTime } from '../../parts/time.tsx';
import { useWords } from '../../words/words.ts';
import classes from './task.module.css';

interface Person {
  readonly id: string;
  readonly name: string;
}

/** What people say about a task, oldest first, and a field for more. */
export function Comments({
  task,
  field,
}: {
  task: TaskDetail;
  field: { readonly current: HTMLTextAreaElement | null };
}) {
  const say = useWords('task');
  const mayComment = useMay()('task.comment');
  const people = usePeople(task);
  return (
    <section aria-label={say('comments.label')}>
      <h2 className={classes.asideTitle}>{say('comments.label')}</h2>
      {task.comments.length === 0 && <p className={classes.hint}>{say('comments.empty')}</p>}
      <ul className={classes.comments}>
        {task.comments.map((comment) => (
          <li key={comment.id}>
            <span className={classes.by}>
              <strong>{comment.author.name}</strong> <RelativeTime time={comment.at} />
            </span>
            <p>{comment.body}</p>
          </li>
        ))}
      </ul>
      {mayComment && <Writing task={task} people={people} field={field} />}
    </section>
  );
}

/** Who can be mentioned: everybody for those who see the list of people, else whoever is part of the task. */
function usePeople(task: TaskDetail): readonly Person[] {
  const self = useSelf();
  const maySee = useMay()('person.list');
  const { data } = useQuery({ ...mentionableQuery, enabled: maySee });
  const near = [task.assignee, task.holder, task.submitter].flatMap((each) => each ?? []);
  const all: Person[] = [
    ...near,
    ...task.drafts.map(({ author }) => author),
    ...task.comments.map(({ author }) => author),
    ...(data?.items ?? []),
  ];
  const known = new Map(all.map(({ id, name }) => [id, { id, name }]));
  known.delete(self.id);
  return [...known.values()];
}

/** The word after an @ at the end of what is typed; null: none. */
function wantedName(text: string): string | null {
  return /(?:^|[\s，。；：、（(])@([^@\s]{0,40})$/u.exec(text)?.[1] ?? null;
}

function Writing({
  task,
  people,
  field,
}: {
  task: TaskDetail;
  people: readonly Person[];
  field: { readonly current: HTMLTextAreaElement | null };
}) {
  const say = useWords('task');
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [isSending, setSending] = useState(false);
  const wanted = wantedName(text);
  const offered =
    wanted === null
      ? []
      : people
          .filter(({ name }) => name.toLowerCase().startsWith(wanted.toLowerCase()))
          .slice(0, 5);
  const mention = (person: Person): void => {
    setText((before) => before.replace(/@[^@\s]*$/u, `@${person.name} `));
    field.current?.focus();
  };
  const send = async (): Promise<void> => {
    if (text.trim() === '' || isSending) return;
    setSending(true);
    try {
      const mentions = people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
      await commentTask(task.id, { body: text.trim(), mentions });
      setText('');
      announce(say('done.commented'));
      await client.invalidateQueries({ queryKey: taskQuery(task.id).queryKey });
    } catch (error) {
      toastProblem(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      className={classes.writing}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        ref={field}
        className={classes.comment}
        aria-label={say('comments.write')}
        placeholder={say('comments.placeholder')}
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
          const chooses = (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey;
          if (isComposing(event.nativeEvent)) return;
          if (isSend) {
            event.preventDefault();
            void send();
          } else if (chooses && offered[0] !== undefined) {
            event.preventDefault();
            mention(offered[0]);
          }
        }}
      />
      {offered.length > 0 && (
        <div className={classes.offered}>
          {offered.map((person) => (
            <Button
              key={person.id}
              size="compact-xs"
              variant="light"
              aria-label={say('comments.mention', { name: person.name })}
              onClick={() => mention(person)}
            >
              @{person.name}
            </Button>
          ))}
        </div>
      )}
      <Button size="compact-sm" variant="default" type="submit" loading={isSending}>
        {say('comments.send')}
      </Button>
    </form>
  );
}
