import { setTimeout as sleep } from 'node:timers/promises';
import type { Language, Pair } from '../src/core/language.ts';

/** What people do at the workbench, over HTTP: shared by the drill and by `npm run bench people`. */

/** A write that was acknowledged: the text with this mark is revision `number` of the version. */
export interface Written {
  readonly notice: string;
  readonly language: Language;
  readonly number: number;
  readonly mark: string;
}

/** What everybody did, and what became of it. */
export interface Book {
  readonly written: Written[];
  /** Notices that are public in English from now on. */
  readonly published: string[];
  readonly done: Map<string, number>;
  readonly refused: Map<string, number>;
  /** Requests whose outcome nobody knows: the connection broke, or 5xx to the last. */
  unknown: number;
  /** Answers 503 with Retry-After: whoever got one came back when told. */
  toldToWait: number;
}

export function newBook(): Book {
  return {
    written: [],
    published: [],
    done: new Map(),
    refused: new Map(),
    unknown: 0,
    toldToWait: 0,
  };
}

export interface Person {
  readonly token: string;
  readonly chance: () => number;
  /** Thinks between two steps of one act; at once unless given. */
  readonly think?: () => Promise<void>;
}

/** Where people work. */
export interface Place {
  readonly book: Book;
  /** The address of the node that is asked next. */
  readonly url: (chance: () => number) => string;
  /** Told how long each request took that was answered as it should be, or refused by a rule. */
  readonly onAnswer?: (what: string, ms: number) => void;
}

interface Answer {
  readonly status: number;
  readonly retryAfterS: number | null;
  readonly body: Record<string, never> & { code?: string };
}

const patienceMs = 20_000;
/** So long people go on coming back to a node that tells them to. */
const retryForMs = 60_000;

let marks = 0;
function newMark(): string {
  marks += 1;
  return `m${marks}x`;
}

const textIn = {
  en: (mark: string) => ({ title: `Hours ${mark}`, body: `<p>Open on ${mark} days.</p>` }),
  zh: (mark: string) => ({ title: `时间${mark}`, body: `<p>开放${mark}天。</p>` }),
};

/** One person's acts. What is refused, or nobody knows the outcome of, ends an act. */
export class Desk {
  readonly #place: Place;
  readonly #book: Book;
  readonly #person: Person;

  constructor(place: Place, person: Person) {
    this.#place = place;
    this.#book = place.book;
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
    await this.#person.think?.();
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
    await this.#person.think?.();
    await this.#ask('draft', 'PUT', `/tasks/${task.id}/draft`, { body: draft });
    await this.#person.think?.();
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
    await this.#person.think?.();
    await this.#ask('approve', 'POST', `/tasks/${task.id}/approval`, { body: { lease } });
  }

  async publish(): Promise<void> {
    const known = this.#book.written[Math.floor(this.#chance() * this.#book.written.length)];
    if (known === undefined) return;
    const path = `/notices/${known.notice}/versions/${known.language}/publication`;
    await this.#ask('publish', 'POST', path, {});
  }

  /** The three lists of the inbox. */
  async inbox(): Promise<void> {
    for (const query of ['claimable=true&mine=false', 'reviewable=true&mine=false', 'mine=true'])
      await this.#ask('inbox', 'GET', `/tasks?${query}&limit=50`, {});
  }

  /** Opens a task of the pool, to look at it. */
  async open(): Promise<void> {
    const pool = await this.#ask('pool', 'GET', '/tasks?claimable=true&limit=50', {});
    const items = (pool?.body['items'] ?? []) as unknown as { id: string }[];
    const task = items[Math.floor(this.#chance() * items.length)];
    if (task !== undefined) await this.#ask('task', 'GET', `/tasks/${task.id}`, {});
  }

  /** Any question: what it is called, and its address. */
  async look(what: string, path: string): Promise<void> {
    await this.#ask(what, 'GET', path, {});
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
    const headers = {
      Authorization: `Bearer ${this.#person.token}`,
      'Content-Type': 'application/json',
      ...(etag === undefined ? {} : { 'If-Match': etag }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    };
    const sent = method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) };
    const send = () => this.#send(what, path, { method, headers, ...sent });
    const giveUpAt = performance.now() + retryForMs;
    try {
      let answer = await send();
      while (answer.retryAfterS !== null && performance.now() < giveUpAt) {
        this.#book.toldToWait += 1;
        await sleep(answer.retryAfterS * 1000);
        answer = await send();
      }
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

  async #send(what: string, path: string, request: RequestInit): Promise<Answer> {
    const url = `${this.#place.url(this.#person.chance)}/api/v1${path}`;
    const start = performance.now();
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(patienceMs) });
    const body = (await response.json()) as Answer['body'];
    if (response.status < 500) this.#place.onAnswer?.(what, performance.now() - start);
    return { status: response.status, body, retryAfterS: retryAfterOf(response) };
  }
}

/** When to come back to a node that is up to nothing just now, in seconds; null: it did not say so. */
export function retryAfterOf({ status, headers }: Response): number | null {
  const told = headers.get('retry-after');
  return status === 503 && told !== null ? Number(told) : null;
}

function add(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
