import { sql } from 'kysely';
import type { Language } from '../../core/language.ts';
import type { Role } from '../../core/permission.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';
import type { Person, PersonPatch, Preferences } from './contract.ts';

interface PersonRow {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  languages: Language[];
  disabledAt: Date | null;
  createdAt: Date;
}

const personColumns = sql.raw('id, email, name, roles, languages, disabled_at, created_at');

function personOf({ disabledAt, createdAt, ...row }: PersonRow): Person {
  return { ...row, disabled: disabledAt !== null, createdAt: createdAt.toISOString() };
}

function firstOf(rows: readonly PersonRow[]): Person | null {
  return rows[0] === undefined ? null : personOf(rows[0]);
}

export async function findPerson(db: Queryable, id: string): Promise<Person | null> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns} from person where id = ${id}`.execute(db);
  return firstOf(rows);
}

/** What a person chose for themselves. */
export async function findPreferences(
  db: Queryable,
  id: string,
): Promise<(Preferences & { hasPassword: boolean }) | null> {
  const { rows } = await sql<Preferences & { hasPassword: boolean }>`
    select locale, theme, tour, password_hash is not null as "hasPassword"
    from person where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function writePreferences(
  db: Queryable,
  id: string,
  chosen: { readonly [K in keyof Preferences]?: Preferences[K] | undefined },
): Promise<void> {
  const given = Object.fromEntries(
    Object.entries(chosen).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(given).length === 0) return;
  await db.updateTable('person').where('id', '=', id).set(given).execute();
}

/** By e-mail address, in whatever case it is written. */
export async function findPersonByEmail(db: Queryable, email: string): Promise<Person | null> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns} from person where lower(email) = lower(${email})`.execute(db);
  return firstOf(rows);
}

/** What sign-in compares; null: no such account. `hash` is null while no password was set. */
export async function findPassword(
  db: Queryable,
  email: string,
): Promise<{ id: string; hash: string | null; disabled: boolean } | null> {
  const { rows } = await sql<{ id: string; hash: string | null; disabled: boolean }>`
    select id, password_hash as hash, disabled_at is not null as disabled
    from person where lower(email) = lower(${email})`.execute(db);
  return rows[0] ?? null;
}

/** The person, locked until the transaction ends. */
export async function lockPerson(tx: Transaction, id: string): Promise<Person | null> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns} from person where id = ${id} for update`.execute(tx);
  return firstOf(rows);
}

/** Ids of all enabled administrators, locked in one order, so that two acts never wait for each other. */
export async function lockEnabledAdmins(tx: Transaction): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from person where 'admin' = any (roles) and disabled_at is null
    order by id for update`.execute(tx);
  return rows.map((row) => row.id);
}

/** At most `limit` people after the one with this id, oldest first. */
export async function pageOfPeople(
  db: Queryable,
  { after, limit }: { after: string | null; limit: number },
): Promise<Person[]> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns} from person where ${after}::uuid is null or id > ${after}
    order by id limit ${limit}`.execute(db);
  return rows.map(personOf);
}

export interface NewPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly languages: readonly Language[];
  readonly passwordHash: string | null;
}

export async function insertPerson(tx: Transaction, person: NewPerson): Promise<Person> {
  const { rows } = await sql<PersonRow>`
    insert into person (id, email, name, roles, languages, password_hash)
    values (${person.id}, ${person.email}, ${person.name}, ${person.roles}, ${person.languages},
            ${person.passwordHash})
    returning ${personColumns}`.execute(tx);
  const stored = firstOf(rows);
  if (stored === null) throw new Error('an insert returned no row');
  return stored;
}

/** Writes what the patch names; someone who is disabled already stays disabled since then. */
export async function writePerson(
  tx: Transaction,
  id: string,
  { patch, passwordHash }: { patch: PersonPatch; passwordHash: string | null },
): Promise<void> {
  const { name, roles, languages, disabled } = patch;
  await tx
    .updateTable('person')
    .where('id', '=', id)
    .set({
      ...(name === undefined ? {} : { name }),
      ...(roles === undefined ? {} : { roles }),
      ...(languages === undefined ? {} : { languages }),
      ...(passwordHash === null ? {} : { passwordHash }),
      ...(disabled === undefined
        ? {}
        : { disabledAt: disabled ? sql<Date>`coalesce(disabled_at, now())` : null }),
    })
    .execute();
}

/** Keeps everybody else from adding people until the transaction ends; reading goes on. */
export async function lockPeople(tx: Transaction): Promise<void> {
  await sql`lock table person in share row exclusive mode`.execute(tx);
}

/**
 * How a new installation stands: whether there are people (counted up to 2), and the administrator if
 * there is nobody else and they have no password and never signed in.
 */
export async function readStart(
  db: Queryable,
): Promise<{ people: number; untouched: { id: string; email: string } | null }> {
  const { rows } = await sql<{ id: string; email: string; untouched: boolean }>`
    select p.id, p.email, 'admin' = any (p.roles) and p.disabled_at is null
      and p.password_hash is null
      and not exists (select 1 from session s where s.person_id = p.id)
      and not exists (select 1 from sign_in_link l where l.person_id = p.id and l.used_at is not null)
      as untouched
    from person p order by p.id limit 2`.execute(db);
  const [only] = rows;
  const untouched = only?.untouched === true && rows.length === 1;
  return { people: rows.length, untouched: untouched ? { id: only.id, email: only.email } : null };
}

/** Gives the first administrator the address and password of the configuration. */
export async function writeFirstAdmin(
  tx: Transaction,
  id: string,
  { email, passwordHash }: { email: string; passwordHash: string | null },
): Promise<void> {
  await tx.updateTable('person').where('id', '=', id).set({ email, passwordHash }).execute();
}
