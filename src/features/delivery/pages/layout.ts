import type { Edition } from '../contract.ts';
import { editions, pagePath } from '../contract.ts';
import type { SiteFrame } from '../read-site-frame.ts';
import { assetPaths } from './assets.ts';
import type { Markup } from './markup.ts';
import { markup, trusted } from './markup.ts';
import type { Speech } from './speech.ts';
import { editionNames, languageTags } from './speech.ts';
import { siteStyle } from './site.css.ts';

/** What a page is made in. */
export interface Setting {
  readonly speech: Speech;
  readonly frame: SiteFrame;
  /** The public address of the site, without a path. */
  readonly origin: string;
}

/** An edition of what a page shows. */
export interface Alternate {
  readonly edition: Edition;
  readonly path: string;
}

export interface Page {
  /** null: the site's own name stands alone. */
  readonly title: string | null;
  readonly description: string;
  /** The path that stands for all others with the same content; null: it is not for search engines. */
  readonly canonical: string | null;
  /** All editions of the same content, this one among them; empty: there are no others to be found. */
  readonly alternates: readonly Alternate[];
  /** Where readers of any language are led to their own edition. */
  readonly negotiated: string | null;
  /** This page in every locale, whatever it shows there. */
  readonly switchTo: Readonly<Record<Edition, string>>;
  /** Facts for whoever shows a link to the page. */
  readonly card: readonly (readonly [property: string, content: string])[];
  readonly current: 'home' | 'favourites' | 'other';
  readonly main: Markup;
}

/** A whole document. */
export function documentOf(setting: Setting, page: Page): string {
  const { speech, frame } = setting;
  const siteName = speech.name(frame.name);
  const title = page.title === null ? siteName : `${page.title} – ${siteName}`;
  return markup`<!doctype html>
<html lang="${languageTags[speech.locale]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${headOf(setting, page, siteName)}
<style>${trusted(siteStyle)}</style>
<script src="${assetPaths.script}" defer></script>
</head>
<body data-locale="${speech.locale}">
<a class="skip" href="#content">${speech.say('skip')}</a>
${header(setting, page, siteName)}
<main id="content" tabindex="-1">
${page.main}
</main>
${footer(setting, page, siteName)}
</body>
</html>
`.text;
}

function headOf({ speech, origin }: Setting, page: Page, siteName: string): Markup {
  const { locale } = speech;
  const links = page.alternates.map(
    ({ edition, path }) =>
      markup`<link rel="alternate" hreflang="${edition}" href="${origin + path}">\n`,
  );
  if (page.alternates.length > 0 && page.negotiated !== null) {
    links.push(
      markup`<link rel="alternate" hreflang="x-default" href="${origin + page.negotiated}">\n`,
    );
  }
  const canonical =
    page.canonical === null
      ? markup`<meta name="robots" content="noindex, follow">`
      : markup`<link rel="canonical" href="${origin + page.canonical}">`;
  return markup`${page.description !== '' && markup`<meta name="description" content="${page.description}">\n`}${canonical}
${links}<link rel="alternate" type="application/atom+xml" title="${siteName}" href="/site/${locale}/feed.xml">
<link rel="alternate" type="application/feed+json" title="${siteName}" href="/site/${locale}/feed.json">
<link rel="icon" type="image/svg+xml" href="${assetPaths.icon}">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfaf6">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#111614">
${cardOf(page, siteName, { locale, origin })}`;
}

const cardLocales: Readonly<Record<Edition, string>> = {
  en: 'en_US',
  zh: 'zh_CN',
  'zh-Hant': 'zh_TW',
};

/** Open Graph. */
function cardOf(
  page: Page,
  siteName: string,
  { locale, origin }: { locale: Edition; origin: string },
): Markup[] {
  const others = page.alternates.filter((each) => each.edition !== locale);
  const facts: (readonly [string, string])[] = [
    ['og:site_name', siteName],
    ['og:title', page.title ?? siteName],
    ['og:locale', cardLocales[locale]],
    ...others.map(({ edition }) => ['og:locale:alternate', cardLocales[edition]] as const),
    ...page.card,
  ];
  if (page.description !== '') facts.push(['og:description', page.description]);
  if (page.canonical !== null) facts.push(['og:url', origin + page.canonical]);
  return facts.map(
    ([property, content]) => markup`<meta property="${property}" content="${content}">\n`,
  );
}

function header({ speech }: Setting, page: Page, siteName: string): Markup {
  const home = `/${speech.locale}/`;
  const here = (current: Page['current']) =>
    page.current === current && markup` aria-current="page"`;
  return markup`<header class="top"><div class="bar">
<a class="brand" href="${home}">${mark}<span>${siteName}</span></a>
<nav class="menu" aria-label="${speech.say('menu')}"><ul>
<li><a href="${home}"${here('home')}>${speech.say('home')}</a></li>
<li><a href="/${speech.locale}/favourites"${here('favourites')}>${speech.say('favourites')}</a></li>
</ul></nav>
<nav class="languages" aria-label="${speech.say('languages')}"><ul>
${editions.map((edition) => languageLink(edition, speech.locale, page))}</ul></nav>
</div></header>`;
}

/** The switch remembers the reader's choice on the way. */
function languageLink(edition: Edition, current: Edition, page: Page): Markup {
  const tag = languageTags[edition];
  const { long, short } = editionNames[edition];
  const name = markup`<b class="long">${long}</b><b class="short">${short}</b>`;
  if (edition === current) {
    return markup`<li><span lang="${tag}" aria-current="true">${name}</span></li>\n`;
  }
  const path = page.switchTo[edition];
  const href = `${path}${path.includes('?') ? '&' : '?'}remember`;
  return markup`<li><a href="${href}" lang="${tag}" hreflang="${edition}" rel="nofollow" data-switch="${edition}">${name}</a></li>\n`;
}

/** Two half-discs that make one ring. */
const mark = trusted(
  '<svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false">' +
    '<path d="M11.25 2v5.8a4.3 4.3 0 0 0 0 8.4V22A10 10 0 0 1 11.25 2Z" fill="currentColor"/>' +
    '<path d="M12.75 2v5.8a4.3 4.3 0 0 1 0 8.4V22A10 10 0 0 0 12.75 2Z" fill="currentColor" opacity=".55"/></svg>',
);

function footer({ speech, frame, origin }: Setting, page: Page, siteName: string): Markup {
  const { locale } = speech;
  const about = frame.footer.map(({ slug, titles }) => {
    const language = locale === 'en' ? 'en' : 'zh';
    const own = titles[language];
    const title = own === undefined ? (titles.en ?? titles.zh ?? slug) : frame.wording.text(own);
    const tag = own === undefined && markup` lang="${language === 'en' ? 'zh-Hans' : 'en'}"`;
    return markup`<li><a href="${pagePath(locale, slug)}"${tag}>${title}</a></li>\n`;
  });
  return markup`<footer class="foot"><div class="bar">
<p class="name">${siteName}</p>
${about.length > 0 && markup`<nav aria-label="${speech.say('about')}"><ul>\n${about}</ul></nav>\n`}<nav aria-label="${speech.say('feeds')}"><ul>
<li><a href="/site/${locale}/feed.xml" type="application/atom+xml">Atom</a></li>
<li><a href="/site/${locale}/feed.json" type="application/feed+json">JSON Feed</a></li>
</ul></nav>
${page.canonical !== null && markup`<p class="address">${speech.say('address')} ${origin}${page.canonical}</p>\n`}</div></footer>`;
}
