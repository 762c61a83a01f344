/** Whether the workbench's server answers. */
async function isReachable(): Promise<boolean> {
  const asked = { method: 'HEAD', cache: 'no-store', redirect: 'manual' } as const;
  return fetch('/app/', asked).then(
    ({ status }) => status < 500,
    () => false,
  );
}

const askEveryMs = 3_000;

/**
 * Calls `run` once the server answers.
 *
 * @param run is told whether it had to be waited for
 * @returns what ends the waiting
 */
export function whenReachable(run: (hadToWait: boolean) => void): () => void {
  let isWanted = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (hadToWait: boolean): Promise<void> => {
    const isThere = await isReachable();
    if (!isWanted) return;
    if (isThere) run(hadToWait);
    else timer = setTimeout(() => void ask(true), askEveryMs);
  };
  void ask(false);
  return () => {
    isWanted = false;
    clearTimeout(timer);
  };
}
