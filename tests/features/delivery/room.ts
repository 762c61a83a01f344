import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { sql } from 'kysely';
import pg from 'pg';
import { localesDirectory } from '../../../src/context.ts';
import type { Content } from '../../../src/core/document.ts';
import type { Language, Pair } from '../../../src/core/language.ts';
import type { Actor } from '../../../src/core/permission.ts';
import { may } from '../../../src/core/permission.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import type { Ground } from '../../../src/core/sync.ts';
import type { ReadyAnswers } from '../../../src/features/delivery/ready-answers.ts';
import { openReadyAnswers } from '../../../src/features/delivery/ready-answers.ts';
import { deliveryRoutes } from '../../../src/features/delivery/routes.ts';
import { NotYetDue, settlePublication } from '../../../src/features/delivery/settle-publication.ts';
import { siteRoutes } from '../../../src/features/delivery/site-routes.ts';
import { appendPendingRevision, appendRevision } from '../../../src/features/notices/append-revision.ts';
import { certifyPair } from '../../../src/features/notices/certify-pair.ts';
import { jobsAfter } from '../../../src/jobs.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import type { Database } from '../../../src/platform/database.ts';
import { openDatabase, openPool } from '../../../src/platform/database.ts';
import { answerMemory } from '../../../src/platform/http/answers.ts';
import { problemHandler } from '../../../src/platform/http/problem.ts';
import type { Edge } from '../../../src/platform/http/route.ts';
import { openLog } from '../../../src/platform/log.ts';
import { appendEvent, relayBatch } from '../../../src/platform/outbox.ts';
import { openWords } from '../../../src/platform/words.ts';
import { createTestDatabase } from '../../support/database.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into it at will
  readonly body: any;
}

export interface SiteOptions {
  readonly publicUrl?: string;
  readonly defaultLocale?: Language;
}

/** The delivery room on a database of its own, behind a real HTTP server, with a cache that listens. */
export interface Room {
  readonly db: Database;
  readonly ctx: { readonly db: Database; readonly clock: ReturnType<typeof systemClock> };
  readonly ready: ReadyAnswers;
  readonly editor: Actor;
  readonly port: number;
  ask(method: string, path: string, options?: { headers?: Record<string, string>; body?: unknown }): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  publish(slug: string, language: Language, body?: unknown): Promise<Answer>;
  withdraw(slug: string, language: Language): Promise<Answer>;
  /** Runs the jobs of all events of the outbox, and those put off before. Returns how many are put off. */
  work(): Promise<number>;
  close(): Promise<void>;
}

export async function openRoom(options: SiteOptions = {}): Promise<Room> {
  const database = await createTestDatabase();
  const log = openLog('silent');
  const db = openDatabase(openPool({ url: database.url, max: 10, name: 'test', onError: () => undefined }));
  const ctx = { db, clock: systemClock() };
  const editor = await insertPerson(ctx, 'editor');
  const ready = openReadyAnswers({ defaultLocale: options.defaultLocale ?? 'en' });
  const listener = new pg.Client(database.url);
  listener.on('notification', ({ payload = '' }) => ready.hear(payload));
  listener.on('error', () => undefined);
  await listener.connect();
  await listener.query('listen hebi_event');

  const app = express();
  app.use(express.json());
  app.use(deliveryRoutes(ctx, edgeFor(db, editor)));
  app.use(siteRoutes({ ...ctx, config: { publicUrl: options.publicUrl ?? null } }, ready));
  app.use(() => {
    throw new Refusal('not_found');
  });
  app.use(problemHandler({ words: openWords(localesDirectory()), log }));
  const server = createServer((request, response) => {
    if (!ready.tryServe(request, response)) app(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const putOff: { event: string; notice: string }[] = [];

  let heard: Promise<unknown> = Promise.resolve();
  const ask: Room['ask'] = async (method, path, { headers = {}, body } = {}) => {
    // Whatever was committed before is heard before this round trip comes back.
    heard = heard.then(() => listener.query(`select pg_notify('hebi_event', 'mark ')`));
    await heard;
    return send(port, { method, path, headers, body });
  };
  const address = (slug: string, language: Language) =>
    `/api/v1/notices/${slug}/versions/${language}/publication`;
  return {
    db,
    ctx,
    ready,
    editor,
    port,
    ask,
    get: (path, headers = {}) => ask('GET', path, { headers }),
    publish: (slug, language, body = {}) => ask('POST', address(slug, language), { body }),
    withdraw: (slug, language) => ask('DELETE', address(slug, language)),
    work: async () => {
      const jobs = putOff.splice(0);
      while ((await relayBatch(db, async (events) => void jobs.push(...jobsOf(events)))) > 0);
      for (const job of jobs) {
        await settlePublication(ctx, job).catch((error: unknown) => {
          if (!(error instanceof NotYetDue)) throw error;
          putOff.push(job);
        });
      }
      return putOff.length;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await listener.end();
      await db.destroy();
      await database.drop();
    },
  };
}

function jobsOf(events: readonly { id: string; type: string; noticeId: string | null }[]) {
  return events.flatMap(({ id, type, noticeId }) =>
    noticeId !== null && jobsAfter(type).includes('publish-notice') ? [{ event: id, notice: noticeId }] : [],
  );
}

function edgeFor(db: Database, editor: Actor): Edge<Actor> {
  return {
    authenticate: (request) =>
      Promise.resolve(request.get('X-Roles') === 'none' ? { ...editor, roles: ['reader'] } : editor),
    admit: (caller, { leave }) => {
      if (leave !== 'public' && leave !== 'signed-in' && !may(caller, leave)) throw new Refusal('forbidden');
    },
    idOf: (caller) => caller.id,
    answers: answerMemory(db),
    checkAnswers: true,
  };
}

function send(
  port: number,
  ask: { method: string; path: string; headers: Record<string, string>; body: unknown },
): Promise<Answer> {
  const body = ask.body === undefined ? undefined : JSON.stringify(ask.body);
  const headers = {
    ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) }),
    ...ask.headers,
  };
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port, method: ask.method, path: ask.path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const json = response.headers['content-type']?.includes('json') === true && text !== '';
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: json ? JSON.parse(text) : null });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

type Ctx = Room['ctx'];

async function insertPerson(ctx: Ctx, name: string): Promise<Actor> {
  const person = { id: ctx.clock.newId(), name, roles: ['editor' as const] };
  await ctx.db
    .insertInto('person')
    .values({ ...person, email: `${name}-${person.id}@example.org` })
    .execute();
  return { ...person, languages: ['en', 'zh'], scopes: null };
}

export interface NoticeOptions {
  readonly release?: 'independent' | 'together';
  readonly languages?: 'both' | Language;
  readonly category?: string;
  readonly date?: string;
}

/** A notice without texts; returns its id. */
export async function insertNotice(room: Room, slug: string, options: NoticeOptions = {}): Promise<string> {
  const id = room.ctx.clock.newId();
  const { category = null, date = null, release = 'independent', languages = 'both' } = options;
  if (category !== null) {
    await room.db
      .insertInto('category')
      .values({ id: category, nameEn: category, nameZh: category })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await room.db.insertInto('notice').values({ id, slug, category, date, release, languages }).execute();
  await room.db.insertInto('noticeSlug').values({ slug, noticeId: id }).execute();
  return id;
}

export const texts: Pair<(n: number) => Content> = {
  en: (n) => ({
    title: 'Office hours in spring',
    summary: '',
    body: `<p>The office opens at ${n} o'clock.</p><p>Bring your passport.</p>`,
  }),
  zh: (n) => ({
    title: '春季办公时间',
    summary: '',
    body: `<p>办公室${n}点开门。</p><p>请携带护照。</p>`,
  }),
};

/** Saves the next revision of a side; returns its number. */
export async function save(
  room: Room,
  noticeId: string,
  language: Language,
  content: Content | number,
): Promise<number> {
  return room.db.transaction().execute((tx) =>
    appendRevision(tx, {
      noticeId,
      language,
      content: typeof content === 'number' ? texts[language](content) : content,
      act: randomUUID(),
      author: null,
      authors: [],
    }),
  );
}

export async function savePending(room: Room, noticeId: string, language: Language): Promise<number> {
  return room.db.transaction().execute((tx) =>
    appendPendingRevision(
      tx,
      { noticeId, language, content: texts[language](99), act: randomUUID(), author: null, authors: [] },
      randomUUID(),
    ),
  );
}

/** Certifies a pair; on ground `reviewed` as the approval of a task does. Returns the sync point's id. */
export async function certify(
  room: Room,
  noticeId: string,
  pair: Pair<number>,
  ground: Ground = 'imported',
): Promise<string> {
  return room.db.transaction().execute(async (tx) => {
    const certification = { noticeId, ...pair, ground, certifiedBy: room.editor.id };
    if (ground !== 'reviewed') return certifyPair(room.ctx, tx, certification);
    const taskId = room.ctx.clock.newId();
    const translator = await insertPerson(room.ctx, 'translator');
    await tx
      .insertInto('task')
      .values({ id: taskId, noticeId, kind: 'update', status: 'done', writes: ['zh'], baseEn: pair.en, baseZh: pair.zh, priority: 0, submission: 1 })
      .execute();
    await tx
      .insertInto('taskSubmission')
      .values({ taskId, number: 1, submitter: translator.id, writers: [translator.id], pairEn: pair.en, pairZh: pair.zh, headEn: pair.en, headZh: pair.zh, written: ['zh'], versions: '{}' })
      .execute();
    return certifyPair(room.ctx, tx, { ...certification, taskId });
  });
}

export async function retract(room: Room, noticeId: string, syncPointId: string): Promise<void> {
  await room.db.transaction().execute(async (tx) => {
    await tx.insertInto('syncPointRetraction').values({ syncPointId }).execute();
    await appendEvent(tx, room.ctx.clock, { type: 'pair.retracted', noticeId, actor: null });
  });
}

/** Changes a notice's properties as an editor does. */
export async function patch(
  room: Room,
  noticeId: string,
  change: { slug?: string; archived?: boolean; release?: 'independent' | 'together'; languages?: 'both' | Language },
): Promise<void> {
  const { archived, ...columns } = change;
  await room.db.transaction().execute(async (tx) => {
    if (columns.slug !== undefined) {
      await tx.insertInto('noticeSlug').values({ slug: columns.slug, noticeId }).execute();
    }
    await tx
      .updateTable('notice')
      .set({ ...columns, ...(archived === undefined ? {} : { archivedAt: archived ? sql<Date>`now()` : null }), updatedAt: sql`now()` })
      .where('id', '=', noticeId)
      .execute();
    await appendEvent(tx, room.ctx.clock, { type: 'notice.changed', noticeId, actor: room.editor.id });
  });
}

/** Every publication of a notice so far: language and revision, null for a withdrawal. */
export async function logOf(room: Room, noticeId: string): Promise<[string, number | null][]> {
  const rows = await room.db
    .selectFrom('publication')
    .select(['language', 'revision'])
    .where('noticeId', '=', noticeId)
    .orderBy('publishedAt')
    .orderBy('id')
    .execute();
  return rows.map((row) => [row.language, row.revision]);
}

/** Types of all events of a notice that concern publication, in order. */
export async function publicationEvents(room: Room, noticeId: string): Promise<string[]> {
  const rows = await room.db
    .selectFrom('event')
    .select(['type', 'data'])
    .where('noticeId', '=', noticeId)
    .where('type', 'like', 'publication.%')
    .orderBy('id')
    .execute();
  return rows.map(({ type, data }) => {
    const { language, revision } = data as { language: string; revision: number };
    return `${type.slice('publication.'.length)} ${language} ${revision}`;
  });
}

/** Lets the time of every waiting request come. */
export async function letTimeCome(room: Room, noticeId: string): Promise<void> {
  await sql`update publication_request set due = now() - interval '1 second'
    where notice_id = ${noticeId} and due is not null`.execute(room.db);
}
