import { sql } from 'kysely';
import type { Language } from '../../core/language.ts';
import type { Actor, Role, Scope } from '../../core/permission.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';
import type { Token } from './contract.ts';

interface CallerRow {
  id: string;
  name: string;
  roles: Role[];
  languages: Language[];
}

/** Who holds the session with this hash, unless it ended or the person is disabled. One index look-up. */
export async function findSessionCaller(db: Queryable, hash: Buffer): Promise<Actor | null> {
  const { rows } = await sql<CallerRow>`
    select p.id, p.name, p.roles, p.languages from session s join person p on p.id = s.person_id
    where s.token_hash = ${hash} and s.expires_at > now() and p.disabled_at is null`.execute(db);
  return rows[0] === undefined ? null : { ...rows[0], scopes: null };
}

/** Whose token this hash is, unless it lapsed, was revoked, or the person is disabled. */
export async function findTokenCaller(db: Queryable, hash: Buffer): Promise<Actor | null> {
  const { rows } = await sql<CallerRow & { scopes: Scope[] }>`
    select p.id, p.name, p.roles, p.languages, t.scopes
    from api_token t join person p on p.id = t.person_id
    where t.token_hash = ${hash} and t.revoked_at is null and p.disabled_at is null
      and (t.expires_at is null or t.expires_at > now())`.execute(db);
  return rows[0] ?? null;
}

/** When what was shown ends; null: it does not. */
export async function findEnd(
  db: Queryable,
  { kind, hash }: { kind: 'session' | 'token'; hash: Buffer },
): Promise<Date | null> {
  const table = sql.raw(kind === 'session' ? 'session' : 'api_token');
  const { rows } = await sql<{ expiresAt: Date | null }>`
    select expires_at from ${table} where token_hash = ${hash}`.execute(db);
  return rows[0]?.expiresAt ?? null;
}

type FoundCaller = Actor & { readonly kind: 'session' | 'token'; readonly hash: Buffer };

/** The same for many at once, in one statement. */
export async function findCallersOf(
  db: Queryable,
  hashes: { readonly session: readonly Buffer[]; readonly token: readonly Buffer[] },
): Promise<FoundCaller[]> {
  const { rows } = await sql<FoundCaller>`
    select 'session' as kind, s.token_hash as hash, p.id, p.name, p.roles, p.languages, null::text[] as scopes
    from session s join person p on p.id = s.person_id
    where s.token_hash = any (${[...hashes.session]}::bytea[]) and s.expires_at > now()
      and p.disabled_at is null
    union all
    select 'token', t.token_hash, p.id, p.name, p.roles, p.languages, t.scopes
    from api_token t join person p on p.id = t.person_id
    where t.token_hash = any (${[...hashes.token]}::bytea[]) and t.revoked_at is null
      and p.disabled_at is null and (t.expires_at is null or t.expires_at > now())`.execute(db);
  return rows;
}

/**
 * Opens a session of 30 days if the person is enabled and has still this password hash: the row is
 * locked against a change of either, so that none slips in between comparing and opening.
 */
export async function insertSession(
  db: Queryable,
  { hash, personId, passwordHash }: { hash: Buffer; personId: string; passwordHash: string | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into session (token_hash, person_id, expires_at)
    select ${hash}, p.id, now() + interval '30 days' from person p
    where p.id = ${personId} and p.disabled_at is null
      and (${passwordHash}::text is null or p.password_hash = ${passwordHash})
    for share`.execute(db);
  return numAffectedRows === 1n;
}

export async function deleteSession(db: Queryable, hash: Buffer): Promise<void> {
  await sql`delete from session where token_hash = ${hash}`.execute(db);
}

/** Ends the person's sessions, save the one with the hash `kept`, and unused sign-in links. */
export async function endSessionsOf(
  tx: Transaction,
  personId: string,
  kept: Buffer | null,
): Promise<void> {
  await sql`
    delete from session
    where person_id = ${personId} and token_hash is distinct from ${kept}::bytea`.execute(tx);
  await sql`delete from sign_in_link where person_id = ${personId} and used_at is null`.execute(tx);
}

interface TokenRow {
  id: string;
  name: string;
  scopes: Scope[];
  createdAt: Date;
  expiresAt: Date | null;
}

function tokenOf({ createdAt, expiresAt, ...row }: TokenRow): Token {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

export interface StoredToken {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly hash: Buffer;
  readonly expiresAt: string | null;
}

/** Stores the token; null: it would have lapsed already by the database's clock. */
export async function insertToken(db: Queryable, token: StoredToken): Promise<Token | null> {
  const { rows } = await sql<TokenRow>`
    insert into api_token (id, person_id, name, scopes, token_hash, expires_at)
    select ${token.id}::uuid, ${token.personId}::uuid, ${token.name}, ${token.scopes}::text[],
           ${token.hash}::bytea, ${token.expiresAt}::timestamptz
    where ${token.expiresAt}::timestamptz is null or ${token.expiresAt}::timestamptz > now()
    returning id, name, scopes, created_at, expires_at`.execute(db);
  return rows[0] === undefined ? null : tokenOf(rows[0]);
}

/** At most `limit` of the person's tokens after the one with this id; none that was revoked. */
export async function pageOfTokens(
  db: Queryable,
  personId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<Token[]> {
  const { rows } = await sql<TokenRow>`
    select id, name, scopes, created_at, expires_at from api_token
    where person_id = ${personId} and revoked_at is null and (${after}::uuid is null or id > ${after})
    order by id limit ${limit}`.execute(db);
  return rows.map(tokenOf);
}

/** False: the person has no such token, or revoked it before. */
export async function markTokenRevoked(
  db: Queryable,
  personId: string,
  id: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update api_token set revoked_at = now()
    where id = ${id} and person_id = ${personId} and revoked_at is null`.execute(db);
  return numAffectedRows === 1n;
}

/** Stores a sign-in link of 24 hours in place of the person's unused ones. */
export async function replaceSignInLink(
  tx: Transaction,
  personId: string,
  hash: Buffer,
): Promise<void> {
  await sql`delete from sign_in_link where person_id = ${personId} and used_at is null`.execute(tx);
  await sql`
    insert into sign_in_link (token_hash, person_id, expires_at)
    values (${hash}, ${personId}, now() + interval '24 hours')`.execute(tx);
}

/** The e-mail address of the person whom a link would sign in now; null: it no longer works. */
export async function findLinkEmail(db: Queryable, hash: Buffer): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`
    select p.email from sign_in_link l join person p on p.id = l.person_id
    where l.token_hash = ${hash} and l.used_at is null and l.expires_at > now()
      and p.disabled_at is null`.execute(db);
  return rows[0]?.email ?? null;
}

/** Uses a link up and says whose it is; of several at once exactly one gets an answer. */
export async function spendLink(tx: Transaction, hash: Buffer): Promise<string | null> {
  const { rows } = await sql<{ personId: string }>`
    update sign_in_link set used_at = now()
    where token_hash = ${hash} and used_at is null and expires_at > now()
    returning person_id`.execute(tx);
  return rows[0]?.personId ?? null;
}

/** Deletes what has lapsed: sessions, links a week after, and counts of failures. */
export async function deleteLapsed(db: Queryable): Promise<void> {
  await sql`delete from session where expires_at <= now()`.execute(db);
  await sql`
    delete from sign_in_link where used_at is null and expires_at <= now() - interval '7 days'`.execute(
    db,
  );
  await sql`
    delete from rate_limit where expire <= extract(epoch from now()) * 1000 - 60000`.execute(db);
}
