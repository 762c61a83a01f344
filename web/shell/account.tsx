import { Suspense, useState } from 'react';
import { lazyPart } from '../parts/lazy-part.tsx';
import { AccountButton } from './account-button.tsx';
import type { Over } from './over.ts';

const AccountMenu = lazyPart(() => import('./account-menu.tsx'), 'AccountMenu');

/**
 * Who is signed in, and their menu. The menu brings a third of the first screen's code with it: that is loaded
 * when somebody comes near, by the pointer or the focus, and takes the button's place once it was pressed, not
 * sooner: a press that ends on another element than it began is none.
 */
export function Account({ show }: { show: (over: Over) => void }) {
  const [wasPressed, setWasPressed] = useState(false);
  const comeNear = (): void => void AccountMenu.preload?.();
  const button = (
    <AccountButton
      onPointerEnter={comeNear}
      onFocus={comeNear}
      onClick={() => setWasPressed(true)}
    />
  );
  if (!wasPressed) return button;
  return (
    <Suspense fallback={button}>
      <AccountMenu show={show} />
    </Suspense>
  );
}
