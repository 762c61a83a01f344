import { createRoute } from '@tanstack/react-router';
import { taskQuery } from '../../api/tasks.ts';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { rootRoute } from '../../shell/root-route.tsx';
import { loadWords } from '../../words/words.ts';

/** A task: to be worked on, reviewed or reconciled, as its status and kind ask. */
export const taskRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tasks/$id',
  loader: ({ context: { client }, params }) => {
    void client.prefetchQuery(taskQuery(params.id));
    return loadWords('task', 'findings');
  },
  component: lazyPart(() => import('./task.tsx'), 'TaskScreen'),
});
