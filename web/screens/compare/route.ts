import { createRoute } from '@tanstack/react-router';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { rootRoute } from '../../shell/root-route.tsx';
import { loadWords } from '../../words/words.ts';

/** Any two texts, compared; nothing is stored. `?example=1` shows what it looks like. */
export const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/compare',
  staticData: { nav: { label: 'compare', icon: 'compare', order: 4, key: 'c' } },
  validateSearch: ({ example }: Record<string, unknown>): { example?: 1 } =>
    example === 1 ? { example } : {},
  loader: () => loadWords('compare'),
  component: lazyPart(() => import('./compare.tsx'), 'Compare'),
});
