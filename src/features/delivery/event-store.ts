import { sql } from 'kysely';
import type { Queryable } from '../../platform/database.ts';

export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly noticeId: string | null;
  readonly taskId: string | null;
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

export interface EventsRead {
  /** The snapshot that this read saw, or the one that was asked for. */
  readonly position: string;
  readonly events: readonly EventRow[];
}

type Row = { position: string } & { [F in keyof EventRow]: EventRow[F] | null };

/**
 * Events that one snapshot had not seen and a later one, or else this statement's own, has: however the
 * transactions overlapped, none is left out and none is there twice.
 */
export async function eventsBetween(
  db: Queryable,
  span: { readonly after: string; readonly upTo: string | null; readonly limit: number },
): Promise<EventsRead> {
  const { rows } = await sql<Row>`
    with span as (select coalesce(${span.upTo}::pg_snapshot, pg_current_snapshot()) as up_to)
    select s.up_to::text as position, x.*
    from span s left join lateral (
      select e.id, e.type, e.notice_id, e.task_id, e.actor, p.name as actor_name, e.data, e.created_at
      from event e left join person p on p.id = e.actor
      where e.tx >= pg_snapshot_xmin(${span.after}::pg_snapshot)
        -- Rows restored from a cluster that was further on are passed over, not looked at each time.
        and e.tx < pg_snapshot_xmax(s.up_to)
        and not pg_visible_in_snapshot(e.tx, ${span.after}::pg_snapshot)
        and pg_visible_in_snapshot(e.tx, s.up_to)
      order by e.tx, e.id limit ${span.limit}) x on true`.execute(db);
  return {
    position: rows[0]?.position ?? span.after,
    events: rows.flatMap(({ position: _position, ...event }) =>
      event.id === null ? [] : [event as EventRow],
    ),
  };
}

/** The snapshot of this moment. */
export async function currentPosition(db: Queryable): Promise<string> {
  const { rows } = await sql<{ position: string }>`
    select pg_current_snapshot()::text as position`.execute(db);
  return rows[0]?.position ?? '1:1:';
}

/** Says something to all nodes that is not kept. */
export async function tellNodes(db: Queryable, message: string): Promise<void> {
  await sql`select pg_notify('hebi_live', ${message})`.execute(db);
}

/** The notice that a task is about; null: no such task. */
export async function noticeOfTask(db: Queryable, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('task')
    .select('noticeId')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.noticeId ?? null;
}

export async function noticeExists(db: Queryable, id: string): Promise<boolean> {
  const row = await db.selectFrom('notice').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}
