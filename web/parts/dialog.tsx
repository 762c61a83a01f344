import { Modal } from '@mantine/core';
import type { ModalProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useState } from 'react';
import { useWords } from '../words/words.ts';

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  /** What the button that closes it is called, where it is more than that. */
  readonly closeLabel?: string;
  readonly size?: ModalProps['size'];
  readonly closeOnClickOutside?: boolean;
  readonly children: ReactNode;
}

/** Something to be decided over the screen. Drawn as long as it is open; the focus goes back to where it was. */
export function Dialog(props: DialogProps) {
  const { title, close, closeLabel, size = 'md', closeOnClickOutside = true, children } = props;
  const say = useWords('app');
  const isClickOver = useFirstClickOver();
  useReturnedFocus();
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size={size}
      closeOnClickOutside={closeOnClickOutside && isClickOver}
      closeButtonProps={{ 'aria-label': closeLabel ?? say('close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {children}
    </Modal>
  );
}

/**
 * Gives the focus back, when the part goes, to what had it when the part came. Mantine does so for what opens and
 * closes, and not for what is drawn only while it is open.
 */
export function useReturnedFocus(): void {
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    },
    [before],
  );
}

/** Within this a click is the second half of the one that opened the dialog: it does not close it. */
const doubleClickMs = 400;

function useFirstClickOver(): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), doubleClickMs);
    return () => clearTimeout(timer);
  }, []);
  return isOver;
}
