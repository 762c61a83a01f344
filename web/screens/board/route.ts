import { createRoute } from '@tanstack/react-router';
import { categoriesQuery, noticesQuery } from '../../api/notices.ts';
import { summaryQuery, trendsQuery } from '../../api/parity.ts';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { rootRoute } from '../../shell/root-route.tsx';
import { loadWords } from '../../words/words.ts';
import { worst } from './worst.ts';

/** How all notices stand: counts, what is worst, and both over time. */
export const boardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/board',
  staticData: { nav: { label: 'board', icon: 'board', order: 3, key: 'b' } },
  validateSearch: ({ by }: Record<string, unknown>): { by?: 'week' } =>
    by === 'week' ? { by } : {},
  loader: ({ context: { client } }) => {
    void client.prefetchQuery(summaryQuery);
    void client.prefetchQuery(trendsQuery('day'));
    void client.prefetchInfiniteQuery(noticesQuery(worst));
    void client.prefetchQuery(categoriesQuery);
    return loadWords('board');
  },
  component: lazyPart(() => import('./board.tsx'), 'Board'),
});
