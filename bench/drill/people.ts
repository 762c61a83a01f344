import { setTimeout as sleep } from 'node:timers/promises';
import type { Book as Deeds, Person } from '../desk.ts';
import { Desk, newBook as newDeeds } from '../desk.ts';
import type { Stage } from './stage.ts';

/** What everybody saw and did. */
export interface Book extends Deeds {
  /** `withoutDatabase`: what no node held ready while PostgreSQL was away. */
  readonly read: { answered: number; withoutDatabase: number; failed: string[] };
}

export function newBook(): Book {
  return { ...newDeeds(), read: { answered: 0, withoutDatabase: 0, failed: [] } };
}

/** People think between two acts. */
const thinkMs = 2_500;

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
  { apis, postgres }: Stage,
  book: Book,
  chance: () => number,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await sleep(100 * chance());
    const slug = book.published[Math.floor(chance() * book.published.length)];
    if (slug === undefined) continue;
    const first = chance() < 0.5 ? 0 : 1;
    const nodes = [apis[first], apis[1 - first]];
    let told = '';
    let away = postgres.away;
    for (const node of nodes) {
      const wasUp = node?.up ?? false;
      const failure = await failureOf(`${node?.url ?? ''}/site/en/notices/${slug}`);
      if (failure === null) {
        told = '';
        book.read.answered += 1;
        break;
      }
      away ||= postgres.away;
      if (wasUp && node?.up) told = `${slug}: ${failure}`;
    }
    if (told === '') continue;
    if (away) book.read.withoutDatabase += 1;
    else book.read.failed.push(told);
  }
}

async function failureOf(url: string): Promise<string | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await answer.arrayBuffer();
    return answer.status === 200 ? null : String(answer.status);
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}
