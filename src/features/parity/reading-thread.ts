import type { ContentInput, LooseInput, ReadContent } from '../../core/formats/content.ts';
import { readContent, readLoosely } from '../../core/formats/content.ts';
import type { NoticePage } from '../../core/formats/page.ts';
import { readNoticePage } from '../../core/formats/page.ts';
import type { Language } from '../../core/language.ts';
import { Refusal } from '../../core/refusal.ts';

export { searchTextOf as searchText } from '../../core/search.ts';
export { siteSearchTextOf as siteSearchText } from '../../core/site-search.ts';

/** A text that was read, or why it is refused: an error loses its class on the way between threads. */
export type Reading<T> =
  { readonly read: T } | { readonly refused: Pick<Refusal, 'code' | 'detail'> };

/** What runs in the reading thread: texts as they come in become content. No dictionary is loaded for it. */
export function content(input: { text: ContentInput; path: string }): Reading<ReadContent> {
  return attempt(() => readContent(input.text, input.path));
}

export function loose(input: { text: LooseInput; path: string }): Reading<ReadContent> {
  return attempt(() => readLoosely(input.text, input.path));
}

export function page(input: { text: string; language: Language }): Reading<NoticePage> {
  return attempt(() => readNoticePage(input.text, input.language));
}

function attempt<T>(read: () => T): Reading<T> {
  try {
    return { read: read() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: { code: error.code, detail: error.detail } };
  }
}
