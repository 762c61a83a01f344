import type { QueryClient } from '@tanstack/react-query';
import { createRoute } from '@tanstack/react-router';
import { may } from '../../../src/core/permission.ts';
import { mentionsQuery } from '../../api/mentions.ts';
import { selfQuery } from '../../api/session.ts';
import { rootRoute } from '../../shell/root-route.tsx';
import { loadWords } from '../../words/words.ts';
import { Inbox } from './inbox.tsx';
import type { InboxView } from './lists.ts';
import { inboxQueries, viewOf } from './lists.ts';

/**
 * How long the lists may take before their place is drawn without them. They mostly are there sooner, and
 * a screen that is drawn once is there sooner than one that is drawn twice.
 */
const patienceMs = 250;

/** Home: what the person has claimed, may review, may claim. */
export const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  staticData: { nav: { label: 'inbox', icon: 'inbox', order: 1, key: 'i' } },
  validateSearch: viewOf,
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { client }, deps: { view } }) => {
    const patience = new Promise((resolve) => setTimeout(resolve, patienceMs));
    await Promise.all([
      loadWords('inbox'),
      Promise.race([readLists(client, view ?? 'all'), patience]),
    ]);
  },
  // Not loaded lazily, as other screens are: it is the first that people see, and waits for no code.
  component: Inbox,
});

/** Reads what the view shows, as far as the person may see it. What cannot be read, the screen says. */
async function readLists(client: QueryClient, view: InboxView): Promise<void> {
  if (view === 'confirm') return client.prefetchInfiniteQuery(inboxQueries.confirmable);
  const lists = [
    client.prefetchInfiniteQuery(inboxQueries.mine),
    client.prefetchInfiniteQuery(inboxQueries.claimable),
  ];
  const self = await client.fetchQuery(selfQuery).catch(() => null);
  if (self === null) return;
  if (may(self, 'task.review')) lists.push(client.prefetchInfiniteQuery(inboxQueries.reviews));
  if (may(self, 'mention.read')) lists.push(client.prefetchInfiniteQuery(mentionsQuery));
  await Promise.all(lists);
}
