import type pg from 'pg';
import type { SequenceState, TableShape } from './format.ts';

/** Tables of the migrator itself: the header says what they hold. */
const migrator = ['schema_migration', 'schema_migration_lock'];

/** A session of a backup or a restore: its own, without the limits of the pool. */
export type Session = pg.Client;

/** What COPY writes must not hang on the settings of a server or a role. */
export const steady = [
  `set statement_timeout = 0`,
  `set idle_in_transaction_session_timeout = 0`,
  `set timezone = 'UTC'`,
  `set datestyle = 'ISO, YMD'`,
  `set intervalstyle = 'postgres'`,
  `set extra_float_digits = 1`,
  `set bytea_output = 'hex'`,
  `set search_path = public`,
].join(';');

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Hebi's own tables by name, with the columns that are not computed, in their order. */
export async function readTables(session: Session): Promise<TableShape[]> {
  const { rows } = await session.query<TableShape>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and not c.relname = any ($1)
       and not exists (select 1 from pg_depend d
         where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     group by c.oid, c.relname order by c.relname`,
    [migrator],
  );
  return rows;
}

/** Names of the migrations that a database has, in their order; none where it has no tables. */
export async function readMigrations(session: Session): Promise<string[]> {
  const { rows: found } = await session.query<{ there: boolean }>(
    `select to_regclass('public.schema_migration') is not null as there`,
  );
  if (found[0]?.there !== true) return [];
  const { rows } = await session.query<{ name: string }>(
    'select name from public.schema_migration order by name',
  );
  return rows.map(({ name }) => name);
}

export async function readSequences(session: Session): Promise<SequenceState[]> {
  const { rows: names } = await session.query<{ name: string }>(
    `select sequencename as name from pg_sequences where schemaname = 'public' order by 1`,
  );
  const states: SequenceState[] = [];
  for (const { name } of names) {
    const { rows } = await session.query<Omit<SequenceState, 'name'>>(
      `select last_value::text as value, is_called as called from public.${quoted(name)}`,
    );
    if (rows[0] !== undefined) states.push({ name, ...rows[0] });
  }
  return states;
}

/**
 * How many revisions there are, and the SHA-256 of each with its place and its texts, all of them combined by
 * exclusive or, which holds one sum in memory however many there are.
 */
export async function revisionSum(session: Session): Promise<string> {
  const { rows } = await session.query<{ sum: string }>(
    `select count(*) || ' ' || coalesce(bit_xor(('x' || encode(sha256(convert_to(
       row(notice_id, language, number, title, summary, body)::text, 'UTF8')), 'hex'))::bit(256))::text, '')
       as sum from revision`,
  );
  const [count = '', bits = ''] = rows[0]?.sum.split(' ') ?? [];
  return `${count} ${bits.replaceAll(/[01]{4}/g, (four) => Number.parseInt(four, 2).toString(16))}`;
}

/** What is taken away from the tables while they are filled, and how it is put back. */
export interface Scaffold {
  readonly remove: readonly string[];
  readonly putBack: readonly string[];
}

/**
 * Foreign keys, indexes that keep no constraint, and Hebi's triggers. The owner of the tables may take them
 * away and put them back, where `session_replication_role` is for superusers; putting a foreign key back
 * checks all its rows at once, so the order of the tables does not matter.
 */
export async function readScaffold(session: Session): Promise<Scaffold> {
  const { rows: keys } = await session.query<{ on: string; name: string; made: string }>(
    `select conrelid::regclass::text as on, quote_ident(conname) as name, pg_get_constraintdef(oid) as made
     from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0 order by 1, 2`,
  );
  const { rows: indexes } = await session.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where c.relnamespace = 'public'::regnamespace
       and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) order by 1`,
  );
  const { rows: triggers } = await session.query<{ on: string; name: string }>(
    `select tgrelid::regclass::text as on, quote_ident(tgname) as name
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'public'::regnamespace and not tgisinternal and tgenabled = 'O' order by 1, 2`,
  );
  return {
    remove: [
      ...keys.map(({ on, name }) => `alter table ${on} drop constraint ${name}`),
      ...indexes.map(({ name }) => `drop index ${name}`),
      ...triggers.map(({ on, name }) => `alter table ${on} disable trigger ${name}`),
    ],
    putBack: [
      ...indexes.map(({ made }) => made),
      ...keys.map(({ on, name, made }) => `alter table ${on} add constraint ${name} ${made}`),
      ...triggers.map(({ on, name }) => `alter table ${on} enable trigger ${name}`),
    ],
  };
}
