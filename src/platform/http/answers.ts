import { sql } from 'kysely';
import { Refusal } from '../../core/refusal.ts';
import type { Database } from '../database.ts';
import type { AnswerKey, AnswerMemory, Reply } from './route.ts';

/** A key whose first request has not answered for this long belongs to a process that died. */
const abandonedAfter = '60 seconds';

/** First answers by idempotency key, kept for 24 hours in the database, shared by all nodes. */
export function answerMemory(db: Database): AnswerMemory {
  return {
    begin: (key) => begin(db, key),
    finish: (key, answer) => finish(db, key, answer),
    abandon: async (key) => {
      await rowOf(db, key).execute();
    },
  };
}

interface Row {
  fingerprint: string;
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
}

async function begin(db: Database, key: AnswerKey): Promise<Reply | null> {
  const taken = await sql`
    insert into idempotency (caller, path, key, fingerprint)
    values (${key.caller}, ${key.path}, ${key.key}, ${key.fingerprint})
    on conflict (caller, path, key) do update set fingerprint = excluded.fingerprint,
      status = null, headers = null, body = null, created_at = now()
    where idempotency.created_at < now() - interval '24 hours'
       or (idempotency.status is null and idempotency.fingerprint = excluded.fingerprint
           and idempotency.created_at < now() - ${abandonedAfter}::interval)`.execute(db);
  if (taken.numAffectedRows === 1n) return null;
  const { rows } = await sql<Row>`
    select fingerprint, status, headers, body from idempotency
    where caller = ${key.caller} and path = ${key.path} and key = ${key.key}`.execute(db);
  const row = rows[0];
  if (row === undefined) return begin(db, key);
  if (row.fingerprint !== key.fingerprint) throw new Refusal('idempotency_mismatch');
  if (row.status === null) throw new Refusal('idempotency_running', { retryAfterSeconds: 1 });
  return {
    status: row.status,
    ...(row.body === null ? {} : { body: JSON.parse(row.body) as unknown }),
    headers: { ...row.headers, 'Idempotent-Replayed': 'true' },
  };
}

async function finish(db: Database, key: AnswerKey, answer: Reply): Promise<void> {
  const body = answer.body === undefined ? null : JSON.stringify(answer.body);
  await sql`
    update idempotency set status = ${answer.status}, headers = ${JSON.stringify(answer.headers ?? {})}, body = ${body}
    where caller = ${key.caller} and path = ${key.path} and key = ${key.key}`.execute(db);
}

function rowOf(db: Database, key: AnswerKey) {
  return db
    .deleteFrom('idempotency')
    .where('caller', '=', key.caller)
    .where('path', '=', key.path)
    .where('key', '=', key.key);
}

/** Forgets answers older than 24 hours. */
export async function forgetOldAnswers(db: Database): Promise<void> {
  await sql`delete from idempotency where created_at < now() - interval '24 hours'`.execute(db);
}
