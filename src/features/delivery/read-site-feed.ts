import { languageOf } from '../../core/locale.ts';
import type { Context } from '../../context.ts';
import type { Edition } from './contract.ts';
import { editions } from './contract.ts';
import { inEdition } from './list-site-notices.ts';
import type { ListedNotice } from './list-views.ts';
import { feedTexts, listedNotices } from './list-views.ts';
import { pageCategory } from './read-site-frame.ts';
import type { Wording } from './traditional.ts';

export const noticesInFeed = 30;

export interface FeedEntry extends ListedNotice {
  /** null: the text is too long for a feed. */
  readonly html: string | null;
  /** All editions that the notice has. */
  readonly editions: readonly Edition[];
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
  const texts = await feedTexts(
    ctx.db,
    rows.map((row) => row.id),
  );
  const shown = await inEdition(ctx, input.locale, rows);
  return Promise.all(
    shown.map(async (row) => {
      const own = texts.filter((text) => text.id === row.id);
      const body = own.find((text) => text.language === language)?.body ?? null;
      const isRead = language === 'zh' && body !== null;
      const html = isRead ? await input.wording.html(body) : body;
      const has = (edition: Edition) => own.some((text) => text.language === languageOf(edition));
      return { ...row, html, editions: editions.filter(has) };
    }),
  );
}
