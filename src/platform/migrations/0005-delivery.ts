import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** What readers get of what is published, what changed for them, what they report, and what they saw. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [policy, changes, serving, triggers, filling, readers]) {
    await sql.raw(part).execute(db);
  }
}

// `served` is the revision that readers get of a published side: the published one, or what the category's
// policy puts in its place; null: nothing. Texts to be searched are kept for every revision that was
// published since the side was last withdrawn, since a policy may bring back any of them.
const policy = `
alter table category add column serve text not null default 'stale_with_note'
  check (serve in ('stale_with_note', 'last_agreed_pair', 'hide'));

alter table published
  add column served integer,
  add column served_at timestamptz;

alter table published_search add column shown boolean not null default true;
alter table published_search drop constraint published_search_pkey;
alter table published_search add primary key (notice_id, language, revision);
drop index published_search_grams;
create index published_search_grams on published_search using gin (grams) where shown;
`;

// One row for each notice that was ever public. Its place is given when somebody asks what changed, not by
// the transaction that made the change: places given by transactions become visible in another order than
// their own, and whoever reads on from the last one would miss what was committed late.
const changes = `
create sequence site_change_place;
create table site_change (
  notice_id uuid primary key references notice,
  place bigint unique,
  at timestamptz not null,
  en_act text check (en_act in ('published', 'changed', 'withdrawn')),
  en_at timestamptz,
  zh_act text check (zh_act in ('published', 'changed', 'withdrawn')),
  zh_at timestamptz
);
create index site_change_unplaced on site_change (at) where place is null;

create function note_site_act(noted uuid, language text, act text) returns void language sql as $$
  insert into site_change (notice_id, at, en_act, en_at, zh_act, zh_at)
  values (noted, clock_timestamp(),
    case language when 'en' then act end, case language when 'en' then clock_timestamp() end,
    case language when 'zh' then act end, case language when 'zh' then clock_timestamp() end)
  on conflict (notice_id) do update set place = null, at = excluded.at,
    en_act = coalesce(excluded.en_act, site_change.en_act),
    en_at = coalesce(excluded.en_at, site_change.en_at),
    zh_act = coalesce(excluded.zh_act, site_change.zh_act),
    zh_at = coalesce(excluded.zh_at, site_change.zh_at)
$$;
`;

// The same rule as servedRevisions in core/publication.ts; a test compares the two on random histories.
const serving = `
create function was_public(notice uuid, side text, number integer) returns boolean language sql stable as $$
  select exists (
    select 1 from publication l
    where l.notice_id = notice and l.language = side and l.revision = number
      and not exists (
        select 1 from publication w
        where w.notice_id = notice and w.language = side and w.revision is null
          and (w.published_at, w.id) > (l.published_at, l.id)))
$$;

create function served_revisions(notice uuid) returns table (language text, served integer)
language sql stable as $$
  with pair as (
    select n.id, c.serve, e.revision as en, z.revision as zh
    from notice n join category c on c.id = n.category
    join published e on e.notice_id = n.id and e.language = 'en'
    join published z on z.notice_id = n.id and z.language = 'zh'
    where n.id = notice and n.languages = 'both'),
  points as (
    select p.en, p.zh from sync_point p, pair
    where p.notice_id = notice and p.en <= pair.en and p.zh <= pair.zh
      and not exists (select 1 from sync_point_retraction r where r.sync_point_id = p.id)),
  agreed as (
    select en, zh from points, (select serve from pair) s
    where s.serve = 'last_agreed_pair' and was_public(notice, 'en', en) and was_public(notice, 'zh', zh)
    order by en desc, zh desc limit 1),
  synced as (select en, zh from points order by en desc, zh desc limit 1),
  ahead as (
    select pair.serve, pair.en > synced.en as en, pair.zh > synced.zh as zh from pair, synced)
  select p.language,
    case
      when ahead.serve = 'last_agreed_pair'
        then coalesce(case p.language when 'en' then agreed.en else agreed.zh end, p.revision)
      when ahead.serve = 'hide' and ahead.en <> ahead.zh
        and (case p.language when 'en' then ahead.zh else ahead.en end) then null
      else p.revision
    end
  from published p left join ahead on true left join agreed on true
  where p.notice_id = notice
$$;

-- Works out anew what readers get of a notice. Its category's policy stays as it is until the end of the
-- transaction: whoever changes it waits, and then sees this notice.
create function serve_notice(moved uuid) returns void language plpgsql as $$
declare
  side record;
begin
  perform 1 from category c where c.id = (select n.category from notice n where n.id = moved) for share;
  for side in
    select p.language, p.served as before, s.served as now
    from published p join served_revisions(moved) s on s.language = p.language
    where p.notice_id = moved and p.served is distinct from s.served
    order by p.language
  loop
    perform note_site_act(moved, side.language, case
      when side.now is null then 'withdrawn' when side.before is null then 'published' else 'changed' end);
    update published p set served = side.now, served_at = case
        when side.now = p.revision then p.published_at
        else (select max(l.published_at) from publication l
              where l.notice_id = moved and l.language = side.language and l.revision = side.now) end
    where p.notice_id = moved and p.language = side.language;
  end loop;
  update published p set
    day = coalesce(n.date, (p.first_published_at at time zone 'UTC')::date),
    category = n.category,
    alone = not exists (
      select 1 from published o
      where o.notice_id = p.notice_id and o.language <> p.language and o.served is not null)
  from notice n where p.notice_id = moved and n.id = moved
    and (p.day, p.category, p.alone) is distinct from (
      coalesce(n.date, (p.first_published_at at time zone 'UTC')::date), n.category, not exists (
        select 1 from published o
        where o.notice_id = p.notice_id and o.language <> p.language and o.served is not null));
  update published_search s set shown = (s.revision is not distinct from p.served)
  from published p
  where s.notice_id = moved and p.notice_id = moved and p.language = s.language
    and s.shown is distinct from (s.revision is not distinct from p.served);
end
$$;
`;

const triggers = `
create or replace function place_published() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'notice' then
    perform serve_notice(new.id);
    update site_change set place = null, at = clock_timestamp() where notice_id = new.id;
  elsif tg_op = 'DELETE' then
    if old.served is not null then
      perform note_site_act(old.notice_id, old.language, 'withdrawn');
    end if;
    perform serve_notice(old.notice_id);
  else
    perform serve_notice(new.notice_id);
  end if;
  return null;
end
$$;
drop trigger published_placed on published;
create trigger published_placed after insert or delete or update of revision on published
  for each row execute function place_published();
drop trigger notice_placed on notice;
create trigger notice_placed after update of date, category, languages, slug, archived_at on notice
  for each row when ((old.date, old.category, old.languages, old.slug, old.archived_at)
    is distinct from (new.date, new.category, new.languages, new.slug, new.archived_at))
  execute function place_published();

-- What is certified of texts that readers do not see yet changes nothing for them.
create function place_point() returns trigger language plpgsql as $$
declare
  point sync_point;
begin
  if tg_table_name = 'sync_point' then point := new;
  else select * into point from sync_point where id = new.sync_point_id;
  end if;
  if 2 = (select count(*) from published p where p.notice_id = point.notice_id
          and p.revision >= case p.language when 'en' then point.en else point.zh end) then
    perform serve_notice(point.notice_id);
    update site_change set place = null, at = clock_timestamp() where notice_id = point.notice_id;
  end if;
  return null;
end
$$;
create trigger sync_point_placed after insert on sync_point
  for each row execute function place_point();
create trigger sync_point_retraction_placed after insert on sync_point_retraction
  for each row execute function place_point();

create function place_category() returns trigger language plpgsql as $$
begin
  perform serve_notice(n.id) from notice n
  where n.category = new.id and exists (select 1 from published p where p.notice_id = n.id);
  return null;
end
$$;
create trigger category_placed after update of serve on category
  for each row when (old.serve <> new.serve) execute function place_category();
`;

const filling = `
update published set served = revision, served_at = published_at;

insert into site_change (notice_id, at, en_act, en_at, zh_act, zh_at)
select l.notice_id, max(l.published_at),
  max(l.act) filter (where l.language = 'en'), max(l.published_at) filter (where l.language = 'en'),
  max(l.act) filter (where l.language = 'zh'), max(l.published_at) filter (where l.language = 'zh')
from (
  select distinct on (notice_id, language) notice_id, language, published_at,
    case when revision is null then 'withdrawn' else 'published' end as act
  from publication order by notice_id, language, published_at desc, id desc) l
group by l.notice_id;
`;

const readers = `
-- Differences between the two languages that readers reported, in their words. What says the same of the
-- same text is one report that counts how often it came. Settled, never deleted.
create table reader_report (
  id uuid primary key,
  notice_id uuid not null references notice,
  language text not null check (language in ('en', 'zh')),
  revision integer not null,
  words text not null,
  words_hash text not null,
  times integer not null default 1,
  reported_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  settled_at timestamptz,
  settled_by uuid references person,
  outcome text check (outcome in ('mended', 'dismissed')),
  note text,
  check ((settled_at is null) = (outcome is null))
);
create unique index reader_report_open on reader_report (notice_id, language, words_hash)
  where settled_at is null;
create index reader_report_newest on reader_report (id desc);
create index reader_report_notice on reader_report (notice_id, id desc);

-- How much of something was used up within a time, by a hash that tells nobody's address.
create table reader_limit (
  key text primary key,
  used integer not null,
  ends_at timestamptz not null
);

-- Views of texts that were behind their counterpart, by day (UTC). Counted by the nodes, and read from the
-- logs of a network in front of them, which sees more or less of the same views: the greater figure counts.
create table reader_exposure (
  notice_id uuid not null references notice,
  language text not null check (language in ('en', 'zh')),
  day date not null,
  source text not null check (source in ('node', 'log')),
  views bigint not null check (views > 0),
  primary key (notice_id, language, day, source)
);
create index reader_exposure_day on reader_exposure (day);
create table exposure_import (
  digest text primary key,
  lines bigint not null,
  counted bigint not null,
  imported_at timestamptz not null default now()
);

-- Secrets that the nodes share where none is configured.
create table site_secret (
  name text primary key,
  secret text not null,
  created_at timestamptz not null default now()
);

alter table task add column exposure integer not null default 0;
`;
