import { sql } from 'kysely';
import type { Queryable } from './database.ts';

/** Triggers of the migrations by which the database itself keeps what code might get wrong. */
export const guards = [
  'revision_immutable',
  'revision_ruling_immutable',
  'sync_point_immutable',
  'sync_point_retraction_immutable',
  'sync_point_checked',
  'event_immutable',
  'event_announced',
  'publication_immutable',
  'alignment_correction_immutable',
  'published_placed',
  'notice_placed',
  'sync_point_placed',
  'sync_point_retraction_placed',
  'category_placed',
  'session_ended',
  'token_ended',
  'person_altered',
  'notice_state_noted',
] as const;

/** Guards that are gone or switched off, which a careless restore leaves behind. */
export async function guardsOff(db: Queryable): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select x.name from unnest(${[...guards]}::text[]) as x(name)
    where not exists (
      select 1 from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where t.tgname = x.name and t.tgenabled in ('O', 'A') and pg_table_is_visible(c.oid))`.execute(
    db,
  );
  return rows.map((row) => row.name);
}
