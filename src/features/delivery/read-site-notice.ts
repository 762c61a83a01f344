import type { Content } from '../../core/document.ts';
import type { Language } from '../../core/language.ts';
import { otherLanguage } from '../../core/language.ts';
import { languageOf } from '../../core/locale.ts';
import { changedBlocks, howFarBehind } from '../../core/publication.ts';
import { Refusal } from '../../core/refusal.ts';
import type { PairState } from '../../core/sync.ts';
import { pairState, syncedUpTo } from '../../core/sync.ts';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../platform/database.ts';
import type { Edition, SiteNotice } from './contract.ts';
import { noticePath } from './contract.ts';
import { editionFor, wordingOf } from './read-site-frame.ts';
import { readPublicNotice } from './read-public-notice.ts';
import type { PublicNotice, PublicText, PublicVersion } from './site-views.ts';
import { revisionContent } from './site-views.ts';
import { asWritten } from './traditional.ts';

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
  const found = await findPublicText(ctx, input.slug, input.locale);
  const { notice, language, text, edition } = found;
  const wording = language === 'en' ? asWritten : await wordingOf(ctx, input.locale);
  const counterpart = await counterpartOf(ctx, found);
  return {
    noticeId: notice.id,
    movedTo: notice.slug === input.slug ? null : notice.slug,
    notice: {
      slug: notice.slug,
      locale: edition,
      title: wording.text(text.title),
      summary: wording.text(text.summary),
      html: await wording.html(text.body),
      date: notice.date,
      publishedAt: text.firstPublishedAt.toISOString(),
      updatedAt: text.publishedAt.toISOString(),
      fallback: found.fallback,
      converted: edition === 'zh-Hant',
      ...(found.withheld ? { withheld: true } : {}),
      counterpart: counterpart && {
        locale: counterpart.language,
        url: input.origin + noticePath(counterpart.language, notice.slug),
        state: counterpart.state,
        behindSince: counterpart.behind?.since.toISOString() ?? null,
        behindBy: counterpart.behind?.by ?? null,
        changedBlocks: counterpart.behind?.changedBlocks ?? null,
      },
    },
  };
}

/** A published text, as it was found for a reader of one locale. */
export interface FoundText {
  readonly notice: PublicNotice;
  readonly language: Language;
  readonly edition: Edition;
  readonly text: PublicText;
  /** The locale's own language has no text for readers. */
  readonly fallback: boolean;
  /** It has one that is published, but is behind and out of sight. */
  readonly withheld: boolean;
}

/** @throws Refusal `gone` for an archived notice, `not_found` where nothing is published */
export async function findPublicText(
  ctx: Pick<Context, 'db'>,
  slug: string,
  locale: Edition,
): Promise<FoundText> {
  const wanted = languageOf(locale);
  const notice = await readPublicNotice(ctx.db, { slug, language: wanted });
  if (notice === null) throw new Refusal('not_found');
  if (notice.archived) throw new Refusal('gone');
  const language = notice.versions[wanted] === null ? otherLanguage(wanted) : wanted;
  const version = notice.versions[language];
  if (version === null) throw new Refusal('not_found');
  const content = notice.content ?? (await contentOf(ctx.db, notice.id, { language, version }));
  const text = { ...version, ...content };
  const edition = editionFor(locale, language);
  const withheld = language !== wanted && notice.withheld.includes(wanted);
  return { notice, language, edition, text, fallback: language !== wanted, withheld };
}

/** What a version says; what was published does not change. */
export function contentOf(
  db: Queryable,
  noticeId: string,
  { language, version }: { readonly language: Language; readonly version: PublicVersion },
): Promise<Content> {
  return revisionContent(db, { noticeId, language, number: version.revision });
}

/** The other language's text beside a published one. */
export interface Counterpart {
  readonly language: Language;
  readonly version: PublicVersion;
  /** What it says, where it had to be read; null: it was not. */
  readonly content: Content | null;
  readonly state: PairState;
  /** How far the text that it stands beside is behind it; null: it is not. */
  readonly behind: {
    readonly since: Date;
    readonly by: number;
    readonly changedBlocks: number[];
  } | null;
}

/** null: the other language has no published text, or is not meant to have one. */
export async function counterpartOf(
  ctx: Pick<Context, 'db' | 'engine'>,
  { notice, language: own }: Pick<FoundText, 'notice' | 'language'>,
): Promise<Counterpart | null> {
  const language = otherLanguage(own);
  const { en, zh } = notice.versions;
  const version = notice.versions[language];
  if (notice.languages !== 'both' || en === null || zh === null || version === null) return null;
  const heads = { en: en.revision, zh: zh.revision };
  const synced = syncedUpTo(notice.points, heads);
  const state = pairState({ heads, synced, languages: 'both', archived: false });
  const number = synced?.[language];
  // Behind what readers get, which may be older than what was published last.
  const behind =
    number === undefined || version.revision <= number
      ? null
      : howFarBehind(notice.logs[language], number);
  if (number === undefined || behind === null) {
    return { language, version, content: null, state, behind: null };
  }
  const before = await revisionContent(ctx.db, { noticeId: notice.id, language, number });
  const content = await contentOf(ctx.db, notice.id, { language, version });
  const diff = await ctx.engine.diff({ language, before, after: content });
  const changed = { ...behind, changedBlocks: changedBlocks(diff) };
  return { language, version, content, state, behind: changed };
}
