/** When the page was ready, in milliseconds from its first moment, as a script in the page reads it. */
export const readyMs = 'window.hebiReady';

/**
 * A script to run in a page from its first moment: it notes when an element is there and the main thread is
 * free again.
 */
export function noteReady(selector: string): string {
  return `
  new MutationObserver((_, observer) => {
    if (document.querySelector(${JSON.stringify(selector)}) === null) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { ${readyMs} = performance.now(); }));
  }).observe(document, { childList: true, subtree: true });
`;
}
