import type { Language, Pair } from '../../core/language.ts';
import type { Context } from '../../context.ts';
import { readSettings } from '../notices/set-house.ts';
import type { Edition } from './contract.ts';
import { everHadSlug, publicTitles } from './frame-views.ts';
import type { Wording } from './traditional.ts';
import { asWritten, traditionalWording } from './traditional.ts';

/** The category of what is no announcement: its notices stand in the footer instead of the lists. */
export const pageCategory = 'page';
/** The pages that every other page links to, in this order, once they are published. */
export const footerSlugs = ['introduction', 'exception-clause'] as const;

/** What every page of the site shows or needs. */
export interface SiteFrame {
  readonly name: Pair<string>;
  readonly timeZone: string;
  readonly footer: readonly { readonly slug: string; readonly titles: Partial<Pair<string>> }[];
  /** How texts of the locale's language read in it. */
  readonly wording: Wording;
}

/** What the pages of a locale have in common, at this moment. */
export async function readSiteFrame(ctx: Pick<Context, 'db'>, locale: Edition): Promise<SiteFrame> {
  const { siteName, timeZone, protectedNames } = await readSettings(ctx.db);
  const pages = await publicTitles(ctx.db, footerSlugs);
  const footer = footerSlugs.flatMap((slug) => pages.filter((page) => page.slug === slug));
  const wording = locale === 'zh-Hant' ? await traditionalWording(protectedNames) : asWritten;
  return { name: siteName, timeZone, footer, wording };
}

/** How texts of the locale's language read in it. */
export async function wordingOf(ctx: Pick<Context, 'db'>, locale: Edition): Promise<Wording> {
  if (locale !== 'zh-Hant') return asWritten;
  return traditionalWording((await readSettings(ctx.db)).protectedNames);
}

/** Whether a notice is, or was, one that every page links to. */
export async function isOnEveryPage(ctx: Pick<Context, 'db'>, noticeId: string): Promise<boolean> {
  return everHadSlug(ctx.db, noticeId, footerSlugs);
}

/** The edition that a text is read in where a locale was asked for and the text is in a language. */
export function editionFor(locale: Edition, language: Language): Edition {
  if (language === 'en') return 'en';
  return locale === 'zh-Hant' ? 'zh-Hant' : 'zh';
}
