import type { IncomingHttpHeaders } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import express from 'express';
import pg from 'pg';
import { localesDirectory } from '../../../src/context.ts';
import type { Language } from '../../../src/core/language.ts';
import type { Actor } from '../../../src/core/permission.ts';
import { may } from '../../../src/core/permission.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import type { ReadyAnswers, ReadyOptions } from '../../../src/features/delivery/ready-answers.ts';
import { openReadyAnswers } from '../../../src/features/delivery/ready-answers.ts';
import { fileRoutes } from '../../../src/features/delivery/file-routes.ts';
import { frontDoor } from '../../../src/features/delivery/front-door.ts';
import { pageRoutes } from '../../../src/features/delivery/page-routes.ts';
import { isOnEveryPage } from '../../../src/features/delivery/read-site-frame.ts';
import { readerApiRoutes } from '../../../src/features/delivery/reader-api-routes.ts';
import { readerRoutes } from '../../../src/features/delivery/reader-routes.ts';
import { deliveryRoutes } from '../../../src/features/delivery/routes.ts';
import { NotYetDue, settlePublication } from '../../../src/features/delivery/settle-publication.ts';
import { siteRoutes } from '../../../src/features/delivery/site-routes.ts';
import { jobsAfter } from '../../../src/jobs.ts';
import type { Context } from '../../../src/context.ts';
import { openEngine } from '../../../src/features/parity/engine.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import type { Database } from '../../../src/platform/database.ts';
import { openDatabase, openPool } from '../../../src/platform/database.ts';
import { answerMemory } from '../../../src/platform/http/answers.ts';
import { problemHandler } from '../../../src/platform/http/problem.ts';
import type { Edge } from '../../../src/platform/http/route.ts';
import { openLog } from '../../../src/platform/log.ts';
import { relayBatch } from '../../../src/platform/outbox.ts';
import { openWords } from '../../../src/platform/words.ts';
import { createTestDatabase } from '../../support/database.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into it at will
  readonly body: any;
}

export interface SiteOptions {
  readonly publicUrl?: string;
  readonly defaultLocale?: Language;
  readonly corsOrigins?: readonly string[];
  readonly onOutdatedView?: NonNullable<ReadyOptions['onOutdatedView']>;
}

/** The delivery room on a database of its own, behind a real HTTP server, with a cache that listens. */
export interface Room {
  readonly db: Database;
  readonly ctx: Context;
  readonly ready: ReadyAnswers;
  readonly editor: Actor;
  readonly port: number;
  ask(
    method: string,
    path: string,
    options?: { headers?: Record<string, string>; body?: unknown },
  ): Promise<Answer>;
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
  const db = openDatabase(
    openPool({ url: database.url, max: 10, name: 'test', onError: () => undefined }),
  );
  const ctx: Context = { db, clock: systemClock(), engine: openEngine() };
  const editor = await insertPerson(ctx, 'editor');
  const ready = openReadyAnswers({
    defaultLocale: options.defaultLocale ?? 'en',
    corsOrigins: options.corsOrigins ?? [],
    onOutdatedView: options.onOutdatedView ?? (() => undefined),
    isOnEveryPage: (noticeId) => isOnEveryPage(ctx, noticeId),
  });
  const listener = new pg.Client(database.url);
  listener.on('notification', ({ payload = '' }) => ready.hear(payload));
  listener.on('error', () => undefined);
  await listener.connect();
  await listener.query('listen hebi_event');

  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use(express.json());
  app.use(deliveryRoutes(ctx, edgeFor(db, editor)));
  const words = openWords(localesDirectory());
  const site = {
    ...ctx,
    words,
    config: {
      publicUrl: options.publicUrl ?? null,
      corsOrigins: options.corsOrigins ?? [],
      secret: null,
    },
  };
  app.use(siteRoutes(site, ready));
  app.use(pageRoutes(site, ready));
  app.use(fileRoutes(site, ready));
  app.use(readerRoutes(site, ready));
  app.use(readerApiRoutes(site, edgeFor(db, editor)));
  app.use(() => {
    throw new Refusal('not_found');
  });
  app.use(problemHandler({ words, log }));
  const server = createServer(frontDoor(site, ready, { turnsAway: () => false, application: app }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const putOff: { event: string; notice: string }[] = [];

  let heard: Promise<unknown> = Promise.resolve();
  const ask: Room['ask'] = async (method, path, { headers = {}, body } = {}) => {
    // Whatever was committed before is heard before this round trip comes back.
    heard = heard.then(() => listener.query(`select pg_notify('hebi_event', 'mark ')`));
    await heard;
    return send(port, { method, path, headers, body });
  };
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
      await ctx.engine.close();
      await db.destroy();
      await database.drop();
    },
  };
}

function address(slug: string, language: Language): string {
  return `/api/v1/notices/${slug}/versions/${language}/publication`;
}

function jobsOf(events: readonly { id: string; type: string; noticeId: string | null }[]) {
  return events.flatMap(({ id, type, noticeId }) =>
    noticeId !== null && jobsAfter(type).includes('publish-notice')
      ? [{ event: id, notice: noticeId }]
      : [],
  );
}

function edgeFor(db: Database, editor: Actor): Edge<Actor> {
  return {
    authenticate: (request) =>
      Promise.resolve(
        request.get('X-Roles') === 'none' ? { ...editor, roles: ['reader'] } : editor,
      ),
    admit: (caller, { leave }) => {
      if (leave !== 'public' && leave !== 'signed-in' && !may(caller, leave))
        throw new Refusal('forbidden');
    },
    idOf: (caller) => caller.id,
    afterWrite: () => Promise.resolve(),
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
    ...(body === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) }),
    ...ask.headers,
  };
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port, method: ask.method, path: ask.path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        const text = bytes.toString();
        const { 'content-type': type = '', 'content-encoding': encoding } = response.headers;
        const json = type.includes('json') && encoding === undefined && text !== '';
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          bytes,
          body: json ? JSON.parse(text) : null,
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

type Ctx = Room['ctx'];

export async function insertPerson(ctx: Ctx, name: string): Promise<Actor> {
  const person = { id: ctx.clock.newId(), name, roles: ['editor' as const] };
  await ctx.db
    .insertInto('person')
    .values({ ...person, email: `${name}-${person.id}@example.org` })
    .execute();
  return { ...person, languages: ['en', 'zh'], scopes: null };
}
