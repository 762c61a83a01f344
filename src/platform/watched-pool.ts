import pg from 'pg';

/** A pool that knows how long those have waited who wait for a connection. */
export class WatchedPool extends pg.Pool {
  /** In the order in which they came, which is the one in which they are served. */
  readonly #waiting = new Set<{ readonly since: number }>();

  // Of the two overloads one takes a callback; both go through here, `query` too.
  override connect(...given: unknown[]): never {
    const wait = { since: performance.now() };
    this.#waiting.add(wait);
    const over = (): void => void this.#waiting.delete(wait);
    const pass = super.connect.bind(this) as (...passed: unknown[]) => unknown;
    const [callback] = given;
    if (typeof callback === 'function') {
      return pass((...answer: unknown[]) => {
        over();
        (callback as (...passed: unknown[]) => void)(...answer);
      }) as never;
    }
    const connected = pass() as Promise<unknown>;
    connected.then(over, over);
    return connected as never;
  }

  /** How long the one has waited whose turn is next, in ms; 0: nobody waits. */
  longestWaitMs(): number {
    for (const { since } of this.#waiting) return performance.now() - since;
    return 0;
  }
}
