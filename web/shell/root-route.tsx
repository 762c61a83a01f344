import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import type { Language } from '../../src/core/language.ts';
import { isLanguage } from '../../src/core/language.ts';
import { selfQuery } from '../api/session.ts';
import { NothingHere } from '../parts/states.tsx';
import { ScreenProblem } from './screen-problem.tsx';
import { SignedIn } from './signed-in.tsx';

export interface RouteContext {
  /** For loaders: `context.client.ensureQueryData(…)` reads before the screen is drawn. */
  readonly client: QueryClient;
}

/** Every screen's route has this one for its parent: sign-in, frame, what goes wrong. */
export const rootRoute = createRootRouteWithContext<RouteContext>()({
  // What no screen knows is left out: each would get it as it stands in the address.
  validateSearch: ({ lang }: Record<string, unknown>): { lang?: Language } =>
    isLanguage(lang) ? { lang } : {},
  // Not awaited: the screen's own data are read at the same time.
  loader: ({ context }) => {
    void context.client.prefetchQuery(selfQuery);
  },
  component: SignedIn,
  notFoundComponent: NothingHere,
  errorComponent: ScreenProblem,
});
