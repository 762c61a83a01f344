import type { Queryable } from '../../platform/database.ts';
import type { PublicNotice, Wanted } from './site-views.ts';
import { publicNotices } from './site-views.ts';

interface Waiting {
  readonly wanted: Wanted;
  readonly done: (notice: PublicNotice | null) => void;
  readonly failed: (error: unknown) => void;
}

/** More would make those who came first wait for long. */
const mostTogether = 32;
const waiting = new WeakMap<Queryable, Waiting[]>();

/**
 * The notice that has or had a slug, as far as readers may know of it, with the text of one language; null: there is
 * none. Whoever asks in the same turn is answered by the same statement: when many answers are missing at once, as after a
 * start or a purge, asking one by one is a way to the database for each. The statement is sent after all
 * whom it answers have asked, so nobody gets what was read before they did.
 */
export function readPublicNotice(db: Queryable, wanted: Wanted): Promise<PublicNotice | null> {
  return new Promise((done, failed) => {
    const queue = waiting.get(db) ?? openQueue(db);
    queue.push({ wanted, done, failed });
    if (queue.length === mostTogether) waiting.delete(db);
  });
}

function openQueue(db: Queryable): Waiting[] {
  const queue: Waiting[] = [];
  waiting.set(db, queue);
  setImmediate(() => {
    if (waiting.get(db) === queue) waiting.delete(db);
    void answer(db, queue);
  });
  return queue;
}

async function answer(db: Queryable, queue: readonly Waiting[]): Promise<void> {
  try {
    const found = await publicNotices(
      db,
      queue.map(({ wanted }) => wanted),
    );
    for (const [i, { done }] of queue.entries()) done(found[i] ?? null);
  } catch (error) {
    for (const { failed } of queue) failed(error);
  }
}
