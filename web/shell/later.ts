/** Where the page names the files of the screens that are not the first, under the application's base. */
export const laterPlace = 'hebi-later';

/** The first screen and its data come before. */
const patienceMs = 3_000;

/**
 * Fetches the code of all screens into the browser's cache, one file after the other: what is opened next is
 * there at once, and without a network too. In a thread of its own: a hundred answers in the page's own took keys
 * that were typed meanwhile to twice their time (measured). Not where people want to save data.
 */
export function fetchLater(): void {
  const named = document.querySelector(`meta[name=${laterPlace}]`)?.getAttribute('content') ?? '';
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  if (named === '' || connection?.saveData === true) return;
  setTimeout(() => {
    const worker = new Worker(new URL('later.worker.ts', import.meta.url), { type: 'module' });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(named.split(' '));
  }, patienceMs);
}
