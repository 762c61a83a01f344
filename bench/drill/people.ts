import { setTimeout as sleep } from 'node:timers/promises';
import type { Book as Deeds, Person } from '../desk.ts';
import { Desk, newBook as newDeeds, retryAfterOf } from '../desk.ts';
import type { Stage } from './stage.ts';

/** What everybody saw and did. */
export interface Book extends Deeds {
  /**
   * `later`: once the reader came back as both nodes had told. `withoutDatabase`: what no node held ready while
   * PostgreSQL was away.
   */
  readonly read: { answered: number; later: number; withoutDatabase: number; failed: string[] };
}

export function newBook(): Book {
  return { ...newDeeds(), read: { answered: 0, later: 0, withoutDatabase: 0, failed: [] } };
}

/** People think between two acts. */
const thinkMs = 2_500;
/** So long a reader goes on coming back who is told to. */
const comeBackForMs = 30_000;

/** Works until it is told to stop: writes, claims, translates, reviews, publishes. */
export async function work(
  stage: Stage,
  book: Book,
  person: Person,
  isOver: () => boolean,
): Promise<void> {
  const { apis } = stage;
  const url = (chance: () => number) => apis[Math.floor(chance() * apis.length)]?.url ?? '';
  const desk = new Desk({ book, url }, person);
  const acts = [
    () => desk.create(),
    () => desk.edit(),
    () => desk.edit(),
    () => desk.translate(),
    () => desk.translate(),
    () => desk.review(),
    () => desk.publish(),
  ];
  while (!isOver()) {
    await sleep(thinkMs * 2 * person.chance());
    const act = acts[Math.floor(person.chance() * acts.length)];
    await act?.();
  }
}

/** Asks for what is public, of any node that is up; as a load balancer does, the other one second. */
export async function read(
  stage: Stage,
  book: Book,
  chance: () => number,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await sleep(100 * chance());
    const slug = book.published[Math.floor(chance() * book.published.length)];
    if (slug !== undefined) await readOne(stage, book, { slug, chance });
  }
}

async function readOne(
  stage: Stage,
  book: Book,
  { slug, chance }: { slug: string; chance: () => number },
): Promise<void> {
  const giveUpAt = performance.now() + comeBackForMs;
  for (let visits = 1; ; visits += 1) {
    const { failure, retryAfterS, away } = await askNodes(stage, slug, chance);
    if (failure === null) {
      if (visits === 1) book.read.answered += 1;
      else book.read.later += 1;
      return;
    }
    if (away) {
      book.read.withoutDatabase += 1;
      return;
    }
    if (retryAfterS === null || performance.now() > giveUpAt) {
      if (failure !== '') book.read.failed.push(`${slug}: ${failure}`);
      return;
    }
    await sleep(retryAfterS * 1000);
  }
}

interface Visit {
  /** null: answered; empty: the node that did not was down. */
  readonly failure: string | null;
  /** When a node told to come back; null: none did. */
  readonly retryAfterS: number | null;
  /** Whether PostgreSQL was away at some moment. */
  readonly away: boolean;
}

async function askNodes(
  { apis, postgres }: Stage,
  slug: string,
  chance: () => number,
): Promise<Visit> {
  const first = chance() < 0.5 ? 0 : 1;
  let failure = '';
  let retryAfterS: number | null = null;
  let { away } = postgres;
  for (const node of [apis[first], apis[1 - first]]) {
    const wasUp = node?.up ?? false;
    const answer = await ask(`${node?.url ?? ''}/site/en/notices/${slug}`);
    if (answer.failure === null) return { failure: null, retryAfterS: null, away };
    away ||= postgres.away;
    if (answer.retryAfterS !== null) ({ retryAfterS } = answer);
    if (wasUp && node?.up) ({ failure } = answer);
  }
  return { failure, retryAfterS, away };
}

async function ask(url: string): Promise<{ failure: string | null; retryAfterS: number | null }> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await answer.arrayBuffer();
    const failure = answer.status === 200 ? null : String(answer.status);
    return { failure, retryAfterS: retryAfterOf(answer) };
  } catch (error) {
    return { failure: error instanceof Error ? error.name : String(error), retryAfterS: null };
  }
}
