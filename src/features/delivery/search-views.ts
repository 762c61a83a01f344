import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { TermReading } from '../../core/site-search.ts';
import type { Database, Queryable } from '../../platform/database.ts';
import type { ListedNotice, ListFilter } from './list-views.ts';
import { listedNotices } from './list-views.ts';

/** SQL of the readers' search. */

/** Terms to be found, each in one of its readings. */
export type Search = readonly (readonly TermReading[])[];

/**
 * Up to here, what is found is looked up one by one. What is more frequent is met soon enough on the way
 * through the list. Left to itself the database takes the wrong way by turns, since it does not know how
 * often characters stand together: 1.4 s instead of 20 ms with 100,000 notices, measured.
 */
const fewFound = 2000;

/** A page of the notices of which one language's published text holds every term. */
export async function foundNotices(
  db: Database,
  filter: ListFilter,
  search: Search,
): Promise<ListedNotice[]> {
  return db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx);
    const ids = await firstFound(tx, search);
    if (ids.length <= fewFound) {
      return listedNotices(tx, filter, sql`p.notice_id = any(${ids}::uuid[])`);
    }
    await sql`select set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true)`.execute(
      tx,
    );
    const holds = sql`exists (
      select 1 from published_search s
      where s.notice_id = p.notice_id and s.shown and ${holdsAll(search)})`;
    return listedNotices(tx, filter, holds);
  });
}

async function firstFound(db: Queryable, search: Search): Promise<string[]> {
  const { rows } = await sql<{ noticeId: string }>`
    select s.notice_id from published_search s where s.shown and ${holdsAll(search)}
    limit ${fewFound + 1}`.execute(db);
  return [...new Set(rows.map((row) => row.noticeId))];
}

function holdsAll(search: Search): RawBuilder<unknown> {
  const terms = search.map((readings) => {
    const any = readings.map(
      ({ term, grams }) => sql`(s.grams @> ${grams}::text[] and strpos(s.folded, ${term}) > 0)`,
    );
    return sql`(${sql.join(any, sql` or `)})`;
  });
  return sql.join(terms, sql` and `);
}
