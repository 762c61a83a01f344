import { sql } from 'kysely';
import type { Database } from '../../src/platform/database.ts';

/** What each of Hebi's own tables holds: its number of rows and a digest of them all. */
export async function rowsOf(
  db: Database,
  except: readonly string[] = [],
): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db);
  const held: Record<string, string> = {};
  for (const { name } of tables) {
    if (except.includes(name)) continue;
    const { rows } = await sql<{ count: number; digest: string | null }>`
      select count(*) as count, md5(string_agg(t::text, '|' order by t::text)) as digest
      from ${sql.table(name)} t`.execute(db);
    held[name] = `${rows[0]?.count} ${rows[0]?.digest ?? ''}`;
  }
  return held;
}
