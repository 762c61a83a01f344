import { hash } from 'node:crypto';
import type { SiteBlocks, SiteChanges } from './reader-contract.ts';
import type { Edition, SiteList, SiteNotice } from './contract.ts';
import { noticePath } from './contract.ts';
import type { Language } from '../../core/language.ts';
import { Variants } from './variants.ts';

/** An answer of the site with all its bytes, ready to be sent any number of times. */
export interface SiteAnswer {
  /** null: it depends on every notice. */
  readonly noticeId: string | null;
  /** The other language stands in for a text that is missing. */
  readonly fallback: boolean;
  /** Whether it is worth keeping. */
  readonly keep: boolean;
  /** Whether it shows what every page of the site shows. */
  readonly isPage: boolean;
  /** The language of its text, where that is behind its counterpart: of pages of a notice. */
  readonly behind: Language | null;
  /** Whether pages of other origins may read it, where any may. */
  readonly isShared: boolean;
  readonly variants: Variants;
}

/** Half a minute of staleness at most, then one reader in five minutes waits for nobody. */
export const siteCaching = 'public, max-age=30, stale-while-revalidate=300';

/** Keys by which a CDN purges: one for the notice, one for everything that lists notices. */
export function surrogateKey(noticeId: string): string {
  return `notice-${noticeId} notices`;
}

/**
 * The answer for one notice.
 *
 * @param asked the locale that it answers for, which is not the text's own where that is a fallback
 */
export function noticeAnswer(noticeId: string, notice: SiteNotice, asked: Edition): SiteAnswer {
  const { counterpart } = notice;
  const alternate =
    counterpart === null
      ? []
      : ['Link', `<${counterpart.url}>; rel="alternate"; hreflang="${counterpart.locale}"`];
  return answerOf(JSON.stringify(notice), {
    ...json,
    noticeId,
    fallback: notice.fallback,
    languages: notice.locale,
    surrogateKey: surrogateKey(noticeId),
    headers: alternate,
    location: noticePath(asked, notice.slug),
  });
}

/** The answer that tells which block answers which. */
export function blocksAnswer(noticeId: string, blocks: SiteBlocks): SiteAnswer {
  return answerOf(JSON.stringify(blocks), {
    ...json,
    noticeId,
    languages: null,
    surrogateKey: surrogateKey(noticeId),
  });
}

/** The answer that tells what changed. */
export function changesAnswer(changes: SiteChanges): SiteAnswer {
  return answerOf(JSON.stringify(changes), { ...json, languages: null });
}

/** The answer for a page of a list. */
export function listAnswer(
  list: SiteList,
  locale: Edition,
  { keep }: { keep: boolean } = { keep: true },
): SiteAnswer {
  const others = list.items.map((item) => item.locale).filter((each) => each !== locale);
  const languages = [...new Set([locale, ...others])].join(', ');
  return answerOf(JSON.stringify(list), { ...json, languages, keep });
}

const json = {
  type: 'application/json; charset=utf-8',
  surrogateKey: 'notices',
  isShared: true,
} as const;

export interface AnswerDetails {
  /** The media type. */
  readonly type: string;
  /** Content-Language; null: no language's. */
  readonly languages: string | null;
  readonly surrogateKey: string;
  readonly noticeId?: string | null;
  readonly fallback?: boolean;
  readonly keep?: boolean;
  readonly isPage?: boolean;
  readonly isShared?: boolean;
  readonly behind?: Language | null;
  readonly caching?: string;
  /** Further fields, names and values by turns. */
  readonly headers?: readonly string[];
  /** The fixed address of what is sent at the one that negotiates. */
  readonly location?: string;
}

/** An answer with its encodings. Its tag changes with its bytes, and with nothing else. */
export function answerOf(text: string, details: AnswerDetails): SiteAnswer {
  const { type, languages, caching = siteCaching, headers = [], location } = details;
  const body = Buffer.from(text);
  const digest = hash('sha256', body, 'base64url').slice(0, 24);
  const others = ['Surrogate-Key', details.surrogateKey];
  others.push('X-Content-Type-Options', 'nosniff', ...headers);
  const ofBody = ['Content-Type', type];
  if (languages !== null) ofBody.push('Content-Language', languages);
  return {
    noticeId: details.noticeId ?? null,
    fallback: details.fallback ?? false,
    keep: details.keep ?? true,
    isPage: details.isPage ?? false,
    isShared: details.isShared ?? false,
    behind: details.behind ?? null,
    variants: new Variants(body, digest, { ofBody, others, caching, location }),
  };
}
