import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Search of what readers see. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(search).execute(db);
}

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
