import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { tasksQuery } from '../../api/tasks.ts';
import { rootRoute } from '../../shell/root-route.tsx';
import { loadWords } from '../../words/words.ts';

/** Home: what the person has claimed, may review, may claim. */
export const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  staticData: { nav: { label: 'inbox', icon: 'inbox', order: 1, key: 'i' } },
  loader: ({ context: { client } }) => {
    void client.prefetchInfiniteQuery(tasksQuery({ mine: 'true' }));
    void client.prefetchInfiniteQuery(tasksQuery({ claimable: 'true', mine: 'false' }));
    return loadWords('inbox');
  },
  component: lazyRouteComponent(() => import('./inbox.tsx'), 'Inbox'),
});
