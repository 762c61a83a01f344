import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Lists that stay quick when there are many. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(pools).execute(db);
}

// `status` of the view is worked out, and so of no use to an index or to the planner: it took one task in two
// hundred to be open, and read them all. The stored one tells which tasks may have a status at all.
const pools = `
create or replace view live_task as
  select t.id, t.notice_id, t.kind,
    case when t.lease_until <= now() then case t.status when 'claimed' then 'open' else 'submitted' end
      else t.status end as status,
    t.writes, t.leads, t.base_en, t.base_zh, t.synced_en, t.synced_zh, t.claim_en, t.claim_zh,
    t.change_class, t.confirmable, t.changes, t.english_words, t.chinese_characters, t.priority, t.due,
    t.assignee, case when t.lease_until <= now() then null else t.holder end as holder, t.lease_number,
    case when t.lease_until <= now() then null else t.lease_until end as lease_until,
    t.submission, t.created_at, t.updated_at, t.closed_at, t.cleanness, t.exposure, t.status as stored_status
  from task t;

-- The pool by the readers of outdated texts; by priority and by cleanness there are task_pool and task_cleanest.
create index task_exposed on task (exposure desc, id) where status in ('open', 'claimed', 'submitted', 'in_review');
-- Notices whose tasks weigh most, the older of equals first.
create index task_worst on task (priority desc, notice_id)
  where status in ('open', 'claimed', 'submitted', 'in_review');
`;
