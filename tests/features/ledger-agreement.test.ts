import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { changeClasses } from '../../src/core/diff.ts';
import type { VouchedRevision } from '../../src/core/four-eyes.ts';
import { mayVouch } from '../../src/core/four-eyes.ts';
import { languages } from '../../src/core/language.ts';
import { languageScopes, movesForward, pairState, taskKinds } from '../../src/core/sync.ts';
import type { Database } from '../../src/platform/database.ts';
import { openDatabase, openPool, sqlStateOf } from '../../src/platform/database.ts';
import { createTestDatabase } from '../support/database.ts';

let db: Database;
let drop: () => Promise<void>;
const people = [randomUUID(), randomUUID(), randomUUID()] as const;

beforeAll(async () => {
  const database = await createTestDatabase();
  const pool = openPool({ url: database.url, max: 4, name: 'test', onError: () => undefined });
  db = openDatabase(pool);
  drop = async () => {
    await db.destroy();
    await database.drop();
  };
  for (const [i, id] of people.entries()) {
    await db
      .insertInto('person')
      .values({ id, email: `p${i}@example.org`, name: `P${i}`, roles: ['editor'] })
      .execute();
  }
});
afterAll(() => drop());

const number = fc.integer({ min: 0, max: 5 });

describe('the pair state in TypeScript and in SQL', () => {
  it('agree on thousands of ledgers', async () => {
    const ledgers = fc.sample(
      fc.record({
        languages: fc.constantFrom(...languageScopes),
        archived: fc.boolean(),
        heads: fc.record({ en: number, zh: number }),
        synced: fc.option(fc.record({ en: number, zh: number })),
      }),
      5000,
    );
    const { rows } = await sql<{ state: string }>`
      select pair_state(l.languages, l.archived, l.he, l.hz, l.se, l.sz) as state
      from jsonb_to_recordset(${JSON.stringify(
        ledgers.map((l) => ({
          languages: l.languages,
          archived: l.archived,
          he: l.heads.en,
          hz: l.heads.zh,
          se: l.synced?.en ?? null,
          sz: l.synced?.zh ?? null,
        })),
      )}::jsonb) as l(languages text, archived boolean, he int, hz int, se int, sz int)`.execute(
      db,
    );
    expect(rows.map((row) => row.state)).toEqual(ledgers.map(pairState));
  });
});

const authors = fc.uniqueArray(fc.constantFrom(...people), { minLength: 1, maxLength: 3 });
const history = fc.record({
  en: fc.array(authors, { minLength: 1, maxLength: 3 }),
  zh: fc.array(authors, { minLength: 1, maxLength: 3 }),
  standing: fc.option(
    fc.record({ en: fc.integer({ min: 1, max: 3 }), zh: fc.integer({ min: 1, max: 3 }) }),
  ),
  ground: fc.constantFrom('reviewed', 'confirmed', 'imported', 'cosmetic'),
  person: fc.constantFrom(...people),
  change: fc.constantFrom(...changeClasses),
  kind: fc.constantFrom(...taskKinds),
  writers: authors,
  taskWrote: fc.record({ en: fc.boolean(), zh: fc.boolean() }),
} as const);
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

/** What the database says to a sync point for the newest pair of a history. */
async function databaseSays(h: History): Promise<string> {
  const notice = randomUUID();
  const task = randomUUID();
  const to = { en: h.en.length, zh: h.zh.length };
  try {
    await db.transaction().execute(async (tx) => {
      await tx
        .insertInto('notice')
        .values({ id: notice, slug: notice, release: 'independent' })
        .execute();
      for (const language of languages) {
        for (const [i, who] of h[language].entries()) {
          const last = i + 1 === to[language];
          const byTask = h.ground === 'reviewed' && last && h.taskWrote[language];
          await tx
            .insertInto('revision')
            .values({
              noticeId: notice,
              language,
              number: i + 1,
              act: randomUUID(),
              title: 't',
              summary: '',
              body: '',
              author: who[0] ?? null,
              authors: who,
              pending: byTask,
              taskId: byTask ? task : null,
            })
            .execute();
          if (byTask) {
            await tx
              .insertInto('revisionRuling')
              .values({ noticeId: notice, language, number: i + 1, ruling: 'accepted' })
              .execute();
          }
        }
      }
      await tx
        .insertInto('task')
        .values({
          id: task,
          noticeId: notice,
          kind: h.kind,
          writes: ['en'],
          baseEn: 0,
          baseZh: 0,
          priority: 0,
          submission: 1,
        })
        .execute();
      await tx
        .insertInto('taskSubmission')
        .values({
          taskId: task,
          number: 1,
          submitter: h.writers[0] ?? people[0],
          writers: h.writers,
          pairEn: to.en,
          pairZh: to.zh,
          headEn: 0,
          headZh: 0,
          written: [],
          versions: '{}',
        })
        .execute();
      if (h.standing !== null) {
        await tx
          .insertInto('syncPoint')
          .values({
            id: randomUUID(),
            noticeId: notice,
            en: h.standing.en,
            zh: h.standing.zh,
            ground: 'imported',
            certifiedBy: h.person,
          })
          .execute();
      }
      await tx
        .insertInto('syncPoint')
        .values({
          id: randomUUID(),
          noticeId: notice,
          ...to,
          ground: h.ground,
          certifiedBy: h.person,
          taskId: h.ground === 'reviewed' ? task : null,
          changeClass: h.change,
        })
        .execute();
      throw new Error('allowed');
    });
  } catch (error) {
    const states: Record<string, string> = {
      HB001: 'four_eyes',
      HB002: 'sync_not_forward',
      HB004: 'not_a_head',
    };
    const state = sqlStateOf(error);
    if (state !== null) return states[state] ?? state;
    return error instanceof Error ? error.message : String(error);
  }
  return 'unreachable';
}

function coreSays(h: History): string {
  const to = { en: h.en.length, zh: h.zh.length };
  if (h.standing !== null && (h.standing.en > to.en || h.standing.zh > to.zh)) return 'not_a_head';
  if (!movesForward(h.standing, to)) return 'sync_not_forward';
  const revisions: (VouchedRevision & { byTask: boolean })[] = languages.flatMap((language) =>
    h[language].map((who, i) => ({
      language,
      number: i + 1,
      authors: who,
      byTask: i + 1 === to[language] && h.taskWrote[language],
    })),
  );
  const changes = revisions.filter(
    ({ language, number }) => number > (h.standing?.[language] ?? 0),
  );
  const sides = new Set(changes.map((change) => change.language));
  const may = mayVouch({
    ground: h.ground,
    person: h.person,
    changes,
    change: sides.size === 1 ? h.change : null,
    task: {
      kind: h.kind,
      writers: h.writers,
      written: revisions.filter((revision) => revision.byTask),
    },
  });
  return may ? 'allowed' : 'four_eyes';
}

describe('four eyes in the core and in the database', () => {
  it('agree on random histories', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(history, async (h) => {
        const said = await databaseSays(h);
        if (said === 'four_eyes') refused += 1;
        expect(said).toBe(coreSays(h));
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(20);
  });
});

describe('what was written', () => {
  it('is never changed or deleted, whatever code asks', async () => {
    const notice = randomUUID();
    await db
      .insertInto('notice')
      .values({ id: notice, slug: notice, release: 'independent' })
      .execute();
    await db
      .insertInto('revision')
      .values({
        noticeId: notice,
        language: 'en',
        number: 1,
        act: randomUUID(),
        title: 't',
        summary: '',
        body: '',
        author: people[0],
        authors: [people[0]],
        pending: false,
      })
      .execute();
    const change = db
      .updateTable('revision')
      .set({ title: 'x' })
      .where('noticeId', '=', notice)
      .execute();
    await expect(change).rejects.toMatchObject({ code: 'HB003' });
    const removal = db.deleteFrom('revision').where('noticeId', '=', notice).execute();
    await expect(removal).rejects.toMatchObject({ code: 'HB003' });
  });
});
