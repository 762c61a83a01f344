import { pino } from 'pino';
import pg from 'pg';
import type { Api } from '../../src/api.ts';
import { startApi } from '../../src/api.ts';
import type { Service } from '../../src/context.ts';
import { openService } from '../../src/context.ts';
import { readConfig } from '../../src/platform/config.ts';
import { importanceOf } from '../../src/shedding.ts';
import type { TestDatabase } from '../support/database.ts';
import { createTestDatabase } from '../support/database.ts';
import type { Answer, Client } from '../support/http.ts';
import { clientOf, signIn } from '../support/http.ts';
import { makePerson } from '../support/service.ts';

/**
 * A node whose every connection of the database is held says so at once, keeps what is typed for longer than
 * it answers lists, stays alive, and takes everything again by itself.
 */
describe('a node that has too much to do', () => {
  let database: TestDatabase;
  let service: Service;
  let api: Api;
  let ada: Client;
  let lock: pg.Client;
  const said: { level: number; msg: string; turnedAway?: number }[] = [];
  const under: Promise<Answer>[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    const log = pino({ level: 'warn' }, { write: (line) => void said.push(JSON.parse(line)) });
    // Three times this is longer than anybody waits for a connection: what is typed is never turned away.
    const config = readConfig({ PORT: '0', HEBI_DATABASE_POOL: '4', HEBI_LONGEST_WAIT: '1800' });
    service = await openService({ config, databaseUrl: database.url, log });
    api = await startApi(service, { checkAnswers: true });
    const person = await makePerson(service, { name: 'Ada', roles: ['editor'] });
    ada = await signIn(url(), person);
    lock = new pg.Client({ connectionString: database.url });
    await lock.connect();
  });

  afterAll(async () => {
    await lock.end();
    await Promise.allSettled(under);
    await api.close();
    await service.close();
    await database.drop();
  });

  const url = () => `http://127.0.0.1:${api.port}`;
  const list = () => ada.get('/api/v1/notices', { 'accept-language': 'zh' });
  const turnedAway = async (): Promise<number> => {
    const { body } = await clientOf(url()).get('/metrics');
    return Number(/^hebi_turned_away_total\{kind="look"\} (\d+)$/m.exec(String(body))?.[1] ?? 0);
  };

  /** Goes on asking until one of the answers is as wanted; those that wait go on waiting. */
  async function askUntil(wanted: (answer: Answer) => boolean): Promise<Answer> {
    let found: Answer | null = null;
    while (found === null) {
      const asked = list();
      under.push(asked);
      void asked.then(
        (answer) => {
          if (wanted(answer)) found ??= answer;
        },
        () => undefined,
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return found;
  }

  it('turns lists away with 503 and Retry-After, not what is typed, and is alive', async () => {
    await lock.query('begin; lock table notice in access exclusive mode');
    const refused = await askUntil(({ status }) => status === 503);
    const saved = ada.post('/api/v1/notices', {
      slug: 'typed',
      language: 'en',
      title: 'Typed',
      body: '<p>Typed.</p>',
    });
    const health = await clientOf(url()).get('/healthz');
    const counted = await turnedAway();
    await lock.query('commit');
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(refused.headers.get('retry-after')).toMatch(/^[2-5]$/);
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(refused.body).toEqual({
      type: 'urn:hebi:problem:unavailable',
      title: service.words.say('zh', 'refusals:unavailable'),
      status: 503,
      code: 'unavailable',
    });
    expect(health.status).toBe(200);
    expect(counted).toBeGreaterThan(0);
    expect((await saved).status).toBe(201);
  });

  it('takes every request again by itself, and says so once', async () => {
    await askUntil(({ status }) => status === 200);
    const isOver = () => said.some(({ msg }) => msg === 'every request is taken again');
    while (!isOver()) await new Promise((resolve) => setTimeout(resolve, 50));
    const begun = said.filter(({ msg }) => msg.startsWith('too much to do'));
    const over = said.filter(({ msg }) => msg === 'every request is taken again');
    expect([begun.length, over.length]).toEqual([1, 1]);
    expect(over[0]?.turnedAway).toBe(await turnedAway());
  });
});

describe('what is turned away', () => {
  it.each([
    ['GET', '/healthz', 'always'],
    ['GET', '/metrics', 'always'],
    ['GET', '/app/assets/index.js', 'always'],
    ['GET', '/api/v1/notices?limit=200', 'look'],
    ['GET', '/api/v1/events', 'look'],
    ['GET', '/appendix', 'look'],
    ['GET', '/site/en/notices?category=news', 'look'],
    ['GET', '/site/zh-Hant/notices/hours?fallback=none', 'work'],
    ['HEAD', '/zh/notices/hours', 'work'],
    ['POST', '/api/v1/session', 'look'],
    ['POST', '/api/v1/parity?x', 'look'],
    ['POST', '/site/en/notices/hours/differences', 'look'],
    ['PUT', '/api/v1/tasks/1/draft', 'work'],
    ['POST', '/api/v1/tasks/1/submission', 'work'],
    ['DELETE', '/api/v1/tasks/1/claim?lease=2', 'work'],
  ] as const)('%s %s: %s', (method, path, importance) => {
    expect(importanceOf({ method, url: path } as never)).toBe(importance);
  });
});
