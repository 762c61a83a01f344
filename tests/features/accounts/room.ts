import { createServer } from 'node:http';
import express from 'express';
import request from 'supertest';
import type { Role } from '../../../src/core/permission.ts';
import type { Context } from '../../../src/context.ts';
import { localesDirectory } from '../../../src/context.ts';
import { addPerson } from '../../../src/features/accounts/add-person.ts';
import { accountsEdge } from '../../../src/features/accounts/authenticate.ts';
import type { Person } from '../../../src/features/accounts/contract.ts';
import { accountsRoutes } from '../../../src/features/accounts/routes.ts';
import { openEngine } from '../../../src/features/parity/engine.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { readConfig } from '../../../src/platform/config.ts';
import { openDatabase, openPool } from '../../../src/platform/database.ts';
import { problemHandler } from '../../../src/platform/http/problem.ts';
import { openLog } from '../../../src/platform/log.ts';
import { openWords } from '../../../src/platform/words.ts';
import type { TestDatabase } from '../../support/database.ts';
import { createTestDatabase } from '../../support/database.ts';

export const password = 'correct horse battery';

/** The accounts room behind HTTP, on a database of its own. */
export interface Room {
  readonly ctx: Context;
  readonly url: string;
  /** Adds a person with the password of this file. */
  person(email: string, ...roles: Role[]): Promise<Person>;
  /** Signs in, and answers the Cookie header to send from then on. */
  cookieOf(email: string): Promise<string>;
  close(): Promise<void>;
}

/** @param variables of the environment, for example HEBI_PUBLIC_URL */
export async function openRoom(
  variables: Record<string, string> = {},
  shared?: TestDatabase,
): Promise<Room> {
  const database = shared ?? (await createTestDatabase());
  const pool = openPool({ url: database.url, max: 10, name: 'test', onError: () => undefined });
  const ctx: Context = { db: openDatabase(pool), clock: systemClock(), engine: openEngine() };
  const words = openWords(localesDirectory());
  const service = { ...ctx, words, config: readConfig(variables) };

  const app = express();
  app.set('trust proxy', 1);
  app.use(express.json());
  app.use(accountsRoutes(service, accountsEdge(service, { checkAnswers: true })));
  app.use(problemHandler({ words, log: openLog('silent') }));
  const server = createServer(app);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  const url = `http://127.0.0.1:${address.port}`;

  return {
    ctx,
    url,
    person: (email, ...roles) =>
      addPerson(ctx, null, { email, name: email, password, roles, languages: ['en', 'zh'] }),
    cookieOf: async (email) => {
      const answer = await request(url).post('/api/v1/session').send({ email, password });
      return cookieIn(answer);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await ctx.engine.close();
      await ctx.db.destroy();
      if (shared === undefined) await database.drop();
    },
  };
}

/** The session cookie that an answer sets, as a Cookie header. */
export function cookieIn(answer: request.Response): string {
  return setCookieOf(answer).split(';')[0] ?? '';
}

/** The whole Set-Cookie header of an answer. */
export function setCookieOf(answer: request.Response): string {
  const header: unknown = answer.headers['set-cookie'];
  return Array.isArray(header) ? String(header[0]) : '';
}
