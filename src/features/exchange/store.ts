import { sql } from 'kysely';
import type { Content } from '../../core/document.ts';
import type { Language } from '../../core/language.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';

/** The slugs, present and former, that are this one or this one with a number behind it. */
export async function takenSlugs(db: Queryable, slug: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ slug: string }>`
    select slug from notice_slug
    where slug = ${slug} or slug ~ ('^' || ${slug} || '-[0-9]+$')`.execute(db);
  return new Set(rows.map((row) => row.slug));
}

/**
 * Whether there is no notice yet. If so, nobody else creates one until the transaction ends; reading goes
 * on.
 */
export async function lockIfEmpty(tx: Transaction): Promise<boolean> {
  const empty = async (): Promise<boolean> =>
    (await tx.selectFrom('notice').select('id').limit(1).execute()).length === 0;
  if (!(await empty())) return false;
  await sql`lock table notice in share row exclusive mode`.execute(tx);
  return empty();
}

/** The administrator who has been there longest; null: there is none. */
export async function firstAdministrator(tx: Transaction): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from person where 'admin' = any (roles) and disabled_at is null order by id limit 1`.execute(
    tx,
  );
  return rows[0]?.id ?? null;
}

interface FirstText extends Content {
  readonly slug: string;
  readonly language: Language | null;
}

/** Of those slugs that a notice has or had, the first revision of each of its languages. */
export async function firstTexts(
  db: Queryable,
  slugs: readonly string[],
): Promise<Map<string, { readonly [L in Language]?: Content }>> {
  const { rows } = await sql<FirstText>`
    select s.slug, r.language, r.title, r.summary, r.body
    from notice_slug s left join revision r on r.notice_id = s.notice_id and r.number = 1
    where s.slug = any (${slugs}::text[])`.execute(db);
  const found = new Map<string, { [L in Language]?: Content }>();
  for (const { slug, language, title, summary, body } of rows) {
    const texts = found.get(slug) ?? {};
    if (language !== null) texts[language] = { title, summary, body };
    found.set(slug, texts);
  }
  return found;
}
