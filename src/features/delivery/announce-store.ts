import { sql } from 'kysely';
import type { Queryable } from '../../platform/database.ts';

/** An event as it is told of. */
export interface AnnouncedEvent {
  readonly id: string;
  readonly type: string;
  readonly noticeId: string | null;
  /** The notice's slug at the time of telling. */
  readonly slug: string | null;
  readonly taskId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

export interface Listener {
  readonly id: string;
  readonly events: readonly string[];
}

/** Every webhook, paused ones too: what happens meanwhile waits for them. */
export async function listeners(db: Queryable): Promise<Listener[]> {
  return db.selectFrom('webhook').select(['id', 'events']).where('deletedAt', 'is', null).execute();
}

export async function announcedEvents(
  db: Queryable,
  ids: readonly string[],
): Promise<AnnouncedEvent[]> {
  const { rows } = await sql<AnnouncedEvent>`
    select e.id, e.type, e.notice_id, n.slug, e.task_id, e.data, e.created_at
    from event e left join notice n on n.id = e.notice_id
    where e.id = any (${[...ids]}::uuid[]) order by e.id`.execute(db);
  return rows;
}

export interface NewDelivery {
  readonly id: string;
  readonly webhook: string;
  readonly event: string;
  readonly type: string;
  readonly payload: string;
}

/**
 * Stores deliveries, each event once for a webhook however often it is announced. What happened before
 * the webhook was made, or so long ago that its delivery was deleted, is left out.
 */
export async function insertDeliveries(
  db: Queryable,
  deliveries: readonly NewDelivery[],
  { days }: { days: number },
): Promise<void> {
  await sql`
    insert into webhook_delivery (id, webhook_id, event_id, type, payload)
    select x.id, x.webhook, x.event, x.type, x.payload
    from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb)
      as x(id uuid, webhook uuid, event uuid, type text, payload text)
    join webhook w on w.id = x.webhook
    join event e on e.id = x.event
    where w.deleted_at is null and e.created_at >= w.created_at
      and e.created_at > now() - make_interval(days => ${days})
    on conflict (webhook_id, event_id) do nothing`.execute(db);
}
