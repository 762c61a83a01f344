import { sql } from 'kysely';
import type { Queryable } from './database.ts';

/** A job of an event that is not recorded as done. */
export interface OpenJob {
  readonly event: string;
  readonly notice: string;
  readonly job: string;
}

type JobsByType = Readonly<Record<string, readonly string[]>>;

function expectedOf(jobsByType: JobsByType): string {
  return JSON.stringify(
    Object.entries(jobsByType).flatMap(([type, jobs]) => jobs.map((job) => ({ type, job }))),
  );
}

/**
 * Jobs of a stretch of notices that are not done and that no relay will hand over any more: they must be
 * in the queue, or are lost until it is rebuilt.
 *
 * @param jobsByType the jobs that follow from each type of event
 */
export async function jobsBeyondOutbox(
  db: Queryable,
  span: { readonly after: string; readonly upTo: string },
  jobsByType: JobsByType,
): Promise<OpenJob[]> {
  const { rows } = await sql<OpenJob>`
    select e.id as event, e.notice_id as notice, x.job
    from event e
    join jsonb_to_recordset(${expectedOf(jobsByType)}::jsonb) as x(type text, job text) on x.type = e.type
    where e.notice_id > ${span.after} and e.notice_id <= ${span.upTo}
      and not exists (select 1 from job_completion c where c.event_id = e.id and c.job = x.job)
      and not exists (select 1 from outbox o where o.event_id = e.id)`.execute(db);
  return rows;
}

/** Those of these jobs that are still neither done nor in the outbox. */
export async function stillOpen(db: Queryable, jobs: readonly OpenJob[]): Promise<OpenJob[]> {
  if (jobs.length === 0) return [];
  const { rows } = await sql<OpenJob>`
    select x.event, x.notice, x.job
    from jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb) as x(event uuid, notice uuid, job text)
    where not exists (select 1 from job_completion c where c.event_id = x.event and c.job = x.job)
      and not exists (select 1 from outbox o where o.event_id = x.event)`.execute(db);
  return rows;
}

/** How many events wait in the outbox for the relay. */
export async function outboxSize(db: Queryable): Promise<number> {
  const { rows } = await sql<{ size: number }>`select count(*) as size from outbox`.execute(db);
  return rows[0]?.size ?? 0;
}
