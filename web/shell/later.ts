/** Where the page names the files of the screens that are not the first, under the application's base. */
export const laterPlace = 'hebi-later';

/** The first screen and its data come before. */
const patienceMs = 3_000;

/**
 * Fetches the code of all screens into the browser's cache, one file after the other: what is opened next is
 * there at once, and without a network too. Not where people want to save data.
 */
export function fetchLater(): void {
  const named = document.querySelector(`meta[name=${laterPlace}]`)?.getAttribute('content') ?? '';
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  if (named === '' || connection?.saveData === true) return;
  setTimeout(() => void fetchEach(named.split(' ')), patienceMs);
}

async function fetchEach(names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      const answer = await fetch(`/app/${name}`, { priority: 'low' });
      await answer.arrayBuffer();
    } catch {
      // The network is away. Each screen fetches its own when it is opened.
      return;
    }
  }
}
