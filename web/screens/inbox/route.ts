import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route.tsx';
import { loadWords } from '../../words/words.ts';
import { inboxQueries } from './lists.ts';

/** Home: what the person has claimed, may review, may claim. */
export const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  staticData: { nav: { label: 'inbox', icon: 'inbox', order: 1, key: 'i' } },
  loader: ({ context: { client } }) => {
    void client.prefetchInfiniteQuery(inboxQueries.mine);
    void client.prefetchInfiniteQuery(inboxQueries.claimable);
    return loadWords('inbox');
  },
  component: lazyRouteComponent(() => import('./inbox.tsx'), 'Inbox'),
});
