import { alignSegments } from '../../core/align.ts';
import { blockMap } from '../../core/block-map.ts';
import type { Language, Pair } from '../../core/language.ts';
import { languages, otherLanguage, pairOf } from '../../core/language.ts';
import type { Context } from '../../context.ts';
import type { Edition } from './contract.ts';
import type { Counterpart, FoundText } from './read-site-notice.ts';
import { contentOf, counterpartOf, findPublicText } from './read-site-notice.ts';
import type { PublicText } from './site-views.ts';
import { storedAlignment } from './site-views.ts';
import type { Wording } from './traditional.ts';
import { asWritten } from './traditional.ts';

/** A notice with all that its page says. Blocks are counted as in `counterpart.changedBlocks`. */
export interface SitePage {
  readonly noticeId: string;
  readonly slug: string;
  /** The slug of today, where the one asked for is an earlier one. */
  readonly movedTo: string | null;
  readonly asked: Edition;
  /** What the text is in. */
  readonly edition: Edition;
  readonly fallback: boolean;
  /** The locale's own text is behind this one, and out of sight until it has caught up. */
  readonly withheld: boolean;
  /** The languages that have a text of their own for readers. */
  readonly languages: readonly Language[];
  readonly category: { readonly id: string; readonly name: Pair<string> } | null;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly date: string | null;
  readonly publishedAt: Date;
  readonly updatedAt: Date;
  readonly counterpart: PageCounterpart | null;
  /** False for a preview, which has neither dates nor an address of its own. */
  readonly isPublic: boolean;
}

export interface PageCounterpart {
  readonly language: Language;
  readonly updatedAt: Date;
  /** Its block that answers each of this text's blocks. */
  readonly blocks: ReadonlyMap<number, number>;
  /** Its blocks that changed past what this text says, with this text's own; null: it is not ahead. */
  readonly ahead: readonly { readonly block: number; readonly own: number }[] | null;
}

/**
 * A published notice for the page of one locale.
 *
 * @throws Refusal `gone` for an archived notice, `not_found` where nothing is published
 */
export async function readSitePage(
  ctx: Context,
  input: { slug: string; locale: Edition; wording: Wording },
): Promise<SitePage> {
  const found = await findPublicText(ctx, input.slug, input.locale);
  const { notice, language, text } = found;
  const wording = language === 'en' ? asWritten : input.wording;
  const counterpart = await counterpartOf(ctx, found);
  return {
    noticeId: notice.id,
    slug: notice.slug,
    movedTo: notice.slug === input.slug ? null : notice.slug,
    asked: input.locale,
    edition: found.edition,
    fallback: found.fallback,
    withheld: found.withheld,
    languages: counterpart === null ? [language] : languages,
    category: notice.category,
    title: wording.text(text.title),
    summary: wording.text(text.summary),
    body: await wording.html(text.body),
    date: notice.date,
    publishedAt: text.firstPublishedAt,
    updatedAt: text.publishedAt,
    counterpart: counterpart && (await pageCounterpart(ctx, found, counterpart)),
    isPublic: true,
  };
}

async function pageCounterpart(
  ctx: Context,
  { notice, language, text }: FoundText,
  counterpart: Counterpart,
): Promise<PageCounterpart> {
  const content = counterpart.content ?? (await contentOf(ctx.db, notice.id, counterpart));
  const other = { ...counterpart.version, ...content };
  const texts = language === 'en' ? { en: text, zh: other } : { en: other, zh: text };
  const maps = await blockMaps(ctx, notice.id, texts);
  const own = maps[otherLanguage(language)];
  return {
    language: counterpart.language,
    updatedAt: counterpart.version.publishedAt,
    blocks: maps[language],
    ahead:
      counterpart.behind?.changedBlocks.map((block) => ({ block, own: own.get(block) ?? 0 })) ??
      null,
  };
}

/** Up to here both texts are aligned anew where no alignment is stored: 30 ms at most, measured. */
const mostSegments = 150;

/** Which block answers which, by the stored alignment or else one made now; of long texts by place. */
async function blockMaps(
  ctx: Context,
  noticeId: string,
  texts: Pair<PublicText>,
): Promise<Pair<ReadonlyMap<number, number>>> {
  const segments = {
    en: await ctx.engine.segments('en', texts.en),
    zh: await ctx.engine.segments('zh', texts.zh),
  };
  const stored = await storedAlignment(ctx.db, {
    noticeId,
    en: texts.en.revision,
    zh: texts.zh.revision,
  });
  const isLong = segments.en.length > mostSegments || segments.zh.length > mostSegments;
  if (stored === null && isLong) return pairOf((language) => samePlaces(segments, language));
  const beads = stored ?? alignSegments(segments.en, segments.zh);
  return pairOf((language) => blockMap(language, beads, segments));
}

function samePlaces(
  segments: Pair<readonly { readonly blockIndex: number }[]>,
  language: Language,
): ReadonlyMap<number, number> {
  const last = (side: Language) => segments[side].at(-1)?.blockIndex ?? 0;
  const end = last(otherLanguage(language));
  return new Map(
    Array.from({ length: last(language) + 1 }, (_, block) => [block, Math.min(block, end)]),
  );
}
