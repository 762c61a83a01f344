import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Lists and search of what readers see. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [lists, search]) await sql.raw(part).execute(db);
}

// What lists go by is kept beside what is published, lest every list sort all of it: the day (the notice's
// date, or else the day of its first publication), the category, and whether a side is the only one that is
// published. Triggers write it, whoever changes the notice.
const lists = `
alter table published
  add column day date,
  add column category text,
  add column alone boolean;

create function place_published() returns trigger language plpgsql as $$
declare
  moved uuid;
begin
  if tg_table_name = 'notice' then moved := new.id;
  elsif tg_op = 'DELETE' then moved := old.notice_id;
  else moved := new.notice_id;
  end if;
  update published p set
    day = coalesce(n.date, (p.first_published_at at time zone 'UTC')::date),
    category = n.category,
    alone = not exists (
      select 1 from published o where o.notice_id = p.notice_id and o.language <> p.language)
  from notice n where p.notice_id = moved and n.id = moved;
  return null;
end
$$;
create trigger published_placed after insert or delete on published
  for each row execute function place_published();
create trigger notice_placed after update of date, category on notice
  for each row execute function place_published();

update published p set
  day = coalesce(n.date, (p.first_published_at at time zone 'UTC')::date),
  category = n.category,
  alone = not exists (
    select 1 from published o where o.notice_id = p.notice_id and o.language <> p.language)
from notice n where n.id = p.notice_id;

create index published_day on published (language, day desc, notice_id desc);
create index published_category on published (language, category, day desc, notice_id desc);
create index published_alone on published (language, day desc, notice_id desc) where alone;
create index published_alone_category on published (language, category, day desc, notice_id desc) where alone;
`;

// What was published before is taken over where the house's search has it: of every side whose published
// revision is its head. The rest is found again from its next publication on.
const search = `
create table published_search (
  notice_id uuid not null,
  language text not null,
  revision integer not null,
  folded text not null,
  grams text[] not null,
  primary key (notice_id, language),
  foreign key (notice_id, language) references published on delete cascade
);
create index published_search_grams on published_search using gin (grams);

insert into published_search (notice_id, language, revision, folded, grams)
select p.notice_id, p.language, p.revision, s.folded, s.grams
from published p
join notice n on n.id = p.notice_id
join notice_search s on s.notice_id = p.notice_id and s.language = p.language
where p.revision = case p.language when 'en' then n.head_en else n.head_zh end;
`;
