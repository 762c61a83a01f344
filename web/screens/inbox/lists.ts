import { useInfiniteQuery } from '@tanstack/react-query';
import type { Mention } from '../../api/mentions.ts';
import { mentionsQuery } from '../../api/mentions.ts';
import { useMay } from '../../api/session.ts';
import type { Task } from '../../api/tasks.ts';
import { tasksQuery } from '../../api/tasks.ts';

/** The lists that the inbox is made of. */
export const inboxQueries = {
  mine: tasksQuery({ mine: 'true' }),
  reviews: tasksQuery({ reviewable: 'true', mine: 'false' }),
  claimable: tasksQuery({ claimable: 'true', mine: 'false' }),
  confirmable: tasksQuery({
    claimable: 'true',
    mine: 'false',
    confirmable: 'true',
    sort: 'cleanest',
  }),
} as const;

/** Everything that waits for the person, or what they may confirm as it is. */
export type InboxView = 'all' | 'confirm';

/** The view that an address names. */
export function viewOf({ view }: { readonly view?: unknown }): {
  readonly view?: 'confirm' | undefined;
} {
  return view === 'confirm' ? { view } : {};
}

export type TaskSection = keyof typeof inboxQueries;
export type SectionName = TaskSection | 'mentions';

/** One line of the inbox: a heading, a task, a mention, or the place of what is not read yet. */
export type Line =
  | {
      readonly kind: 'heading';
      readonly section: SectionName;
      readonly count: number;
      readonly more: boolean;
    }
  | TaskLine
  | MentionLine
  | { readonly kind: 'more'; readonly section: SectionName };

export interface TaskLine {
  readonly kind: 'task';
  readonly section: TaskSection;
  readonly task: Task;
}

export interface MentionLine {
  readonly kind: 'mention';
  readonly section: 'mentions';
  readonly mention: Mention;
}

/** What can be chosen and acted on. */
export type ActiveLine = TaskLine | MentionLine;

export interface Inbox {
  readonly lines: readonly Line[];
  readonly isPending: boolean;
  readonly error: unknown;
  retry(): void;
  /** Reads the next page of the section, when its end comes into sight. */
  readMore(section: SectionName): void;
}

/**
 * The lists of the inbox, as one list of lines.
 *
 * @param gone tasks that are done, whatever the lists still say
 */
export function useInbox(view: InboxView, gone: ReadonlySet<string>): Inbox {
  const may = useMay();
  const isAll = view === 'all';
  const reads = {
    mine: useInfiniteQuery({ ...inboxQueries.mine, enabled: isAll }),
    reviews: useInfiniteQuery({ ...inboxQueries.reviews, enabled: isAll && may('task.review') }),
    mentions: useInfiniteQuery({ ...mentionsQuery, enabled: isAll && may('mention.read') }),
    claimable: useInfiniteQuery({ ...inboxQueries.claimable, enabled: isAll }),
    confirmable: useInfiniteQuery({ ...inboxQueries.confirmable, enabled: !isAll }),
  };
  // Lists that are read one after the other may both have a task that went from one to the other.
  const listed = new Set<string>();
  const tasks = (section: TaskSection): Line[] =>
    (reads[section].data?.pages ?? []).flatMap(({ items }) =>
      items
        .filter(({ id }) => !gone.has(id) && !listed.has(id) && listed.add(id))
        .map((task): Line => ({ kind: 'task', section, task })),
    );
  const mentions = (reads.mentions.data?.pages ?? []).flatMap(({ items }) =>
    items.map((mention): Line => ({ kind: 'mention', section: 'mentions', mention })),
  );
  const all = Object.values(reads);
  const lines = isAll
    ? [
        ...headed('mine', tasks('mine'), reads.mine.hasNextPage),
        ...headed('reviews', tasks('reviews'), reads.reviews.hasNextPage),
        ...headed('mentions', mentions, reads.mentions.hasNextPage),
        ...headed('claimable', tasks('claimable'), reads.claimable.hasNextPage),
      ]
    : headed('confirmable', tasks('confirmable'), reads.confirmable.hasNextPage);
  return {
    lines,
    isPending: all.some(({ isLoading }) => isLoading),
    // What was read once is still shown while the service is away.
    error: all.find(({ isLoadingError }) => isLoadingError)?.error ?? null,
    retry: () => all.filter(({ isError }) => isError).forEach((read) => void read.refetch()),
    readMore: (section) => {
      const read = reads[section];
      if (read.hasNextPage && !read.isFetchingNextPage) void read.fetchNextPage();
    },
  };
}

function headed(section: SectionName, lines: readonly Line[], more: boolean): Line[] {
  if (lines.length === 0) return [];
  const end: Line[] = more ? [{ kind: 'more', section }] : [];
  return [{ kind: 'heading', section, count: lines.length, more }, ...lines, ...end];
}

export function isActive(line: Line | undefined): line is ActiveLine {
  return line?.kind === 'task' || line?.kind === 'mention';
}

/** What a line is known by while the list around it changes. */
export function keyOf(line: Line): string {
  if (line.kind === 'task') return line.task.id;
  return line.kind === 'mention' ? line.mention.id : `${line.kind} ${line.section}`;
}
