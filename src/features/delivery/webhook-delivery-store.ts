import { sql } from 'kysely';
import type { Queryable, Transaction } from '../../platform/database.ts';
import type { Delivery, DeliveryDetail } from './webhook-contract.ts';

/** Deliveries to one webhook that run side by side, over all processes. */
export const sideBySide = 4;
/** Longer than an attempt takes; then whoever holds it is taken for dead. */
const leaseSeconds = 20;
/** A job may be woken a little before its time. */
const earlySeconds = 1;

interface DeliveryRow extends Omit<Delivery, 'nextAttemptAt' | 'createdAt' | 'settledAt'> {
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

const columns = sql`
  id, event_id as event, type, status, attempts, next_attempt_at, created_at, settled_at`;

function deliveryOf({ nextAttemptAt, createdAt, settledAt, ...row }: DeliveryRow): Delivery {
  return {
    ...row,
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  };
}

/** At most `limit` deliveries of a webhook before the one with this id, newest first. */
export async function pageOfDeliveries(
  db: Queryable,
  webhook: string,
  asked: { before: string | null; limit: number; status: string | null },
): Promise<Delivery[]> {
  const { rows } = await sql<DeliveryRow>`
    select ${columns} from webhook_delivery
    where webhook_id = ${webhook} and (${asked.before}::uuid is null or id < ${asked.before})
      and (${asked.status}::text is null or status = ${asked.status})
    order by id desc limit ${asked.limit}`.execute(db);
  return rows.map(deliveryOf);
}

export async function deliveryById(
  db: Queryable,
  key: { webhook: string; id: string },
): Promise<Delivery | null> {
  const { rows } = await sql<DeliveryRow>`
    select ${columns} from webhook_delivery
    where id = ${key.id} and webhook_id = ${key.webhook}`.execute(db);
  return rows[0] === undefined ? null : deliveryOf(rows[0]);
}

export async function deliveryDetail(
  db: Queryable,
  key: { webhook: string; id: string },
): Promise<DeliveryDetail | null> {
  const delivery = await deliveryById(db, key);
  if (delivery === null) return null;
  const { rows } = await sql<{ payload: string }>`
    select payload from webhook_delivery where id = ${key.id}`.execute(db);
  const log = await db
    .selectFrom('webhookAttempt')
    .select(['at', 'status', 'durationMs', 'answer', 'error'])
    .where('deliveryId', '=', key.id)
    .orderBy('id')
    .execute();
  return {
    ...delivery,
    payload: JSON.parse(rows[0]?.payload ?? 'null') as unknown,
    log: log.map((attempt) => ({ ...attempt, at: attempt.at.toISOString() })),
  };
}

/** Makes a delivery due at once with all its attempts before it. Delivered ones too. */
export async function replayOne(
  tx: Transaction,
  key: { webhook: string; id: string },
): Promise<Delivery | null> {
  const { rows } = await sql<DeliveryRow>`
    update webhook_delivery
    set status = 'pending', attempts = 0, next_attempt_at = clock_timestamp(), settled_at = null
    where id = ${key.id} and webhook_id = ${key.webhook} returning ${columns}`.execute(tx);
  return rows[0] === undefined ? null : deliveryOf(rows[0]);
}

/** The same for everything that failed; answers how many. */
export async function replaySince(
  tx: Transaction,
  webhook: string,
  since: string,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update webhook_delivery
    set status = 'pending', attempts = 0, next_attempt_at = clock_timestamp(), settled_at = null
    where webhook_id = ${webhook} and status = 'failed' and created_at >= ${since}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** Deliveries that nobody sends although they are due, as many of each webhook as may run now. */
export async function dueDeliveries(db: Queryable, webhook: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.id from webhook w
    cross join lateral (
      select id from webhook_delivery
      where webhook_id = w.id and status = 'pending' and next_attempt_at <= clock_timestamp()
        and (leased_until is null or leased_until <= clock_timestamp())
      order by next_attempt_at, id
      limit greatest(0, ${sideBySide} - (
        select count(*) from webhook_delivery l
        where l.webhook_id = w.id and l.leased_until > clock_timestamp()))) d
    where w.deleted_at is null and w.paused_at is null
      and (${webhook}::uuid is null or w.id = ${webhook})`.execute(db);
  return rows.map(({ id }) => id);
}

export interface Claimed {
  readonly id: string;
  readonly webhook: string;
  readonly lease: string;
  readonly event: string;
  readonly payload: string;
  readonly url: string;
  readonly secret: string;
  /** null: there is none, or it has ended. */
  readonly previousSecret: string | null;
  /** When it was taken, by the database's clock: a receiver refuses what is signed minutes off. */
  readonly at: Date;
}

export async function webhookOfDelivery(db: Queryable, id: string): Promise<string | null> {
  const { rows } = await sql<{ webhook: string }>`
    select webhook_id as webhook from webhook_delivery where id = ${id}`.execute(db);
  return rows[0]?.webhook ?? null;
}

/**
 * Takes a delivery to send it, if it is due, nobody else sends it, its webhook is active, and not too
 * many run already. The webhook must be locked.
 */
export async function claimDelivery(
  tx: Transaction,
  { id, lease }: { id: string; lease: string },
): Promise<Claimed | null> {
  const { rows } = await sql<Claimed>`
    update webhook_delivery d
    set lease = ${lease}, leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from webhook w
    where d.id = ${id} and w.id = d.webhook_id and w.paused_at is null and w.deleted_at is null
      and d.status = 'pending'
      and d.next_attempt_at <= clock_timestamp() + make_interval(secs => ${earlySeconds})
      and (d.leased_until is null or d.leased_until <= clock_timestamp())
      and ${sideBySide} > (select count(*) from webhook_delivery l
                           where l.webhook_id = w.id and l.leased_until > clock_timestamp())
    returning d.id, w.id as webhook, ${lease} as lease, d.event_id as event, d.payload, w.url, w.secret,
      case when w.previous_until > clock_timestamp() then w.previous_secret end as previous_secret,
      clock_timestamp() as at`.execute(tx);
  return rows[0] ?? null;
}

export interface Attempt {
  readonly id: string;
  readonly at: Date;
  readonly status: number | null;
  readonly durationMs: number;
  readonly answer: string;
  readonly error: string | null;
}

export async function insertAttempt(
  tx: Transaction,
  deliveryId: string,
  attempt: Attempt,
): Promise<void> {
  await tx
    .insertInto('webhookAttempt')
    .values({ ...attempt, deliveryId })
    .execute();
}

/** It has arrived, whoever sends it meanwhile. */
export async function markDelivered(tx: Transaction, id: string): Promise<void> {
  await sql`
    update webhook_delivery
    set status = 'delivered', attempts = attempts + 1, next_attempt_at = null,
        settled_at = clock_timestamp(), lease = null, leased_until = null
    where id = ${id}`.execute(tx);
}

/**
 * It has not arrived: the next attempt after the wait that stands at its turn in the list, spread by up
 * to a tenth, or none any more. What somebody else has taken over is left to them.
 *
 * @returns seconds until the next attempt; null: there is none
 */
export async function markFailed(
  tx: Transaction,
  { id, lease, waits }: { id: string; lease: string; waits: readonly number[] },
): Promise<number | null> {
  const { rows } = await sql<{ seconds: number | null }>`
    update webhook_delivery d
    set attempts = d.attempts + 1, lease = null, leased_until = null,
        status = case when x.wait is null then 'failed' else 'pending' end,
        next_attempt_at = clock_timestamp() + make_interval(secs => x.wait),
        settled_at = case when x.wait is null then clock_timestamp() end
    from (select o.id, (${[...waits]}::float8[])[o.attempts + 1] * (1 + random() / 10) as wait
          from webhook_delivery o where o.id = ${id}) x
    where d.id = x.id and d.lease = ${lease} and d.status = 'pending'
    returning x.wait as seconds`.execute(tx);
  return rows[0]?.seconds ?? null;
}

/** Deletes deliveries past their time with their attempts. */
export async function deleteOldDeliveries(db: Queryable, days: number): Promise<void> {
  await sql`
    delete from webhook_delivery
    where created_at < now() - make_interval(days => ${days})`.execute(db);
}
