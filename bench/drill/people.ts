import { setTimeout as sleep } from 'node:timers/promises';
import type { Language, Pair } from '../../src/core/language.ts';
import type { Stage } from './stage.ts';

/** A write that was acknowledged: the text with this mark is revision `number` of the version. */
export interface Written {
  readonly notice: string;
  readonly language: Language;
  readonly number: number;
  readonly mark: string;
}

/** What everybody saw and did. */
export interface Book {
  readonly written: Written[];
  /** Notices that are public in English from now on. */
  readonly published: string[];
  readonly done: Map<string, number>;
  readonly refused: Map<string, number>;
  /** Requests whose outcome nobody knows: the connection broke, or 5xx. */
  unknown: number;
  /** `withoutDatabase`: what no node held ready while PostgreSQL was away. */
  readonly read: { answered: number; withoutDatabase: number; failed: string[] };
}

export function newBook(): Book {
  return {
    written: [],
    published: [],
    done: new Map(),
    refused: new Map(),
    unknown: 0,
    read: { answered: 0, withoutDatabase: 0, failed: [] },
  };
}

export interface Person {
  readonly token: string;
  readonly chance: () => number;
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, never> & { code?: string };
}

const patienceMs = 20_000;
/** People think between two acts. */
const thinkMs = 2_500;

/** Works until it is told to stop: writes, claims, translates, reviews, publishes. */
export async function work(
  stage: Stage,
  book: Book,
  person: Person,
  isOver: () => boolean,
): Promise<void> {
  const desk = new Desk(stage, book, person);
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

let marks = 0;
function newMark(): string {
  marks += 1;
  return `m${marks}x`;
}

const textIn = {
  en: (mark: string) => ({ title: `Hours ${mark}`, body: `<p>Open on ${mark} days.</p>` }),
  zh: (mark: string) => ({ title: `时间${mark}`, body: `<p>开放${mark}天。</p>` }),
};

class Desk {
  readonly #stage: Stage;
  readonly #book: Book;
  readonly #person: Person;

  constructor(stage: Stage, book: Book, person: Person) {
    this.#stage = stage;
    this.#book = book;
    this.#person = person;
  }

  async create(): Promise<void> {
    const mark = newMark();
    const body = { slug: `drill-${mark}`, language: 'en', ...textIn.en(mark) };
    const create = () => this.#ask('create', 'POST', '/notices', { body, key: mark });
    // With its key, a request whose outcome nobody knows may be sent again.
    const made = (await create()) ?? (await create());
    if (made === null) return;
    const notice = String(made.body['id']);
    this.#book.written.push({ notice, language: 'en', number: 1, mark });
    const shown = await this.#ask(
      'publish',
      'POST',
      `/notices/${notice}/versions/en/publication`,
      {},
    );
    if (shown !== null) this.#book.published.push(`drill-${mark}`);
  }

  async edit(): Promise<void> {
    const known = this.#book.written[Math.floor(this.#chance() * this.#book.written.length)];
    if (known === undefined) return;
    const { notice, language } = known;
    const path = `/notices/${notice}/versions/${language}`;
    const head = await this.#ask('read', 'GET', path, {});
    if (head === null) return;
    const mark = newMark();
    const etag = String(head.body['etag']);
    const saved = await this.#ask('save', 'PUT', path, { body: textIn[language](mark), etag });
    if (saved === null) return;
    const number = Number(saved.body['number']);
    this.#book.written.push({ notice, language, number, mark });
  }

  async translate(): Promise<void> {
    const query = '/tasks?claimable=true&status=open&limit=50';
    const pool = await this.#ask('pool', 'GET', query, {});
    const items = (pool?.body['items'] ?? []) as unknown as {
      id: string;
      notice: { id: string };
      writes: Language[];
    }[];
    const task = items[Math.floor(this.#chance() * items.length)];
    if (task === undefined) return;
    const claimed = await this.#ask('claim', 'POST', `/tasks/${task.id}/claim`, {});
    if (claimed === null) return;
    const lease = (claimed.body as unknown as { lease: { number: number } }).lease.number;
    const mark = newMark();
    const versions = Object.fromEntries(
      task.writes.map((language) => [language, textIn[language](mark)]),
    );
    const draft = { lease, versions };
    await this.#ask('draft', 'PUT', `/tasks/${task.id}/draft`, { body: draft });
    const path = `/tasks/${task.id}/submission`;
    const submitted = await this.#ask('submit', 'POST', path, { body: { lease, versions } });
    if (submitted === null) return;
    const { pair } = submitted.body as unknown as { pair: Pair<number> };
    for (const language of task.writes)
      this.#book.written.push({ notice: task.notice.id, language, number: pair[language], mark });
  }

  async review(): Promise<void> {
    const pool = await this.#ask('pool', 'GET', '/tasks?reviewable=true&limit=50', {});
    const items = (pool?.body['items'] ?? []) as unknown as { id: string }[];
    const task = items[Math.floor(this.#chance() * items.length)];
    if (task === undefined) return;
    const claimed = await this.#ask('review', 'POST', `/tasks/${task.id}/review`, {});
    if (claimed === null) return;
    const lease = (claimed.body as unknown as { lease: { number: number } }).lease.number;
    await this.#ask('approve', 'POST', `/tasks/${task.id}/approval`, { body: { lease } });
  }

  async publish(): Promise<void> {
    const known = this.#book.written[Math.floor(this.#chance() * this.#book.written.length)];
    if (known === undefined) return;
    const path = `/notices/${known.notice}/versions/${known.language}/publication`;
    await this.#ask('publish', 'POST', path, {});
  }

  #chance(): number {
    return this.#person.chance();
  }

  /** The answer to what went well; null: refused, or nobody knows. */
  async #ask(
    what: string,
    method: string,
    path: string,
    { body, etag, key }: { body?: unknown; etag?: string; key?: string },
  ): Promise<Answer | null> {
    const { apis } = this.#stage;
    const node = apis[Math.floor(this.#chance() * apis.length)];
    const headers = {
      Authorization: `Bearer ${this.#person.token}`,
      'Content-Type': 'application/json',
      ...(etag === undefined ? {} : { 'If-Match': etag }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    };
    const sent = method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) };
    const signal = AbortSignal.timeout(patienceMs);
    try {
      const url = `${node?.url ?? ''}/api/v1${path}`;
      const response = await fetch(url, { method, headers, signal, ...sent });
      const answer = { status: response.status, body: (await response.json()) as Answer['body'] };
      if (answer.status < 300) {
        add(this.#book.done, what);
        return answer;
      }
      add(this.#book.refused, `${what} ${answer.status} ${answer.body.code ?? ''}`);
      if (answer.status >= 500) this.#book.unknown += 1;
    } catch {
      this.#book.unknown += 1;
    }
    return null;
  }
}

function add(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
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
