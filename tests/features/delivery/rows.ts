import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Content } from '../../../src/core/document.ts';
import type { Language, Pair } from '../../../src/core/language.ts';
import type { Ground } from '../../../src/core/sync.ts';
import {
  appendPendingRevision,
  appendRevision,
} from '../../../src/features/notices/append-revision.ts';
import { certifyPair } from '../../../src/features/notices/certify-pair.ts';
import { appendEvent } from '../../../src/platform/outbox.ts';
import type { Room } from './room.ts';
import { insertPerson } from './room.ts';

export interface NoticeOptions {
  readonly release?: 'independent' | 'together';
  readonly languages?: 'both' | Language;
  readonly category?: string;
  readonly date?: string;
}

/** A notice without texts; returns its id. */
export async function insertNotice(
  room: Room,
  slug: string,
  options: NoticeOptions = {},
): Promise<string> {
  const id = room.ctx.clock.newId();
  const { category = null, date = null, release = 'independent', languages = 'both' } = options;
  if (category !== null) {
    await room.db
      .insertInto('category')
      .values({ id: category, nameEn: category, nameZh: category })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await room.db
    .insertInto('notice')
    .values({ id, slug, category, date, release, languages })
    .execute();
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
    appendRevision(room.ctx, tx, {
      noticeId,
      language,
      content: typeof content === 'number' ? texts[language](content) : content,
      act: randomUUID(),
      author: null,
      authors: [],
    }),
  );
}

export async function savePending(
  room: Room,
  noticeId: string,
  language: Language,
): Promise<number> {
  return room.db.transaction().execute((tx) =>
    appendPendingRevision(
      tx,
      {
        noticeId,
        language,
        content: texts[language](99),
        act: randomUUID(),
        author: null,
        authors: [],
      },
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
      .values({
        id: taskId,
        noticeId,
        kind: 'update',
        status: 'done',
        writes: ['zh'],
        baseEn: pair.en,
        baseZh: pair.zh,
        priority: 0,
        submission: 1,
      })
      .execute();
    await tx
      .insertInto('taskSubmission')
      .values({
        taskId,
        number: 1,
        submitter: translator.id,
        writers: [translator.id],
        pairEn: pair.en,
        pairZh: pair.zh,
        headEn: pair.en,
        headZh: pair.zh,
        written: ['zh'],
        versions: '{}',
      })
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
  change: {
    slug?: string;
    archived?: boolean;
    release?: 'independent' | 'together';
    languages?: 'both' | Language;
  },
): Promise<void> {
  const { archived, ...columns } = change;
  await room.db.transaction().execute(async (tx) => {
    if (columns.slug !== undefined) {
      await tx.insertInto('noticeSlug').values({ slug: columns.slug, noticeId }).execute();
    }
    await tx
      .updateTable('notice')
      .set({
        ...columns,
        ...(archived === undefined ? {} : { archivedAt: archived ? sql<Date>`now()` : null }),
        updatedAt: sql`now()`,
      })
      .where('id', '=', noticeId)
      .execute();
    await appendEvent(tx, room.ctx.clock, {
      type: 'notice.changed',
      noticeId,
      actor: room.editor.id,
    });
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
    .select(['type', sql<string>`data->>'language'`.as('language')])
    .select(sql<string>`data->>'revision'`.as('revision'))
    .where('noticeId', '=', noticeId)
    .where('type', 'like', 'publication.%')
    .orderBy('id')
    .execute();
  return rows.map(
    (row) => `${row.type.slice('publication.'.length)} ${row.language} ${row.revision}`,
  );
}

/** Lets the time of every waiting request come. */
export async function letTimeCome(room: Room, noticeId: string): Promise<void> {
  await sql`update publication_request set due = now() - interval '1 second'
    where notice_id = ${noticeId} and due is not null`.execute(room.db);
}
