import { useEffect } from 'react';

/**
 * Where what has the focus is taken from the screen, the nearest thing around it that can have it gets it: the row
 * whose button was pressed, or else the screen. From the top of the page one would have to find the place again.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: readonly HTMLElement[] = [];
    let wasDisabled = false;
    const note = ({ target }: FocusEvent): void => {
      wasDisabled = false;
      last = target instanceof HTMLElement ? [target, ...placesAround(target)] : [];
    };
    const mend = (): void => {
      const [focused, ...around] = last;
      if (focused === undefined || document.activeElement !== document.body) return;
      if (!focused.isConnected) {
        last = [];
        const next = around.find(({ isConnected }) => isConnected) ?? screenOf(document);
        next?.focus({ preventScroll: true });
      } else if (focused.matches(':disabled')) wasDisabled = true;
      else if (wasDisabled) focused.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(mend);
    const watched = { childList: true, subtree: true, attributeFilter: ['disabled'] };
    observer.observe(document.body, watched);
    document.addEventListener('focusin', note);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', note);
    };
  }, []);
}

function placesAround(element: HTMLElement): HTMLElement[] {
  const around = element.parentElement?.closest<HTMLElement>('[tabindex]') ?? null;
  return around === null ? [] : [around, ...placesAround(around)];
}

function screenOf(page: Document): HTMLElement | null {
  return page.querySelector<HTMLElement>('#screen');
}
