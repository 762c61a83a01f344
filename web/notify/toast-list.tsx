import { Notifications } from '@mantine/notifications';
import classes from './toast-list.module.css';

/** The toasts at the edge of the screen. A file of its own, so that it can be loaded by itself. */
export function ToastList() {
  return (
    <Notifications
      position="bottom-right"
      limit={4}
      zIndex={500}
      classNames={{ root: classes.list }}
    />
  );
}
