import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** What is learned from certified pairs, what became of findings, and how clean a task's pair is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [lexicon, outcomes, cleanness]) await sql.raw(part).execute(db);
}

// Word translations learned from certified pairs: one row a lesson, the newest counts, and a few older ones
// are kept for engines that are still asking for theirs. `words` is read as a whole, by one thread.
const lexicon = `
create table learned_lexicon (
  version integer primary key,
  words jsonb not null,
  beads integer not null,
  learned_at timestamptz not null default now()
);
-- The lesson that a report was made with; 0: none.
alter table parity_report add column lexicon integer not null default 0;
`;

// How many findings of a check are gone from this pair that the pair before had, and nobody had waived.
const outcomes = `
create table finding_fix (
  notice_id uuid not null references notice,
  en integer not null,
  zh integer not null,
  check_name text not null,
  fixed integer not null check (fixed > 0),
  primary key (notice_id, en, zh, check_name)
);
create index finding_fix_check on finding_fix (check_name);
create index parity_report_notice on parity_report (notice_id, created_at);
`;

// The score of the report of the task's pair; null: there is no report yet.
const cleanness = `
alter table task add column cleanness integer;
create index task_cleanest on task (coalesce(cleanness, -1) desc, id)
  where status in ('open', 'claimed', 'submitted', 'in_review');

create or replace view live_task as
  select t.id, t.notice_id, t.kind,
    case when t.lease_until <= now() then case t.status when 'claimed' then 'open' else 'submitted' end
      else t.status end as status,
    t.writes, t.leads, t.base_en, t.base_zh, t.synced_en, t.synced_zh, t.claim_en, t.claim_zh,
    t.change_class, t.confirmable, t.changes, t.english_words, t.chinese_characters, t.priority, t.due,
    t.assignee, case when t.lease_until <= now() then null else t.holder end as holder, t.lease_number,
    case when t.lease_until <= now() then null else t.lease_until end as lease_until,
    t.submission, t.created_at, t.updated_at, t.closed_at, t.cleanness
  from task t;
`;
