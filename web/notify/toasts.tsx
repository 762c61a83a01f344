import { notificationsStore } from '@mantine/notifications';
import { CatchBoundary } from '@tanstack/react-router';
import { Suspense, useState, useSyncExternalStore } from 'react';
import { lazyPart } from '../parts/lazy-part.tsx';

const ToastList = lazyPart(() => import('./toast-list.tsx'), 'ToastList');

const countOf = (): number => notificationsStore.getState().notifications.length;

/** Where toasts are shown. Their code comes with the first of them. */
export function Toasts() {
  const [wasAsked, setWasAsked] = useState(false);
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
