import { sql } from 'kysely';
import type { Language, Pair } from '../../core/language.ts';
import type { Queryable } from '../../platform/database.ts';

/** SQL of what every page shows. */

export interface NamedCategory {
  readonly id: string;
  readonly name: Pair<string>;
}

/** The categories with something published, by their English names. Reads one notice of each. */
export async function publicCategories(db: Queryable, except: string): Promise<NamedCategory[]> {
  const { rows } = await sql<{ id: string; nameEn: string; nameZh: string }>`
    select distinct c.id, c.name_en, c.name_zh
    from category c cross join (values ('en'), ('zh')) l (language) cross join lateral (
      select 1 from published p join notice n on n.id = p.notice_id
      where p.language = l.language and p.category = c.id and p.served is not null and n.archived_at is null
      order by p.day desc, p.notice_id desc limit 1) found
    where c.id <> ${except}
    order by c.name_en, c.id`.execute(db);
  return rows.map(({ id, nameEn, nameZh }) => ({ id, name: { en: nameEn, zh: nameZh } }));
}

export interface PublicTitle {
  readonly slug: string;
  readonly titles: { readonly [L in Language]?: string };
}

/** The titles of published notices, by the slugs that they have now. */
export async function publicTitles(
  db: Queryable,
  slugs: readonly string[],
): Promise<PublicTitle[]> {
  const { rows } = await sql<PublicTitle>`
    select n.slug, json_object_agg(p.language, r.title) as titles
    from notice n join published p on p.notice_id = n.id
    join revision r on r.notice_id = p.notice_id and r.language = p.language and r.number = p.served
    where n.slug in (${sql.join(slugs)}) and n.archived_at is null
    group by n.slug`.execute(db);
  return rows;
}

/** Whether a notice has or had one of these slugs. */
export async function everHadSlug(
  db: Queryable,
  noticeId: string,
  slugs: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from notice_slug
    where notice_id = ${noticeId} and slug in (${sql.join(slugs)}) limit 1`.execute(db);
  return rows.length > 0;
}
