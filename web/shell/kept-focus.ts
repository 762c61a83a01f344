import { useEffect } from 'react';

/** So many places are remembered that had the focus: a dialog with its fields, and what was before it. */
const longestTrail = 30;

/** What had the focus, and on which screen that was. */
interface Place {
  readonly element: HTMLElement;
  readonly path: string;
}

/**
 * Where what has the focus is taken from the screen, the nearest thing around it that can have it gets it: the row
 * whose button was pressed. Where nothing is left around it, as of a dialog or of the tour, that gets it which had it
 * last on this screen, and else the screen. From the top of the page one would have to find the place again.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: readonly HTMLElement[] = [];
    let trail: readonly Place[] = [];
    let wasDisabled = false;
    const note = ({ target }: FocusEvent): void => {
      wasDisabled = false;
      last = target instanceof HTMLElement ? [target, ...placesAround(target)] : [];
      if (target instanceof HTMLElement && target.id !== screenId) {
        const earlier = trail.filter(({ element }) => element.isConnected && element !== target);
        trail = [...earlier, { element: target, path: location.pathname }].slice(-longestTrail);
      }
    };
    const mend = (): void => {
      const [focused, ...around] = last;
      if (focused === undefined || document.activeElement !== document.body) return;
      if (!focused.isConnected) {
        last = [];
        const next = around.find(({ isConnected }) => isConnected) ?? lastOf(trail);
        (next ?? document.getElementById(screenId))?.focus({ preventScroll: true });
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

const screenId = 'screen';

/** What is around an element and can have the focus, nearest first; not the screen, which is around everything. */
function placesAround(element: HTMLElement): HTMLElement[] {
  const around = element.parentElement?.closest<HTMLElement>('[tabindex]') ?? null;
  return around === null || around.id === screenId ? [] : [around, ...placesAround(around)];
}

/** The last of them that can have the focus. What had it on another screen says nothing about this one. */
function lastOf(trail: readonly Place[]): HTMLElement | undefined {
  return trail.findLast(
    ({ element, path }) =>
      path === location.pathname && element.isConnected && !element.matches(':disabled'),
  )?.element;
}
