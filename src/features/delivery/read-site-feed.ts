import { languageOf } from '../../core/locale.ts';
import type { Context } from '../../context.ts';
import type { Edition } from './contract.ts';
import { inEdition } from './list-site-notices.ts';
import type { ListedNotice } from './list-views.ts';
import { listedNotices, publishedTexts } from './list-views.ts';
import { pageCategory } from './read-site-frame.ts';
import type { Wording } from './traditional.ts';

export const noticesInFeed = 30;

export interface FeedEntry extends ListedNotice {
  readonly html: string;
}

/** The newest notices that a locale has texts of its own for, with their texts. */
export async function readSiteFeed(
  ctx: Context,
  input: { locale: Edition; wording: Wording },
): Promise<FeedEntry[]> {
  const language = languageOf(input.locale);
  const rows = await listedNotices(ctx.db, {
    language,
    category: null,
    except: pageCategory,
    fallback: false,
    after: null,
    newer: false,
    limit: noticesInFeed,
  });
  const texts = await publishedTexts(
    ctx.db,
    rows.map((row) => row.id),
  );
  const shown = await inEdition(ctx, input.locale, rows);
  const wording = language === 'en' ? null : input.wording;
  return Promise.all(
    shown.map(async (row) => {
      const body = texts.find((text) => text.id === row.id && text.language === language)?.body;
      return { ...row, html: (await wording?.html(body ?? '')) ?? body ?? '' };
    }),
  );
}
