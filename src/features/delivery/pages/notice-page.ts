import { blocksOf } from '../../../core/document.ts';
import { languageOf } from '../../../core/locale.ts';
import type { Edition } from '../contract.ts';
import { editions, pagePath } from '../contract.ts';
import { pageCategory } from '../read-site-frame.ts';
import type { SitePage } from '../read-site-page.ts';
import type { BlockDress } from './body.ts';
import { dressedBody } from './body.ts';
import type { Page, Setting } from './layout.ts';
import { documentOf } from './layout.ts';
import type { Markup } from './markup.ts';
import { markup, trusted } from './markup.ts';
import { phrased } from './phrases.ts';
import { reportForm } from './report-form.ts';
import type { Speech } from './speech.ts';
import { languageMarks, languageTags } from './speech.ts';
import { descriptionOf } from './description.ts';

/** The page of one notice. */
export function noticePage(setting: Setting, notice: SitePage): string {
  const { speech } = setting;
  const { slug, edition } = notice;
  const others = editions.filter((each) => notice.languages.includes(languageOf(each)));
  const page: Page = {
    title: notice.title,
    description: notice.summary === '' ? descriptionOf(notice.body) : notice.summary,
    // What stands in for a missing text has its own address in its own language.
    canonical: pagePath(edition, slug),
    alternates: notice.fallback
      ? []
      : others.map((each) => ({ edition: each, path: pagePath(each, slug) })),
    negotiated: `/notices/${encodeURIComponent(slug)}`,
    switchTo: switchesOf(slug),
    card: cardOf(notice),
    current: 'other',
    main: articleOf(speech, notice, notesOf(speech, notice)),
  };
  return documentOf(setting, page);
}

/** The notice itself, with what a reader should know before reading. */
export function articleOf(speech: Speech, notice: SitePage, notes: Markup): Markup {
  const { edition, asked, counterpart, slug } = notice;
  return markup`<article class="notice"${edition !== asked && markup` lang="${languageTags[edition]}"`}>
${headOf(speech, notice)}
<div class="notes">${notes}</div>
${bodyOf(speech, notice)}
${counterpart !== null && reportForm(speech, slug)}</article>`;
}

function switchesOf(slug: string): Record<Edition, string> {
  return {
    en: pagePath('en', slug),
    zh: pagePath('zh', slug),
    'zh-Hant': pagePath('zh-Hant', slug),
  };
}

function cardOf(notice: SitePage): Page['card'] {
  const card: [string, string][] = [
    ['og:type', 'article'],
    ['article:published_time', notice.publishedAt.toISOString()],
    ['article:modified_time', notice.updatedAt.toISOString()],
  ];
  const image = /<img src="(https:[^"]*)"/.exec(notice.body)?.[1];
  if (image !== undefined) card.push(['og:image', image.replaceAll('&amp;', '&')]);
  return card;
}

function headOf(speech: Speech, notice: SitePage): Markup {
  const { category, summary } = notice;
  const crumb =
    category !== null &&
    category.id !== pageCategory &&
    markup`<p class="crumb"${ownLang(notice)}><a href="/${notice.asked}/?category=${category.id}">${speech.name(category.name)}</a></p>\n`;
  return markup`<header>
${crumb}<h1 id="b0"${mapped(notice, 0)}>${phrased(notice.title, notice.edition)}</h1>
${summary !== '' && markup`<p class="summary" id="b1"${mapped(notice, 1)}>${summary}</p>\n`}</header>
<div class="side"${ownLang(notice)}>
${notice.isPublic && asideOf(speech, notice)}${contentsOf(speech, notice)}</div>`;
}

function asideOf(speech: Speech, notice: SitePage): Markup {
  return markup`${datesOf(speech, notice)}<button type="button" class="favourite" data-favourite="${notice.slug}" data-added="${speech.say('favouriteAdded')}" hidden>${speech.say('favouriteAdd')}</button>
`;
}

/** Words of the page itself, where the article is in another language. */
function ownLang({ asked, edition }: SitePage): Markup | false {
  return asked !== edition && markup` lang="${languageTags[asked]}"`;
}

function datesOf(speech: Speech, { date, publishedAt, updatedAt }: SitePage): Markup {
  const published = speech.date(date ?? publishedAt);
  const updated = speech.date(updatedAt);
  const isUpdated = updated !== speech.date(publishedAt) && updated !== published;
  const words = speech.say('updated', { date: updated });
  return markup`<p><time datetime="${date ?? publishedAt.toISOString()}">${published}</time></p>
${isUpdated && markup`<p><time datetime="${updatedAt.toISOString()}">${words}</time></p>\n`}`;
}

/** Fewer headings are seen at a glance. */
const fewestHeadings = 3;

function contentsOf(speech: Speech, notice: SitePage): Markup | false {
  const blocks = blocksOf(notice).filter((block) => block.kind === 'heading' && block.level === 2);
  if (blocks.length < fewestHeadings) return false;
  const lang = notice.asked !== notice.edition && markup` lang="${languageTags[notice.edition]}"`;
  return markup`<nav class="contents" aria-labelledby="contents"><h2 id="contents">${speech.say('contents')}</h2><ul${lang}>
${blocks.map((block) => markup`<li><a href="#b${block.index}">${block.text}</a></li>\n`)}</ul></nav>\n`;
}

/** What a reader should know before reading. */
function notesOf(speech: Speech, notice: SitePage): Markup {
  const notes: Markup[] = [];
  const lang = ownLang(notice);
  if (notice.fallback) {
    const says = speech.say(notice.withheld ? 'withheld' : 'fallback');
    notes.push(markup`<p class="note missing"${lang}>${says}</p>\n`);
  }
  if (notice.edition === 'zh-Hant') {
    const original = pagePath('zh', notice.slug);
    notes.push(
      markup`<p class="note converted"${lang}>${linked(speech.say('converted'), original, 'zh')}</p>\n`,
    );
  }
  const ahead = aheadNote(speech, notice);
  if (ahead !== null) notes.push(ahead);
  return markup`${notes}`;
}

function aheadNote(speech: Speech, { counterpart, slug }: SitePage): Markup | null {
  if (counterpart === null || counterpart.ahead === null) return null;
  const { ahead, language } = counterpart;
  const date = speech.date(counterpart.updatedAt);
  const [first] = ahead;
  const says =
    first === undefined
      ? speech.say('aheadShorter', { date })
      : speech.say('ahead', { date, count: ahead.length });
  const href = `${pagePath(language, slug)}#b${first?.block ?? 0}`;
  return markup`<p class="note ahead">${linked(says, href, language)}</p>\n`;
}

/** A sentence with its `<1>…</1>` made a link. */
function linked(text: string, href: string, edition: Edition): Markup {
  const [before = '', inside = '', after = ''] = text.split(/<\/?1>/);
  return markup`${before}<a href="${href}" hreflang="${edition}">${inside}</a>${after}`;
}

/** The counterpart's block, where it has not the same number: for whoever switches the language here. */
function mapped({ counterpart }: SitePage, block: number): Markup | false {
  const answer = counterpart?.blocks.get(block);
  return answer !== undefined && answer !== block && markup` data-to="b${answer}"`;
}

function bodyOf(speech: Speech, notice: SitePage): Markup {
  const first = notice.summary === '' ? 1 : 2;
  const body = dressedBody(notice.body, {
    first,
    dress: (block, isTop) => blockDress(speech, notice, { block, isTop }),
    tableName: speech.say('table'),
  });
  return markup`<div class="body">${body}</div>`;
}

function blockDress(
  speech: Speech,
  notice: SitePage,
  { block, isTop }: { block: number; isTop: boolean },
): BlockDress {
  const { counterpart, slug } = notice;
  if (counterpart === null) return { attributes: trusted(''), end: trusted('') };
  const { language } = counterpart;
  const ahead = counterpart.ahead?.find((each) => each.own === block);
  const answer = ahead?.block ?? counterpart.blocks.get(block) ?? block;
  const href = `${pagePath(language, slug)}#b${answer}`;
  const attributes = markup`${mapped(notice, block)}${ahead !== undefined && markup` class="behind"`}`;
  if (ahead !== undefined) {
    return {
      attributes,
      end: markup` <a class="newer" href="${href}" hreflang="${language}">${speech.say('aheadHere')}</a>`,
    };
  }
  const mark = languageMarks[language];
  const link = markup` <a class="same" href="${href}" hreflang="${language}" aria-label="${speech.say('same')}"><span lang="${languageTags[language]}">${mark}</span></a>`;
  return { attributes, end: isTop ? link : trusted('') };
}
