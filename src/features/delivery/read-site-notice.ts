import { diffContent } from '../../core/diff.ts';
import type { Language } from '../../core/language.ts';
import { otherLanguage } from '../../core/language.ts';
import { changedBlocks, howFarBehind } from '../../core/publication.ts';
import { Refusal } from '../../core/refusal.ts';
import { pairState, syncedUpTo } from '../../core/sync.ts';
import type { Context } from '../../context.ts';
import type { Edition, SiteNotice } from './contract.ts';
import { noticePath } from './contract.ts';
import type { PublicNotice, PublicText } from './site-views.ts';
import { publicNotice, revisionContent } from './site-views.ts';

export interface SiteReading {
  readonly noticeId: string;
  /** The slug of today, where the one asked for is an earlier one. */
  readonly movedTo: string | null;
  readonly notice: SiteNotice;
}

/**
 * A published notice for a reader of one locale; in the other language where the locale has no published
 * text. Readers learn nothing of revisions that are not published.
 *
 * @param input.origin what addresses begin with: a public URL, or nothing
 * @throws Refusal `gone` for an archived notice, `not_found` where nothing is published
 */
export async function readSiteNotice(
  ctx: Context,
  input: { slug: string; locale: Edition; origin: string },
): Promise<SiteReading> {
  const found = await publicNotice(ctx.db, input.slug);
  if (found === null) throw new Refusal('not_found');
  if (found.archived) throw new Refusal('gone');
  const wanted = found.texts[input.locale];
  const text = wanted ?? found.texts[otherLanguage(input.locale)];
  if (text === null) throw new Refusal('not_found');
  const language = wanted === null ? otherLanguage(input.locale) : input.locale;
  return {
    noticeId: found.id,
    movedTo: found.slug === input.slug ? null : found.slug,
    notice: {
      slug: found.slug,
      locale: language,
      title: text.title,
      summary: text.summary,
      html: text.body,
      date: found.date,
      publishedAt: text.firstPublishedAt.toISOString(),
      updatedAt: text.publishedAt.toISOString(),
      fallback: wanted === null,
      counterpart: await counterpartOf(ctx, found, { language, text, origin: input.origin }),
    },
  };
}

/** The other language's text beside this one; null where there is none, or none is meant to be. */
async function counterpartOf(
  ctx: Context,
  notice: PublicNotice,
  own: { language: Language; text: PublicText; origin: string },
): Promise<SiteNotice['counterpart']> {
  const locale = otherLanguage(own.language);
  const { en, zh } = notice.texts;
  const other = notice.texts[locale];
  if (notice.languages !== 'both' || en === null || zh === null || other === null) return null;
  const heads = { en: en.revision, zh: zh.revision };
  const synced = syncedUpTo(notice.points, heads);
  const state = pairState({ heads, synced, languages: 'both', archived: false });
  const url = own.origin + noticePath(locale, notice.slug);
  const since = synced?.[locale] ?? null;
  const behind = since === null ? null : howFarBehind(notice.logs[locale], since);
  if (since === null || behind === null) {
    return { locale, url, state, behindSince: null, behindBy: null, changedBlocks: null };
  }
  const before = await revisionContent(ctx.db, {
    noticeId: notice.id,
    language: locale,
    number: since,
  });
  return {
    locale,
    url,
    state,
    behindSince: behind.since.toISOString(),
    behindBy: behind.by,
    changedBlocks: changedBlocks(diffContent(locale, before, other)),
  };
}
