import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import type { Database, Transaction } from './database.ts';

/** Something that happened, appended in the transaction that made it happen. */
export interface NewEvent<Type extends string = string> {
  readonly type: Type;
  readonly noticeId: string | null;
  readonly taskId?: string | null;
  /** The person who did it; null: the system. */
  readonly actor: string | null;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Appends one event to the log and to the outbox; returns its id. */
export async function appendEvent(tx: Transaction, clock: Clock, event: NewEvent): Promise<string> {
  const id = clock.newId();
  await sql`
    with appended as (
      insert into event (id, type, notice_id, task_id, actor, data)
      values (${id}, ${event.type}, ${event.noticeId}, ${event.taskId ?? null}, ${event.actor},
              ${JSON.stringify(event.data ?? {})})
      returning id)
    insert into outbox (event_id) select id from appended`.execute(tx);
  return id;
}

/** Appends many events in one statement, in their order. */
export async function appendEvents(
  tx: Transaction,
  clock: Clock,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ type, noticeId, taskId = null, actor, data = {} }) => ({
    id: clock.newId(),
    type,
    notice_id: noticeId,
    task_id: taskId,
    actor,
    data,
  }));
  await sql`
    with appended as (
      insert into event (id, type, notice_id, task_id, actor, data)
      select id, type, notice_id, task_id, actor, data
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as x(id uuid, type text, notice_id uuid, task_id uuid, actor uuid, data jsonb)
      returning id)
    insert into outbox (event_id) select id from appended`.execute(tx);
}

/**
 * Records that a job of an event is done. False: it was done before, and the caller must do nothing
 * more. A second run in parallel waits here for the first one's transaction.
 */
export async function completeOnce(
  tx: Transaction,
  eventId: string,
  job: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into job_completion (event_id, job) values (${eventId}, ${job})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export interface RelayedEvent {
  readonly id: string;
  readonly type: string;
  readonly noticeId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** Jobs of the event that are done already. */
  readonly done: readonly string[];
}

/** Events that are left in the outbox for so long, unless a job of theirs is done before. */
export interface Late {
  readonly types: readonly string[];
  readonly afterMs: number;
}

/** How many events are handed over at once. */
export const relayBatchSize = 200;

/**
 * Hands a batch of outbox events to the queue and takes them out of the outbox, in one transaction: if
 * the process dies in between, they are handed over again under the same job ids.
 *
 * @returns how many were relayed; fewer than `relayBatchSize`: the outbox is empty or others hold the rest
 */
export async function relayBatch(
  db: Database,
  enqueue: (events: readonly RelayedEvent[]) => Promise<void>,
  late: Late = { types: [], afterMs: 0 },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    // An array is made once; a plain `in` may be asked anew for every row, and take more than the limit.
    const { rows } = await sql<RelayedEvent>`
      with taken as (
        delete from outbox where event_id = any (array(
          select o.event_id from outbox o join event e on e.id = o.event_id
          where e.type <> all (${late.types}::text[])
            or e.created_at < now() - ${late.afterMs} * interval '1 ms'
            or exists (select from job_completion c where c.event_id = e.id)
          order by o.event_id limit ${relayBatchSize} for update of o skip locked))
        returning event_id)
      select e.id, e.type, e.notice_id, e.data,
        array(select c.job from job_completion c where c.event_id = e.id) as done
      from taken join event e on e.id = taken.event_id order by e.id`.execute(tx);
    if (rows.length > 0) await enqueue(rows);
    return rows.length;
  });
}

/**
 * Puts every event back into the outbox that has a job without completion, so that the relay rebuilds
 * the queue from the database.
 *
 * @param jobsByType the jobs that follow from each type of event
 * @returns how many events were put back
 */
export async function refillOutbox(
  db: Database,
  jobsByType: Readonly<Record<string, readonly string[]>>,
): Promise<number> {
  const expected = Object.entries(jobsByType).flatMap(([type, jobs]) =>
    jobs.map((job) => ({ type, job })),
  );
  const { numAffectedRows } = await sql`
    insert into outbox (event_id)
    select distinct e.id
    from event e
    join jsonb_to_recordset(${JSON.stringify(expected)}::jsonb) as x(type text, job text) on x.type = e.type
    where e.notice_id is not null
      and not exists (select 1 from job_completion c where c.event_id = e.id and c.job = x.job)
    on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
