import { notificationsStore } from '@mantine/notifications';
import { lazy, Suspense, useState, useSyncExternalStore } from 'react';

const ToastList = lazy(() =>
  import('./toast-list.tsx').then((module) => ({ default: module.ToastList })),
);

const hasSome = (): boolean => notificationsStore.getState().notifications.length > 0;

/** Where toasts are shown. Their code comes with the first of them. */
export function Toasts() {
  const [wasAsked, setWasAsked] = useState(false);
  const isAsked = useSyncExternalStore(notificationsStore.subscribe, hasSome);
  if (isAsked && !wasAsked) setWasAsked(true);
  if (!isAsked && !wasAsked) return null;
  return (
    <Suspense>
      <ToastList />
    </Suspense>
  );
}
