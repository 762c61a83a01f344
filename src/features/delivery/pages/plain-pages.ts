import type { Edition } from '../contract.ts';
import type { Page, Setting } from './layout.ts';
import { documentOf } from './layout.ts';
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

/** What stands at an address without a notice, or with one that was archived. */
export function missingPage(setting: Setting, what: 'missing' | 'gone'): string {
  const { speech } = setting;
  const page: Page = {
    ...common('/'),
    title: speech.say(what),
    current: 'other',
    main: markup`<div class="list missing">
<h1>${speech.say(what)}</h1>
<p class="lead">${speech.say(`${what}Text`)}</p>
<p><a href="/${speech.locale}/">${speech.say('backHome')}</a></p>
</div>`,
  };
  return documentOf(setting, page);
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
