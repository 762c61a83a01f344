import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Which sides a task wrote when it was claimed last: its draft's texts are named by that. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(claimedSides).execute(db);
}

const claimedSides = `
alter table task add column claim_writes text[];
update task set claim_writes = writes where claim_en is not null;

create or replace view live_task as
  select t.id, t.notice_id, t.kind,
    case when t.lease_until <= now() then case t.status when 'claimed' then 'open' else 'submitted' end
      else t.status end as status,
    t.writes, t.leads, t.base_en, t.base_zh, t.synced_en, t.synced_zh, t.claim_en, t.claim_zh,
    t.change_class, t.confirmable, t.changes, t.english_words, t.chinese_characters, t.priority, t.due,
    t.assignee, case when t.lease_until <= now() then null else t.holder end as holder, t.lease_number,
    case when t.lease_until <= now() then null else t.lease_until end as lease_until,
    t.submission, t.created_at, t.updated_at, t.closed_at, t.cleanness, t.exposure, t.status as stored_status,
    t.claim_writes
  from task t;
`;
