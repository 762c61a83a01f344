import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** What the workbench asks for: live events, mentions, preferences, states over time, imports with progress. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [live, mentions, preferences, states, imports, exposure]) {
    await sql.raw(part).execute(db);
  }
}

// The transaction that appended an event. Ids are no order of commits, and no order of anything is one that is
// known beforehand; but which transactions a snapshot saw is known exactly, so that whoever read up to one
// snapshot reads on from it without a gap. Numbers of transactions say nothing in another cluster.
const live = `
alter table event add column tx xid8 not null default pg_current_xact_id();
create index event_tx on event (tx);

-- Tells every node that somebody's leave may have ended: streams that are open ask again.
create function announce_callers() returns trigger language plpgsql as $$
begin
  perform pg_notify('hebi_live', 'callers');
  return null;
end
$$;
create trigger session_ended after delete on session
  for each statement execute function announce_callers();
create trigger token_ended after update on api_token
  for each statement execute function announce_callers();
create trigger person_altered after update of roles, languages, name, disabled_at on person
  for each statement execute function announce_callers();
`;

const mentions = `
create index task_comment_mentions on task_comment using gin (mentions);
create table mention_read (
  person_id uuid not null references person,
  comment_id uuid not null references task_comment,
  read_at timestamptz not null default now(),
  primary key (person_id, comment_id)
);
`;

const preferences = `
alter table person
  add column locale text check (locale in ('en', 'zh')),
  add column theme text check (theme in ('light', 'dark')),
  add column tour boolean not null default true;
`;

// Every change of a notice's state, written by the database itself, so that counts over time are sums. What
// was before this table is told as if each notice had been in its present state since its last change.
const states = `
create table notice_state_change (
  notice_id uuid not null references notice,
  at timestamptz not null default now(),
  number integer not null,
  state text not null,
  before text,
  primary key (notice_id, number)
);
create index notice_state_change_at on notice_state_change (at);

create function note_state() returns trigger language plpgsql as $$
declare
  now_state text := pair_state(new.languages, new.archived_at is not null, new.head_en, new.head_zh,
                               new.synced_en, new.synced_zh);
  last record;
begin
  select c.number, c.state into last from notice_state_change c
  where c.notice_id = new.id order by c.number desc limit 1;
  if last.state is distinct from now_state then
    insert into notice_state_change (notice_id, number, state, before)
    values (new.id, coalesce(last.number, 0) + 1, now_state, last.state);
  end if;
  return null;
end
$$;
create trigger notice_state_noted
  after insert or update of languages, archived_at, head_en, head_zh, synced_en, synced_zh on notice
  for each row execute function note_state();
insert into notice_state_change (notice_id, at, number, state)
select id, updated_at, 1, pair_state(languages, archived_at is not null, head_en, head_zh, synced_en, synced_zh)
from notice;

-- Opened and closed tasks by time.
create index task_created on task (created_at);
create index task_closed on task (closed_at) where closed_at is not null;
`;

const imports = `
create table import_job (
  id uuid primary key,
  person_id uuid not null references person,
  total integer not null check (total > 0),
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  cancelled_at timestamptz
);
create index import_job_person on import_job (person_id, id);
create index import_job_unfinished on import_job (id) where finished_at is null;

-- One file of an import. Its text is kept until it was taken in or refused.
create table import_file (
  import_id uuid not null references import_job,
  number integer not null,
  name text not null,
  language text not null check (language in ('en', 'zh')),
  input jsonb,
  status text not null default 'waiting' check (status in ('waiting', 'done', 'refused', 'cancelled')),
  notice_id uuid references notice,
  result jsonb not null default '{}',
  finished_at timestamptz,
  primary key (import_id, number)
);
`;

// How many readers saw an outdated text of the task's notice, for lists.
const exposure = `
create or replace view live_task as
  select t.id, t.notice_id, t.kind,
    case when t.lease_until <= now() then case t.status when 'claimed' then 'open' else 'submitted' end
      else t.status end as status,
    t.writes, t.leads, t.base_en, t.base_zh, t.synced_en, t.synced_zh, t.claim_en, t.claim_zh,
    t.change_class, t.confirmable, t.changes, t.english_words, t.chinese_characters, t.priority, t.due,
    t.assignee, case when t.lease_until <= now() then null else t.holder end as holder, t.lease_number,
    case when t.lease_until <= now() then null else t.lease_until end as lease_until,
    t.submission, t.created_at, t.updated_at, t.closed_at, t.cleanness, t.exposure
  from task t;
`;
