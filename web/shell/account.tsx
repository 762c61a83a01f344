import { lazy, Suspense, useState } from 'react';
import { AccountButton } from './account-button.tsx';

const AccountMenu = lazy(() =>
  import('./account-menu.tsx').then((module) => ({ default: module.AccountMenu })),
);

/**
 * Who is signed in, and their menu. The menu brings a third of the first screen's code with it, and is loaded
 * when somebody comes near: the pointer, the focus, or a press that opens it at once.
 */
export function Account({ onShortcuts }: { onShortcuts: () => void }) {
  const [wanted, want] = useState<'no' | 'near' | 'open'>('no');
  const [hasFocus, setHasFocus] = useState(false);
  const comeNear = (): void => want((before) => (before === 'no' ? 'near' : before));
  const open = (): void => want('open');
  const button = (
    <AccountButton
      onPointerEnter={comeNear}
      onFocus={() => {
        setHasFocus(true);
        comeNear();
      }}
      onBlur={() => setHasFocus(false)}
      onPointerDown={open}
      onClick={open}
    />
  );
  if (wanted === 'no') return button;
  return (
    <Suspense fallback={button}>
      <AccountMenu onShortcuts={onShortcuts} isOpen={wanted === 'open'} takesFocus={hasFocus} />
    </Suspense>
  );
}
