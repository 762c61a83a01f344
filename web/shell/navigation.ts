import { useRouter } from '@tanstack/react-router';
import { useMay } from '../api/session.ts';
import type { IconName } from '../parts/icon.tsx';

/** Words of the navigation, in `app.json` under `nav`. */
export type AppWords = 'inbox' | 'notices' | 'board' | 'compare' | 'admin';

export interface Place {
  readonly path: string;
  readonly label: AppWords;
  readonly icon: IconName;
  readonly order: number;
  /** `g` and then this key leads there. */
  readonly key: string;
}

/** The places of the navigation that the person may go to, in order: screens bring their own. */
export function usePlaces(): readonly Place[] {
  const router = useRouter();
  const may = useMay();
  return Object.values(router.routesById)
    .flatMap(({ fullPath, options }) => {
      const nav = options.staticData?.nav;
      if (nav === undefined || (nav.leave !== undefined && !may(nav.leave))) return [];
      return [{ path: fullPath, ...nav }];
    })
    .sort((a, b) => a.order - b.order);
}
