import { Notifications } from '@mantine/notifications';

/** The toasts at the edge of the screen. A file of its own, so that it can be loaded by itself. */
export function ToastList() {
  return <Notifications position="bottom-right" limit={4} zIndex={500} />;
}
