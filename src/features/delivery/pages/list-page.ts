import type { Edition } from '../contract.ts';
import { editions, pagePath } from '../contract.ts';
import type { ListItem, ListPage, ListQuery } from '../read-list-page.ts';
import type { Page, Setting } from './layout.ts';
import { documentOf } from './layout.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import { phrased } from './phrases.ts';
import type { Speech } from './speech.ts';
import { languageTags } from './speech.ts';

/** The home page, a category's, a search's, and whatever pages follow each. */
export function listPage(setting: Setting, list: ListPage): string {
  const { speech } = setting;
  const { query } = list;
  const category = list.categories.find((each) => each.id === query.category) ?? null;
  const heading = category === null ? speech.say('notices') : speech.name(category.name);
  const isHome =
    category === null && query.q === '' && query.older === null && query.newer === null;
  const suffix = searchOf({ ...query });
  const isFound = query.q !== '' || query.newer !== null;
  const page: Page = {
    title: isHome ? null : query.q === '' ? heading : speech.say('found', { q: query.q }),
    description: '',
    canonical: isFound ? null : `/${speech.locale}/${suffix}`,
    // Further pages hold other notices in another language.
    alternates:
      isFound || query.older !== null
        ? []
        : editions.map((edition) => ({ edition, path: `/${edition}/${suffix}` })),
    negotiated: isHome ? '/' : null,
    switchTo: switchesOf(searchOf({ category: query.category, q: query.q })),
    card: [['og:type', 'website']],
    current: isHome ? 'home' : 'other',
    main: markup`<div class="list">
<div class="opening"><h1>${query.q === '' ? heading : speech.say('found', { q: query.q })}</h1>
${searchForm(speech, list)}</div>
${categoryLinks(speech, list)}
${itemsOf(speech, list)}
${pager(speech, list)}
</div>`,
  };
  return documentOf(setting, page);
}

function switchesOf(suffix: string): Record<Edition, string> {
  return { en: `/en/${suffix}`, zh: `/zh/${suffix}`, 'zh-Hant': `/zh-Hant/${suffix}` };
}

/** The address that stands for all that ask for the same. */
export function listAddress(locale: Edition, query: ListQuery): string {
  return `/${locale}/${searchOf({ ...query })}`;
}

/** The query part of an address, of what is set. */
function searchOf(query: Readonly<Record<string, string | null>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== '') parameters.set(name, value);
  }
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

function searchForm(speech: Speech, { query }: ListPage): Markup {
  return markup`<form class="search" role="search" action="/${speech.locale}/" method="get">
<label for="q">${speech.say('searchLabel')}</label>
<input id="q" name="q" type="search" value="${query.q}" maxlength="200" enterkeyhint="search" autocomplete="off">
${query.category !== null && markup`<input type="hidden" name="category" value="${query.category}">\n`}<button>${speech.say('search')}</button>
</form>`;
}

function categoryLinks(speech: Speech, { categories, query }: ListPage): Markup | false {
  if (categories.length < 2) return false;
  const link = (id: string | null, name: string) =>
    markup`<li><a href="/${speech.locale}/${searchOf({ category: id, q: query.q })}"${
      id === query.category && markup` aria-current="page"`
    }>${name}</a></li>\n`;
  return markup`<nav class="categories" aria-label="${speech.say('categories')}"><ul>
${link(null, speech.say('all'))}${categories.map(({ id, name }) => link(id, speech.name(name)))}</ul></nav>`;
}

function itemsOf(speech: Speech, list: ListPage): Markup {
  if (list.items.length > 0) {
    return markup`<ol class="items">
${list.items.map((item) => itemOf(speech, item, list))}</ol>`;
  }
  const { q } = list.query;
  return markup`<p class="nothing" role="status">${q === '' ? speech.say('nothing') : speech.say('nothingFound', { q })}</p>
${q !== '' && markup`<p><a href="/${speech.locale}/">${speech.say('backHome')}</a></p>`}`;
}

function itemOf(speech: Speech, item: ListItem, { categories, query }: ListPage): Markup {
  const { locale } = speech;
  const category = categories.find((each) => each.id === item.category);
  const lang = item.edition !== locale && markup` lang="${languageTags[item.edition]}"`;
  const isNamed = category !== undefined && query.category === null;
  return markup`<li><article>
<h2><a href="${pagePath(locale, item.slug)}"${lang}>${phrased(item.title, item.edition)}</a></h2>
<p class="meta"><time datetime="${item.date ?? item.firstPublishedAt.toISOString()}">${speech.date(item.date ?? item.firstPublishedAt)}</time>${
    isNamed && markup`<span>${speech.name(category.name)}</span>`
  }${item.fallback && markup`<span class="only">${speech.say('onlyOther')}</span>`}</p>
${textOf(item, locale)}</article></li>
`;
}

function textOf(item: ListItem, locale: Edition): Markup | false {
  const { excerpt, summary, edition } = item;
  const lang = (of: Edition) => of !== locale && markup` lang="${languageTags[of]}"`;
  if (excerpt !== null) {
    return markup`<p${lang(excerpt.edition)}>${excerpt.before}<mark>${excerpt.hit}</mark>${excerpt.after}</p>\n`;
  }
  return summary !== '' && markup`<p${lang(edition)}>${summary}</p>\n`;
}

function pager(speech: Speech, { older, newer, query }: ListPage): Markup | false {
  if (older === null && newer === null) return false;
  const link = (place: 'older' | 'newer', cursor: string | null) =>
    cursor !== null &&
    markup`<a class="${place}" rel="${place === 'older' ? 'next' : 'prev'}" href="/${speech.locale}/${searchOf(
      { category: query.category, q: query.q, [place]: cursor },
    )}">${speech.say(place)}</a>`;
  return markup`<nav class="pager" aria-label="${speech.say('pages')}">${link('newer', newer)}${link('older', older)}</nav>`;
}
