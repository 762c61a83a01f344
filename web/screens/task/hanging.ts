import { useEffect, useState } from 'react';
import type { DraftKeeper } from './draft-keeper.ts';

/**
 * Whether somebody whose claim has ended may still type: as long as they are in a field, or have a text there that is
 * not saved. A field that went from under their hands would take what they compose, and their keys would go to the
 * screen's shortcuts. What they type stays in this browser.
 */
export function useHanging(isWork: boolean, keeper: DraftKeeper): boolean {
  const [wasWork, setWasWork] = useState(isWork);
  const [isHanging, setHanging] = useState(false);
  if (wasWork !== isWork) {
    setWasWork(isWork);
    setHanging(!isWork && isNeeded(keeper));
  }
  useEffect(() => {
    if (!isHanging) return undefined;
    // The focus is nowhere for a moment when it goes from one field to another.
    const left = (): void => void setTimeout(() => setHanging(isNeeded(keeper)));
    document.addEventListener('focusout', left);
    return () => document.removeEventListener('focusout', left);
  }, [isHanging, keeper]);
  // What is claimed again may still be told of a focus that has gone before.
  return isHanging && !isWork;
}

/** Whether somebody is in a field, or has typed what is not saved. */
export function isNeeded(keeper: DraftKeeper): boolean {
  const isInField = document.activeElement?.matches('textarea[data-cell]') === true;
  return isInField || Object.keys(keeper.unsaved()).length > 0;
}
