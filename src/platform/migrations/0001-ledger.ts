import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Accounts, notices and their ledger, tasks, parity, delivery, and the outbox between them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [accounts, notices, ledger, rules, outbox, parity, tasks, delivery]) {
    await sql.raw(part).execute(db);
  }
}

const accounts = `
create table person (
  id uuid primary key,
  email text not null,
  name text not null,
  roles text[] not null check (roles <@ '{admin,editor,translator,reader}'),
  languages text[] not null default '{en,zh}' check (languages <@ '{en,zh}'),
  password_hash text,
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index person_email on person (lower(email));

create table session (
  token_hash bytea primary key,
  person_id uuid not null references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_person on session (person_id);

create table api_token (
  id uuid primary key,
  person_id uuid not null references person,
  name text not null,
  scopes text[] not null,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_token_person on api_token (person_id, id);

create table sign_in_link (
  token_hash bytea primary key,
  person_id uuid not null references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_link_person on sign_in_link (person_id);

-- The shape that rate-limiter-flexible expects of its store.
create table rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

create table idempotency (
  caller text not null,
  path text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  headers jsonb,
  body text,
  created_at timestamptz not null default now(),
  primary key (caller, path, key)
);
create index idempotency_age on idempotency (created_at);
`;

const notices = `
create table category (
  id text primary key,
  name_en text not null,
  name_zh text not null,
  created_at timestamptz not null default now()
);

create table setting (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now(),
  updated_by uuid references person
);

-- The heads and the synced pair are kept here for reading; they are written in the transaction that
-- appends the revision, ruling, sync point or retraction they follow from, and hebi doctor derives them anew.
create table notice (
  id uuid primary key,
  slug text not null unique,
  category text references category,
  release text not null check (release in ('independent', 'together')),
  date date,
  languages text not null default 'both' check (languages in ('both', 'en', 'zh')),
  archived_at timestamptz,
  head_en integer not null default 0,
  head_zh integer not null default 0,
  synced_en integer,
  synced_zh integer,
  row_version integer not null default 1,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((synced_en is null) = (synced_zh is null))
);

create function pair_state(languages text, archived boolean, head_en integer, head_zh integer,
                           synced_en integer, synced_zh integer) returns text
language sql immutable parallel safe as $$
  select case
    when archived then 'archived'
    when languages <> 'both' then 'single'
    when head_zh = 0 then 'en_only'
    when head_en = 0 then 'zh_only'
    when synced_en is null then 'unverified'
    when head_en > synced_en and head_zh > synced_zh then 'diverged'
    when head_en > synced_en then 'en_ahead'
    when head_zh > synced_zh then 'zh_ahead'
    else 'in_sync'
  end
$$;

-- Lists: newest first, by state, by category (each filter combines with the order by id).
create index notice_state on notice
  (pair_state(languages, archived_at is not null, head_en, head_zh, synced_en, synced_zh), id);
create index notice_category on notice (category, id);
create index notice_date on notice (date, id);

-- Every slug that a notice ever had: an old one stays reserved.
create table notice_slug (
  slug text primary key,
  notice_id uuid not null references notice
);
create index notice_slug_notice on notice_slug (notice_id);

-- Both heads' text for search: grams find candidates, the folded text confirms them.
create table notice_search (
  notice_id uuid not null references notice,
  language text not null,
  folded text not null,
  grams text[] not null,
  primary key (notice_id, language)
);
create index notice_search_grams on notice_search using gin (grams);
`;

const ledger = `
create table revision (
  notice_id uuid not null references notice,
  language text not null check (language in ('en', 'zh')),
  number integer not null check (number > 0),
  act uuid not null,
  title text not null,
  summary text not null,
  body text not null,
  author uuid references person,
  authors uuid[] not null,
  pending boolean not null,
  task_id uuid,
  message text,
  change_mark text not null default 'auto' check (change_mark in ('auto', 'cosmetic')),
  created_at timestamptz not null default now(),
  primary key (notice_id, language, number)
);

-- What became of a pending revision. The revision itself is never touched.
create table revision_ruling (
  notice_id uuid not null,
  language text not null,
  number integer not null,
  ruling text not null check (ruling in ('accepted', 'returned', 'superseded')),
  ruled_by uuid references person,
  ruled_at timestamptz not null default now(),
  primary key (notice_id, language, number),
  foreign key (notice_id, language, number) references revision
);

create table sync_point (
  id uuid primary key,
  notice_id uuid not null references notice,
  en integer not null check (en > 0),
  zh integer not null check (zh > 0),
  ground text not null check (ground in ('reviewed', 'confirmed', 'imported', 'cosmetic')),
  certified_by uuid references person,
  task_id uuid,
  change_class text,
  note text,
  created_at timestamptz not null default now(),
  check (certified_by is not null or ground = 'cosmetic')
);
create index sync_point_notice on sync_point (notice_id, en, zh);

create table sync_point_retraction (
  sync_point_id uuid primary key references sync_point,
  retracted_by uuid references person,
  reason text,
  retracted_at timestamptz not null default now()
);
`;

const rules = `
create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'HB003';
end
$$;
create trigger revision_immutable before update or delete on revision
  for each row execute function forbid_change();
create trigger revision_ruling_immutable before update or delete on revision_ruling
  for each row execute function forbid_change();
create trigger sync_point_immutable before update or delete on sync_point
  for each row execute function forbid_change();
create trigger sync_point_retraction_immutable before update or delete on sync_point_retraction
  for each row execute function forbid_change();

create view standing_point as
  select distinct on (p.notice_id) p.*
  from sync_point p
  where not exists (select 1 from sync_point_retraction r where r.sync_point_id = p.id)
  order by p.notice_id, p.en desc, p.zh desc;

create view settled_revision as
  select r.* from revision r
  where not r.pending or exists (
    select 1 from revision_ruling g
    where g.notice_id = r.notice_id and g.language = r.language and g.number = r.number
      and g.ruling = 'accepted');
`;

const outbox = `
create table event (
  id uuid primary key,
  type text not null,
  notice_id uuid references notice,
  task_id uuid,
  actor uuid references person,
  data jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index event_notice on event (notice_id, id);
create trigger event_immutable before update or delete on event
  for each row execute function forbid_change();

-- Events that the relay has not yet turned into jobs.
create table outbox (
  event_id uuid primary key references event
);
-- Tells every node that something happened, by type and notice only: the relay wakes, caches drop the
-- notice, live views ask again.
create function announce_event() returns trigger language plpgsql as $$
begin
  perform pg_notify('hebi_event', new.type || ' ' || coalesce(new.notice_id::text, ''));
  return null;
end
$$;
create trigger event_announced after insert on event
  for each row execute function announce_event();

create table job_completion (
  event_id uuid not null references event,
  job text not null,
  completed_at timestamptz not null default now(),
  primary key (event_id, job)
);
`;

const parity = `
-- What an edit of one side amounts to, between two revisions of it, by one version of the engine.
create table change_record (
  notice_id uuid not null,
  language text not null,
  before_number integer not null,
  after_number integer not null,
  engine integer not null,
  change_class text not null,
  created_at timestamptz not null default now(),
  primary key (notice_id, language, before_number, after_number),
  foreign key (notice_id, language, before_number) references revision,
  foreign key (notice_id, language, after_number) references revision
);

create table alignment (
  notice_id uuid not null references notice,
  en integer not null,
  zh integer not null,
  engine integer not null,
  beads jsonb not null,
  created_at timestamptz not null default now(),
  primary key (notice_id, en, zh)
);
`;

const tasks = `
create table task (
  id uuid primary key,
  notice_id uuid not null references notice,
  kind text not null check (kind in ('translate', 'update', 'reconcile', 'verify')),
  status text not null default 'open'
    check (status in ('open', 'claimed', 'submitted', 'in_review', 'done', 'cancelled')),
  writes text[] not null,
  leads text,
  base_en integer not null,
  base_zh integer not null,
  synced_en integer,
  synced_zh integer,
  claim_en integer,
  claim_zh integer,
  change_class text,
  confirmable boolean not null default false,
  changes jsonb not null default '[]',
  english_words integer not null default 0,
  chinese_characters integer not null default 0,
  priority integer not null,
  priority_set boolean not null default false,
  due timestamptz,
  assignee uuid references person,
  holder uuid references person,
  lease_number integer not null default 0,
  lease_until timestamptz,
  submission integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  closed_at timestamptz,
  check ((status in ('claimed', 'in_review')) = (holder is not null)),
  check ((holder is null) = (lease_until is null))
);
-- At most one active task per notice.
create unique index task_active on task (notice_id)
  where status in ('open', 'claimed', 'submitted', 'in_review');
create index task_notice on task (notice_id, id);
-- The pool, best first, and the sweep of lapsed leases.
create index task_pool on task (priority desc, id) where status in ('open', 'claimed', 'submitted', 'in_review');
create index task_lease on task (lease_until) where holder is not null;
create index task_holder on task (holder, id) where holder is not null;

create table task_draft (
  id uuid primary key,
  task_id uuid not null references task,
  author uuid not null references person,
  authors uuid[] not null,
  lease_number integer not null,
  draft integer not null,
  late boolean not null,
  reason text,
  versions jsonb not null,
  segments jsonb not null,
  created_at timestamptz not null default now(),
  saved_at timestamptz not null default now()
);
create unique index task_draft_live on task_draft (task_id, lease_number) where not late;
create index task_draft_task on task_draft (task_id, saved_at);

create table task_submission (
  task_id uuid not null references task,
  number integer not null,
  submitter uuid not null references person,
  writers uuid[] not null,
  pair_en integer not null,
  pair_zh integer not null,
  head_en integer not null,
  head_zh integer not null,
  written text[] not null,
  versions jsonb not null,
  created_at timestamptz not null default now(),
  primary key (task_id, number)
);

-- Tasks as they stand at this moment: a lease past its deadline holds nothing, swept up or not.
create view live_task as
  select t.id, t.notice_id, t.kind,
    case when t.lease_until <= now() then case t.status when 'claimed' then 'open' else 'submitted' end
      else t.status end as status,
    t.writes, t.leads, t.base_en, t.base_zh, t.synced_en, t.synced_zh, t.claim_en, t.claim_zh,
    t.change_class, t.confirmable, t.changes, t.english_words, t.chinese_characters, t.priority, t.due,
    t.assignee, case when t.lease_until <= now() then null else t.holder end as holder, t.lease_number,
    case when t.lease_until <= now() then null else t.lease_until end as lease_until,
    t.submission, t.created_at, t.updated_at, t.closed_at
  from task t;

create table task_comment (
  id uuid primary key,
  task_id uuid not null references task,
  author uuid not null references person,
  body text not null,
  mentions uuid[] not null default '{}',
  created_at timestamptz not null default now()
);
create index task_comment_task on task_comment (task_id, id);

-- The four-eyes rule and the order of sync points, whatever code asks. core/four-eyes.ts and
-- core/sync.ts state the same rules for a clear refusal beforehand.
create function sync_point_rules() returns trigger language plpgsql as $$
declare
  base_en integer;
  base_zh integer;
  kind text;
  writers uuid[];
  others integer;
  own integer;
  sides integer;
begin
  select p.en, p.zh into base_en, base_zh from standing_point p where p.notice_id = new.notice_id;
  if new.en < coalesce(base_en, 0) or new.zh < coalesce(base_zh, 0)
     or (new.en = base_en and new.zh = base_zh) then
    raise exception 'sync_not_forward' using errcode = 'HB002';
  end if;
  if not exists (select 1 from settled_revision r where r.notice_id = new.notice_id and r.language = 'en' and r.number = new.en)
     or not exists (select 1 from settled_revision r where r.notice_id = new.notice_id and r.language = 'zh' and r.number = new.zh) then
    raise exception 'not_a_head' using errcode = 'HB004';
  end if;
  if new.ground in ('imported', 'cosmetic') then
    return new;
  end if;

  select count(*) filter (where not new.certified_by = any (r.authors)),
         count(*) filter (where new.certified_by = any (r.authors)),
         count(distinct r.language)
    into others, own, sides
  from settled_revision r
  where r.notice_id = new.notice_id
    and ((r.language = 'en' and r.number > coalesce(base_en, 0) and r.number <= new.en)
      or (r.language = 'zh' and r.number > coalesce(base_zh, 0) and r.number <= new.zh));

  if new.ground = 'reviewed' then
    select t.kind, s.writers into kind, writers
    from task t join task_submission s on s.task_id = t.id and s.number = t.submission
    where t.id = new.task_id and t.notice_id = new.notice_id;
    if kind is null
       or exists (select 1 from settled_revision r
                  where r.notice_id = new.notice_id and r.task_id = new.task_id
                    and r.number = case r.language when 'en' then new.en else new.zh end
                    and new.certified_by = any (r.authors))
       or (kind in ('translate', 'update') and new.certified_by = any (writers))
       or (kind in ('verify', 'reconcile') and others = 0) then
      raise exception 'four_eyes' using errcode = 'HB001';
    end if;
  elsif sides = 2 then
    if others = 0 then
      raise exception 'four_eyes' using errcode = 'HB001';
    end if;
  elsif own > 0 and coalesce(new.change_class, 'facts') in ('removed', 'added', 'facts') then
    raise exception 'four_eyes' using errcode = 'HB001';
  end if;
  return new;
end
$$;
create trigger sync_point_checked before insert on sync_point
  for each row execute function sync_point_rules();
`;

const delivery = `
create table publication (
  id uuid primary key,
  notice_id uuid not null references notice,
  language text not null,
  revision integer,
  published_by uuid references person,
  published_at timestamptz not null default now(),
  foreign key (notice_id, language, revision) references revision
);
create index publication_notice on publication (notice_id, language, id);
create trigger publication_immutable before update or delete on publication
  for each row execute function forbid_change();

-- What readers see now; follows from the last publication of each side.
create table published (
  notice_id uuid not null references notice,
  language text not null,
  revision integer not null,
  first_published_at timestamptz not null,
  published_at timestamptz not null,
  primary key (notice_id, language),
  foreign key (notice_id, language, revision) references revision
);

-- A publication asked for and not made yet, and what held it back then: its time, or that no certified
-- pair held the revision of a notice whose sides go together (which may have a time as well).
create table publication_request (
  id uuid primary key,
  notice_id uuid not null references notice,
  language text not null,
  revision integer not null,
  waits_for text not null check (waits_for in ('time', 'parity')),
  due timestamptz,
  requested_by uuid references person,
  requested_at timestamptz not null default now(),
  settled_at timestamptz,
  outcome text check (outcome in ('published', 'cancelled', 'replaced')),
  check (waits_for = 'parity' or due is not null),
  check ((settled_at is null) = (outcome is null)),
  foreign key (notice_id, language, revision) references revision
);
create unique index publication_request_open on publication_request (notice_id, language) where settled_at is null;
create index publication_request_due on publication_request (due) where settled_at is null;
`;
