export interface Turns {
  /** Asks for a run that begins after now; those asked for meanwhile are one. */
  readonly ask: () => void;
  /** The same, and resolves when such a run has ended. */
  readonly next: () => Promise<void>;
  /** Waits for what runs; what is asked for from now on is not done. */
  readonly end: () => Promise<void>;
}

/**
 * Runs what is asked for once more after the run in which it was asked for, never beside it. What a run
 * throws goes to whoever waits for it with `next`.
 */
export function oneAtATime(run: () => Promise<void>): Turns {
  let running: Promise<void> | null = null;
  let following: Promise<void> | null = null;
  let ended = false;

  function begin(): Promise<void> {
    running = run().finally(() => {
      running = null;
    });
    return running;
  }

  function next(): Promise<void> {
    if (ended) return Promise.resolve();
    if (following !== null) return following;
    if (running === null) return begin();
    following = running
      .catch(() => undefined)
      .then(() => {
        following = null;
        return ended ? undefined : begin();
      });
    return following;
  }

  return {
    ask: () => {
      next().catch(() => undefined);
    },
    next,
    end: async () => {
      ended = true;
      await running?.catch(() => undefined);
    },
  };
}

export interface Waking {
  readonly ask: () => void;
  readonly end: () => void;
}

/** Wakes once, a while after it is asked to; asked again meanwhile, it does not wake twice. */
export function wakingAfter(ms: number, wake: () => void): Waking {
  let timer: NodeJS.Timeout | null = null;
  const ask = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      wake();
    }, ms);
  };
  const end = (): void => {
    if (timer !== null) clearTimeout(timer);
  };
  return { ask, end };
}
