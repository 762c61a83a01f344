import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import type { Permission } from '../../src/core/permission.ts';
import type { IconName } from '../parts/icon.tsx';
import { SkeletonRows } from '../parts/states.tsx';
import { adminRoute } from '../screens/admin/route.ts';
import { boardRoute } from '../screens/board/route.ts';
import { compareRoute } from '../screens/compare/route.ts';
import { inboxRoute } from '../screens/inbox/route.ts';
import { editRoute, newNoticeRoute, noticeRoute } from '../screens/notice/route.ts';
import { noticesRoute } from '../screens/notices/route.ts';
import { taskRoute } from '../screens/task/route.ts';
import type { AppWords } from './navigation.ts';
import { rootRoute } from './root-route.tsx';
import { ScreenProblem } from './screen-problem.tsx';

/** Every screen, by hand. A screen that is not here cannot be reached, one that is appears in the navigation. */
const routes = rootRoute.addChildren([
  inboxRoute,
  taskRoute,
  noticesRoute,
  newNoticeRoute,
  noticeRoute,
  editRoute,
  boardRoute,
  compareRoute,
  adminRoute,
]);

/** The router of the workbench, under /app. Screens are loaded when their link is pointed at. */
export function newRouter(client: QueryClient) {
  return createRouter({
    routeTree: routes,
    basepath: '/app',
    context: { client },
    defaultPreload: 'intent',
    // Data are the query client's business: how old they may be is said there.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    // A screen that is not there at once gives a sign; one that is does not flicker.
    defaultPendingComponent: SkeletonRows,
    defaultPendingMs: 300,
    defaultPendingMinMs: 200,
    // In place of the screen: the frame around it stays.
    defaultErrorComponent: ScreenProblem,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }

  interface StaticDataRouteOption {
    /** A place in the navigation: its word in `app.json`, its icon, who sees it, its shortcut after `g`. */
    readonly nav?: {
      readonly label: AppWords;
      readonly icon: IconName;
      readonly order: number;
      readonly leave?: Permission;
      readonly key: string;
    };
  }
}
