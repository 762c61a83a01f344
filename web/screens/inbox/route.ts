import { createRoute } from '@tanstack/react-router';
import { may } from '../../../src/core/permission.ts';
import { mentionsQuery } from '../../api/mentions.ts';
import { selfQuery } from '../../api/session.ts';
import { rootRoute } from '../../shell/root-route.tsx';
import { loadWords } from '../../words/words.ts';
import { Inbox } from './inbox.tsx';
import { inboxQueries, viewOf } from './lists.ts';

/** Home: what the person has claimed, may review, may claim. */
export const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  staticData: { nav: { label: 'inbox', icon: 'inbox', order: 1, key: 'i' } },
  validateSearch: viewOf,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps: { view } }) => {
    if (view === 'confirm') {
      void client.prefetchInfiniteQuery(inboxQueries.confirmable);
    } else {
      void client.prefetchInfiniteQuery(inboxQueries.mine);
      void client.prefetchInfiniteQuery(inboxQueries.claimable);
      void client.fetchQuery(selfQuery).then(
        (self) => {
          if (self === null) return;
          if (may(self, 'task.review')) void client.prefetchInfiniteQuery(inboxQueries.reviews);
          if (may(self, 'mention.read')) void client.prefetchInfiniteQuery(mentionsQuery);
        },
        () => undefined,
      );
    }
    return loadWords('inbox');
  },
  // Not loaded lazily, as other screens are: it is the first that people see, and waits for nothing.
  component: Inbox,
});
