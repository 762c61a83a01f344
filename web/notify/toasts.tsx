import { notificationsStore } from '@mantine/notifications';
import { CatchBoundary } from '@tanstack/react-router';
import { Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { lazyPart } from '../parts/lazy-part.tsx';

const ToastList = lazyPart(() => import('./toast-list.tsx'), 'ToastList');

const countOf = (): number => notificationsStore.getState().notifications.length;

/** After the first screen. What has to be said while the network is away needs it. */
const preloadMs = 1_500;

/** Where toasts are shown. Their code comes with the first of them, or before. */
export function Toasts() {
  const [wasAsked, setWasAsked] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void ToastList.preload?.(), preloadMs);
    return () => clearTimeout(timer);
  }, []);
  const count = useSyncExternalStore(notificationsStore.subscribe, countOf);
  if (count > 0 && !wasAsked) setWasAsked(true);
  if (count === 0 && !wasAsked) return null;
  return (
    // Without the network their code may not come: the next one tries again.
    <CatchBoundary getResetKey={() => count} errorComponent={() => null}>
      <Suspense>
        <ToastList />
      </Suspense>
    </CatchBoundary>
  );
}
