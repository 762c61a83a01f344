import type { Queryable } from '../../platform/database.ts';
import type { PublicNotice } from './site-views.ts';
import { publicNotices } from './site-views.ts';

interface Waiting {
  readonly slug: string;
  readonly done: (notice: PublicNotice | null) => void;
  readonly failed: (error: unknown) => void;
}

/** More would make those who came first wait for long. */
const mostTogether = 32;
const waiting = new WeakMap<Queryable, Waiting[]>();

/**
 * The notice that has or had a slug, as far as readers may know of it; null: there is none. Whoever asks
 * in the same turn is answered by the same statement: when many answers are missing at once, as after a
 * start or a purge, asking one by one is a way to the database for each. The statement is sent after all
 * whom it answers have asked, so nobody gets what was read before they did.
 */
export function readPublicNotice(db: Queryable, slug: string): Promise<PublicNotice | null> {
  return new Promise((done, failed) => {
    const queue = waiting.get(db) ?? openQueue(db);
    queue.push({ slug, done, failed });
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
    const found = await publicNotices(db, [...new Set(queue.map((each) => each.slug))]);
    for (const { slug, done } of queue) done(found.get(slug) ?? null);
  } catch (error) {
    for (const { failed } of queue) failed(error);
  }
}
