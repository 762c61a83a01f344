import type { Edition } from '../contract.ts';
import { pagePath } from '../contract.ts';
import type { Page, Setting } from './layout.ts';
import { documentOf } from './layout.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';

/** The notices that a reader marked: a list that the reader's browser fills in. */
export function favouritesPage(setting: Setting): string {
  const { speech } = setting;
  const page: Page = {
    ...common('/favourites'),
    title: speech.say('favourites'),
    current: 'favourites',
    main: markup`<div class="list">
<h1>${speech.say('favourites')}</h1>
<p class="lead">${speech.say('favouritesIntro')}</p>
<noscript><p class="note">${speech.say('favouritesScript')}</p></noscript>
<ol class="items" data-favourites data-remove="${speech.say('favouriteRemove')}" data-gone="${speech.say('favouriteGone')}"></ol>
<p class="nothing" data-none hidden>${speech.say('favouritesNone')}</p>
</div>`,
  };
  return documentOf(setting, page);
}

/**
 * A page that says one thing: there is no such page, the notice was archived, a preview is over, a report
 * has arrived. It leads back to the notice of `slug`, or else home.
 */
export function plainPage(
  setting: Setting,
  { what, slug }: { what: 'missing' | 'gone' | 'previewOver' | 'reported'; slug?: string },
): string {
  const { speech } = setting;
  const back =
    slug === undefined
      ? markup`<a href="/${speech.locale}/">${speech.say('backHome')}</a>`
      : markup`<a href="${pagePath(speech.locale, slug)}">${speech.say('backNotice')}</a>`;
  const main = markup`<div class="list missing">
<h1>${speech.say(what)}</h1>
<p class="lead">${speech.say(`${what}Text`)}</p>
<p>${back}</p>
</div>`;
  return pageWithoutAddress(setting, { title: speech.say(what), main });
}

/** A page that is not for search engines, and that the language switch leads home from. */
export function pageWithoutAddress(
  setting: Setting,
  { title, main }: { readonly title: string; readonly main: Markup },
): string {
  return documentOf(setting, { ...common('/'), title, current: 'other', main });
}

function common(path: string) {
  const switchTo: Record<Edition, string> = {
    en: `/en${path}`,
    zh: `/zh${path}`,
    'zh-Hant': `/zh-Hant${path}`,
  };
  return {
    description: '',
    canonical: null,
    alternates: [],
    negotiated: null,
    switchTo,
    card: [['og:type', 'website']] as const,
  };
}
