import { useInfiniteQuery } from '@tanstack/react-query';
import { useMay } from '../../api/session.ts';
import type { Task } from '../../api/tasks.ts';
import { tasksQuery } from '../../api/tasks.ts';

export type SectionName = 'mine' | 'reviews' | 'claimable';

/** One line of the inbox: a heading, a task, or the place of what is not read yet. */
export type Line =
  | {
      readonly kind: 'heading';
      readonly section: SectionName;
      readonly count: number;
      readonly more: boolean;
    }
  | { readonly kind: 'task'; readonly section: SectionName; readonly task: Task }
  | { readonly kind: 'more'; readonly section: SectionName };

interface List {
  readonly section: SectionName;
  readonly tasks: readonly Task[];
  readonly hasMore: boolean;
  readMore(): void;
}

export interface Inbox {
  readonly lines: readonly Line[];
  readonly isPending: boolean;
  readonly error: unknown;
  retry(): void;
  /** Reads the next page of the section, when its end comes into sight. */
  readMore(section: SectionName): void;
}

/** The lists of the inbox, as one list of lines. */
export function useInbox(): Inbox {
  const mayReview = useMay()('task.review');
  const mine = useInfiniteQuery(tasksQuery({ mine: 'true' }));
  const reviews = useInfiniteQuery({
    ...tasksQuery({ status: 'submitted', mine: 'false' }),
    enabled: mayReview,
  });
  const claimable = useInfiniteQuery(tasksQuery({ claimable: 'true', mine: 'false' }));
  const reads = [
    { section: 'mine', read: mine },
    { section: 'reviews', read: reviews },
    { section: 'claimable', read: claimable },
  ] as const;
  const lists = reads.map(({ section, read }): List => ({
    section,
    tasks: read.data?.pages.flatMap(({ items }) => items) ?? [],
    hasMore: read.hasNextPage,
    readMore: () => {
      if (read.hasNextPage && !read.isFetchingNextPage) void read.fetchNextPage();
    },
  }));
  return {
    lines: lists.flatMap(linesOf),
    isPending: mine.isPending || claimable.isPending || (mayReview && reviews.isPending),
    error: mine.error ?? claimable.error ?? reviews.error,
    retry: () => reads.forEach(({ read }) => void read.refetch()),
    readMore: (section) => lists.find((list) => list.section === section)?.readMore(),
  };
}

function linesOf({ section, tasks, hasMore }: List): Line[] {
  if (tasks.length === 0) return [];
  return [
    { kind: 'heading', section, count: tasks.length, more: hasMore },
    ...tasks.map((task): Line => ({ kind: 'task', section, task })),
    ...(hasMore ? [{ kind: 'more', section } as const] : []),
  ];
}

/** What a line is known by while the list around it changes. */
export function keyOf(line: Line): string {
  return line.kind === 'task' ? line.task.id : `${line.kind} ${line.section}`;
}
