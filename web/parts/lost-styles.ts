/** Addresses of styles that did not come with the code they belong to. */
const lost = new Set<string>();

/**
 * Notes styles that do not come. Vite loads the style of a part once: without this a part whose code is tried
 * again would be there without it, until the page is loaded anew.
 */
export function watchLostStyles(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const [, address] = /^Unable to preload CSS for (\S+)/.exec(event.payload.message) ?? [];
    if (address === undefined) return;
    lost.add(address);
    // The code itself is loaded nevertheless.
    event.preventDefault();
  });
}

/** Loads what was lost. @throws Error that one of them did not come again */
export async function loadLostStyles(): Promise<void> {
  await Promise.all([...lost].map(loadStyle));
}

async function loadStyle(address: string): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = address;
  await new Promise<void>((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      link.remove();
      reject(new Error(`Unable to preload CSS for ${address}`));
    });
    document.head.append(link);
  });
  lost.delete(address);
}
