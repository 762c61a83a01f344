/** The statements that fill a database with many notices; `$name` stands for what `makeManyNotices` gives. */

/** Tables whose triggers would do one by one what the statements do at once. */
export const quietTables = ['notice', 'sync_point', 'published', 'event'] as const;

export const texts = `
create temp table pool (
  language text, k integer, title text, body text, folded text, grams text[], found text, found_grams text[],
  primary key (language, k)) on commit drop`;

/** An id of its own for the ith thing of a kind, in their order. */
export const ids = `
create function pg_temp.id(kind integer, i bigint) returns uuid language sql immutable as $$
  select ('018c' || lpad(to_hex(kind), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid $$`;

/** Of twenty notices: which kind each is, its heads, and what its task is for. */
export const kinds = `
create temp table made on commit drop as
select i, pg_temp.id(0, i) as id, i % $variants as k, c < 12 as public,
  case c when 15 then 0 when 17 then 2 when 19 then 2 else 1 end as en,
  case c when 14 then 0 when 18 then 2 else 1 end as zh,
  c not in (14, 15, 16) as certified,
  case when c < 14 then null when c < 16 then 'translate' when c = 16 then 'verify' else 'update' end as task,
  case c when 14 then 'en' when 15 then 'zh' when 17 then 'en' when 18 then 'zh' when 19 then 'en' end as leads,
  case c when 19 then 'minor' when 17 then 'facts' when 18 then 'wording' end as class,
  timestamptz '2020-01-01' + i * interval '1 minute' as at
from (select i, (i % 20)::integer as c from generate_series($from::bigint, $to) i) n`;

const sides = `
create temp table side on commit drop as
select m.*, l.language, case l.language when 'en' then m.en else m.zh end as head
from made m cross join (values ('en'), ('zh')) l(language)
where case l.language when 'en' then m.en else m.zh end > 0`;

/** Every event with the jobs that follow from it, all of them done. */
const history = (kind: number, type: string, more: { where: string; data: string }) => `
with told as (
  insert into event (id, type, notice_id, task_id, actor, data, created_at)
  select pg_temp.id(${kind}, i), '${type}', id, ${type === 'task.opened' ? 'pg_temp.id(2, i)' : 'null'}, null,
    ${more.data}, at from made where ${more.where} returning id)
insert into job_completion (event_id, job)
select id, job from told cross join unnest($jobs('${type}')::text[]) job`;

export const filling: readonly string[] = [
  `insert into category (id, name_en, name_zh) values
     ('news', 'News', '新闻'), ('notices', 'Notices', '公告'), ('tenders', 'Tenders', '招标')
   on conflict do nothing`,
  `insert into person (id, email, name, roles) values
     (pg_temp.id(1, 1), 'importer@example.org', 'Importer', '{editor}') on conflict do nothing`,
  `insert into notice (id, slug, category, release, date, head_en, head_zh, synced_en, synced_zh, created_at, updated_at)
   select id, 'many-' || i, ('{news,notices,tenders}'::text[])[1 + i % 3], 'independent', at::date, en, zh,
     case when certified then 1 end, case when certified then 1 end, at, at from made`,
  `insert into notice_slug (slug, notice_id) select 'many-' || i, id from made`,
  sides,
  `insert into revision (notice_id, language, number, act, title, summary, body, author, authors, pending, created_at)
   select s.id, s.language, n, pg_temp.id(2 + n, s.i), p.title, '', p.body, null, '{}', false, s.at
   from side s cross join generate_series(1, s.head) n
   join pool p on p.language = s.language and p.k = (s.k + n - 1) % $variants`,
  `insert into notice_search (notice_id, language, folded, grams)
   select s.id, s.language, p.folded, p.grams
   from side s join pool p on p.language = s.language and p.k = (s.k + s.head - 1) % $variants`,
  `insert into sync_point (id, notice_id, en, zh, ground, certified_by, created_at)
   select pg_temp.id(5, i), id, 1, 1, 'imported', pg_temp.id(1, 1), at from made where certified`,
  `insert into change_record (notice_id, language, before_number, after_number, engine, change_class, created_at)
   select id, leads, 1, 2, $engine, class, at from made where class is not null`,
  `insert into alignment (notice_id, en, zh, engine, beads, created_at)
   select id, 1, 1, $engine, $report::jsonb -> 'alignment', at from made where en > 0 and zh > 0`,
  `insert into parity_report (notice_id, en, zh, engine, policy, report, score, errors, warnings, created_at)
   select id, 1, 1, $engine, 'bench', $report::jsonb, 100, 0, 0, at from made where en > 0 and zh > 0`,
  `insert into task (id, notice_id, kind, writes, leads, base_en, base_zh, synced_en, synced_zh, change_class,
     confirmable, english_words, chinese_characters, priority, cleanness, created_at, updated_at)
   select pg_temp.id(2, i), id, task,
     case leads when 'en' then '{zh}'::text[] when 'zh' then '{en}' else '{en,zh}' end, leads, en, zh,
     case when certified then 1 end, case when certified then 1 end, class, coalesce(class = 'minor', false),
     80, 150, (i * 7919) % 1000, case when en > 0 and zh > 0 then (i * 31) % 100 end, at, at
   from made where task is not null`,
  `insert into publication (id, notice_id, language, revision, published_at)
   select pg_temp.id(case language when 'en' then 6 else 7 end, i), id, language, 1, at from side where public`,
  `insert into published (notice_id, language, revision, first_published_at, published_at, day, category, alone,
     served, served_at)
   select id, language, 1, at, at, at::date, ('{news,notices,tenders}'::text[])[1 + i % 3], false, 1, at
   from side where public`,
  `insert into published_search (notice_id, language, revision, folded, grams, shown)
   select s.id, s.language, 1, p.found, p.found_grams, true
   from side s join pool p on p.language = s.language and p.k = s.k where s.public`,
  `insert into site_change (notice_id, at, en_act, en_at, zh_act, zh_at)
   select id, at, 'published', at, 'published', at from made where public`,
  history(0x10, 'notice.imported', {
    where: 'true',
    data: `jsonb_build_object('slug', 'many-' || i)`,
  }),
  history(0x11, 'pair.certified', {
    where: 'certified',
    data: `jsonb_build_object('syncPoint', pg_temp.id(5, i), 'en', 1, 'zh', 1, 'ground', 'imported')`,
  }),
  history(0x12, 'revision.saved', {
    where: 'class is not null',
    data: `jsonb_build_object('language', leads, 'number', 2)`,
  }),
  history(0x13, 'pair.assessed', {
    where: 'task is not null',
    data: `jsonb_build_object('class', class)`,
  }),
  history(0x14, 'task.opened', {
    where: 'task is not null',
    data: `jsonb_build_object('kind', task)`,
  }),
  ...['en', 'zh'].map((language, n) =>
    history(0x15 + n, 'publication.published', {
      where: 'public',
      data: `jsonb_build_object('language', '${language}', 'revision', 1)`,
    }),
  ),
];
