import { isUuid } from '../../core/ids.ts';
import type { DroppedLine, NoticePage } from '../../core/formats/page.ts';
import type { Actor } from '../../core/permission.ts';
import { may } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Warning } from '../../core/text-limits.ts';
import type { Context } from '../../context.ts';
import { versionEtag } from '../notices/conditions.ts';
import type { NoticeDetail, VersionInput } from '../notices/contract.ts';
import type { Also } from '../notices/create-notice.ts';
import { createNotice } from '../notices/create-notice.ts';
import { readNotice } from '../notices/read-notice.ts';
import { saveRevision } from '../notices/save-revision.ts';
import type { ImportInput } from './contract.ts';
import { takenSlugs } from './store.ts';

export interface Imported {
  readonly notice: NoticeDetail;
  /** Lines of the page that are no part of the notice. */
  readonly dropped: readonly DroppedLine[];
  readonly warnings: readonly Warning[];
}

/**
 * Takes a notice over from a public web page: as a new notice of one language, or as a revision of a
 * notice that is there already. Nothing is certified and nothing published. A slug that the page proposes
 * gets a number where it is taken; one that is given does not.
 *
 * @throws Refusal `forbidden`, `slug_taken` for a given slug, `not_found` and `stale` for a given notice,
 *   `invalid` for the page
 */
export async function importNotice(
  ctx: Context,
  actor: Actor,
  input: ImportInput & Also,
): Promise<Imported> {
  if (!may(actor, 'notice.write')) throw new Refusal('forbidden');
  const { text, language } = input;
  const page = await ctx.engine.page(text, language);
  const saved =
    input.notice === undefined
      ? await createFromPage(ctx, actor, { input, page })
      : await addToNotice(ctx, actor, { input, page, key: input.notice });
  const { warnings = [], ...notice } = saved;
  return { notice, dropped: page.dropped, warnings: [...page.warnings, ...warnings] };
}

interface Reading {
  readonly input: ImportInput & Also;
  readonly page: NoticePage;
}

function textOf({ title, body }: NoticePage): VersionInput {
  return { title, body, format: 'html' };
}

async function createFromPage(
  ctx: Context,
  actor: Actor,
  { input, page }: Reading,
): Promise<NoticeDetail> {
  const { language, category, date = page.date, also } = input;
  const create = (slug: string) =>
    createNotice(ctx, actor, {
      slug,
      category,
      date,
      release: 'independent',
      language,
      ...textOf(page),
      also,
    });
  if (input.slug !== undefined) return create(input.slug);
  const proposed = stemOf(page);
  const taken = await takenSlugs(ctx.db, proposed);
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? proposed : `${proposed}-${number}`;
    if (taken.has(slug)) continue;
    try {
      return await create(slug);
    } catch (error) {
      // Somebody took it in between.
      if (!(error instanceof Refusal) || error.code !== 'slug_taken') throw error;
    }
  }
}

/** Leaves room for a number behind it. */
const longestStem = 110;

/** The page's slug as one that a notice may have: an id would be taken for one. */
function stemOf({ slug }: NoticePage): string {
  const stem = isUuid(slug) ? `notice-${slug}` : slug;
  return stem.slice(0, longestStem).replace(/-+$/, '');
}

async function addToNotice(
  ctx: Context,
  actor: Actor,
  { input, page, key }: Reading & { key: string },
): Promise<NoticeDetail> {
  const { language } = input;
  const { id, head } = await readNotice(ctx, key);
  const etag = head[language] === 0 ? null : versionEtag(language, head[language]);
  const { version } = await saveRevision(ctx, actor, {
    notice: id,
    language,
    text: textOf(page),
    change: 'auto',
    condition: { ifMatch: etag, ifNoneMatch: etag === null ? '*' : null },
    also: input.also,
  });
  const notice = await readNotice(ctx, id);
  return version.warnings === undefined ? notice : { ...notice, warnings: version.warnings };
}
