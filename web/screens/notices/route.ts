import { createRoute } from '@tanstack/react-router';
import { categoriesQuery, noticesQuery } from '../../api/notices.ts';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { rootRoute } from '../../shell/root-route.tsx';
import { loadWords } from '../../words/words.ts';
import { filterOf, queryOf } from './filter.ts';

/** All notices, with search and filters in the address. */
export const noticesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/notices',
  staticData: { nav: { label: 'notices', icon: 'notices', order: 2, key: 'n' } },
  validateSearch: filterOf,
  // The router hands on what else the address says, such as a language.
  loaderDeps: ({ search }) => filterOf(search),
  loader: ({ context: { client }, deps }) => {
    void client.prefetchInfiniteQuery(noticesQuery(queryOf(deps)));
    void client.prefetchQuery(categoriesQuery);
    return loadWords('notices');
  },
  component: lazyPart(() => import('./notices.tsx'), 'Notices'),
});
