import { sql } from 'kysely';
import type { Queryable, Transaction } from '../../platform/database.ts';
import type { Webhook, WebhookEvent } from './webhook-contract.ts';

export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly events: WebhookEvent[];
  readonly createdAt: Date;
  readonly failingSince: Date | null;
  readonly pausedAt: Date | null;
  readonly pauseReason: 'by_hand' | 'failing' | 'gone' | null;
}

const columns = sql`
  w.id, w.url, w.description, w.events, w.created_at, w.failing_since, w.paused_at, w.pause_reason`;
const waiting = sql`(
  select count(*) from webhook_delivery d where d.webhook_id = w.id and d.status = 'pending') as waiting`;

function webhookOf(row: WebhookRow & { readonly waiting: number }): Webhook {
  const { id, url, events, description } = row;
  return {
    ...{ id, url, events, description },
    paused: row.pausedAt !== null,
    warning: warningOf(row),
    waiting: row.waiting,
    createdAt: row.createdAt.toISOString(),
  };
}

function warningOf({ failingSince, pausedAt, pauseReason }: WebhookRow): Webhook['warning'] {
  if (pausedAt !== null && pauseReason === 'gone') {
    return { code: 'gone', since: pausedAt.toISOString() };
  }
  if (pausedAt !== null && pauseReason === 'failing') {
    return { code: 'paused_failing', since: pausedAt.toISOString() };
  }
  return failingSince === null ? null : { code: 'failing', since: failingSince.toISOString() };
}

/** At most `limit` webhooks after the one with this id, oldest first. */
export async function pageOfWebhooks(
  db: Queryable,
  { after, limit }: { after: string | null; limit: number },
): Promise<Webhook[]> {
  const { rows } = await sql<WebhookRow & { waiting: number }>`
    select ${columns}, ${waiting} from webhook w
    where w.deleted_at is null and (${after}::uuid is null or w.id > ${after})
    order by w.id limit ${limit}`.execute(db);
  return rows.map(webhookOf);
}

export async function webhookById(db: Queryable, id: string): Promise<Webhook | null> {
  const { rows } = await sql<WebhookRow & { waiting: number }>`
    select ${columns}, ${waiting} from webhook w
    where w.id = ${id} and w.deleted_at is null`.execute(db);
  return rows[0] === undefined ? null : webhookOf(rows[0]);
}

/** Everything that changes a webhook or what is sent to it takes this lock first. */
export async function lockWebhook(tx: Transaction, id: string): Promise<WebhookRow | null> {
  const { rows } = await sql<WebhookRow>`
    select ${columns} from webhook w
    where w.id = ${id} and w.deleted_at is null for no key update`.execute(tx);
  return rows[0] ?? null;
}

export async function insertWebhook(
  tx: Transaction,
  webhook: {
    readonly id: string;
    readonly url: string;
    readonly description: string;
    readonly events: readonly string[];
    readonly secret: string;
    readonly createdBy: string;
  },
): Promise<void> {
  await tx
    .insertInto('webhook')
    .values({ ...webhook, events: [...webhook.events] })
    .execute();
}

export async function updateWebhook(
  tx: Transaction,
  id: string,
  change: { url?: string; description?: string; events?: string[] },
): Promise<void> {
  await tx.updateTable('webhook').set(change).where('id', '=', id).execute();
}

export async function pauseWebhook(
  tx: Transaction,
  id: string,
  reason: 'by_hand' | 'failing' | 'gone',
): Promise<void> {
  await tx
    .updateTable('webhook')
    .set({ pausedAt: sql`clock_timestamp()`, pauseReason: reason })
    .where('id', '=', id)
    .execute();
}

/** Ends a pause; what failed before it is forgotten. */
export async function resumeWebhook(tx: Transaction, id: string): Promise<void> {
  await tx
    .updateTable('webhook')
    .set({ pausedAt: null, pauseReason: null, failingSince: null })
    .where('id', '=', id)
    .execute();
}

/** Marks whether the last attempt failed, since when, and answers how long it has been so, in hours. */
export async function markFailing(
  tx: Transaction,
  id: string,
  isFailing: boolean,
): Promise<number> {
  const { rows } = await sql<{ hours: number }>`
    update webhook set failing_since = case when ${isFailing} then coalesce(failing_since, clock_timestamp()) end
    where id = ${id} and (${isFailing} or failing_since is not null)
    returning extract(epoch from clock_timestamp() - failing_since)::float8 / 3600 as hours`.execute(
    tx,
  );
  return rows[0]?.hours ?? 0;
}

/** Puts a new secret in the place of the old one, which stays good for signing for some hours. */
export async function replaceSecret(
  tx: Transaction,
  id: string,
  { secret, overlapHours }: { secret: string; overlapHours: number },
): Promise<Date> {
  const { rows } = await sql<{ until: Date }>`
    update webhook
    set previous_secret = secret, secret = ${secret},
        previous_until = clock_timestamp() + make_interval(hours => ${overlapHours})
    where id = ${id} returning previous_until as until`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('the webhook is gone although it was locked');
  return row.until;
}

/** Takes a webhook out with its secrets; what waits for it has failed. */
export async function removeWebhook(tx: Transaction, id: string): Promise<void> {
  await sql`
    update webhook set deleted_at = clock_timestamp(), secret = '', previous_secret = null
    where id = ${id}`.execute(tx);
  await sql`
    update webhook_delivery
    set status = 'failed', next_attempt_at = null, settled_at = clock_timestamp()
    where webhook_id = ${id} and status = 'pending'`.execute(tx);
}
