import { createRoute } from '@tanstack/react-router';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { rootRoute } from '../../shell/root-route.tsx';
import { loadWords } from '../../words/words.ts';
import { partOf } from './parts.ts';
import type { PartName } from './parts.ts';

/** People, tokens, webhooks, categories, house policies, queues: what one may see of them. */
export const adminRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin',
  staticData: { nav: { label: 'admin', icon: 'admin', order: 5, key: 'a' } },
  validateSearch: ({ part }: Record<string, unknown>): { part?: PartName } => {
    const known = partOf(part);
    return known === undefined ? {} : { part: known };
  },
  loader: () => loadWords('admin'),
  component: lazyPart(() => import('./admin.tsx'), 'Admin'),
});
