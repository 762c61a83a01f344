import { extractFacts } from '../facts/extract.ts';
import type { Language } from '../language.ts';

const homeWords = [
  'home',
  'homepage',
  'home page',
  'index',
  '首页',
  '主页',
  '网站首页',
  '返回首页',
];

const navigationWords: ReadonlySet<string> = new Set([
  ...homeWords,
  ...'favorites;add to favorites;bookmark;set as homepage;english;english version;chinese;中文;中文版'.split(
    ';',
  ),
  ...'简体中文;繁體中文;繁体中文;简体;繁体;en;cn;zh;英文;英文版;收藏;加入收藏;收藏本站;设为首页'.split(
    ';',
  ),
  ...'news;news center;latest news;notices;announcements;login;log in;sign in;register;search'.split(
    ';',
  ),
  ...'新闻;新闻中心;新闻动态;通知公告;公告;公告通知;登录;注册;搜索;手机版;无障碍;长者模式'.split(
    ';',
  ),
  ...'menu;skip to content;skip to main content;about us;contact us;关于我们;联系我们;导航;菜单'.split(
    ';',
  ),
]);

const footerWords: ReadonlySet<string> = new Set([
  ...'introduction of website;exception clause;disclaimer;legal notice;legal statement;privacy'.split(
    ';',
  ),
  ...'privacy policy;privacy statement;terms of use;terms;cookie policy;sitemap;site map;feedback'.split(
    ';',
  ),
  ...'links;friendly links;related links;careers;recruitment;print;print this page;close'.split(
    ';',
  ),
  ...'close window;share;share to;back;back to top;back to list;top;previous;next;copyright'.split(
    ';',
  ),
  ...'网站简介;网站介绍;免责条款;免责声明;法律声明;隐私政策;隐私声明;版权声明;网站地图;站点地图'.split(
    ';',
  ),
  ...'友情链接;相关链接;意见反馈;在线留言;加入我们;招聘信息;使用帮助;打印;打印本页;打印此页;关闭'.split(
    ';',
  ),
  ...'关闭窗口;分享;分享到;返回;返回顶部;返回列表;上一篇;下一篇;技术支持;联系方式'.split(';'),
]);

const position =
  /^(?:您?(?:现在|当前|目前)?(?:所在|的)*位置|you are here|current (?:position|location)|position|location)\s*[:：]/iu;
const legal =
  /©|copyright\s*(?:\(c\)|\d{4}|by\b)|all rights reserved|版权所有|ICP[备证]|公网安备|^(?:主办|承办|主管)单位\s*[:：]|^(?:上一篇|下一篇|previous|next)\s*[:：]|扫一扫/iu;
const address =
  /^(?:地址|address|add\.?)\s*[:：].*(?:邮编|邮政编码|电话|传真|tel|fax|zip|postcode|post code|P\.C\.)/iu;
const metadataKey =
  /^[（([【]?\s*(?:(?:发布|发文|更新|公布|上传)?(?:日期|时间)|来源|信息来源|作者|(?:责任)?编辑|浏览(?:次数|量)?|点击(?:数|量|次数)?|阅读(?:次数|量)?|字号|字体|分享到|(?:publish(?:ed|ing)?|publication|release|posted|update[d]?)?\s*(?:date|time|on)|posted|published|updated|source|author|editor|views|hits|font size)\s*[:：]/iu;

/** In UTF-16 code units: longer lines are text, whatever words are in them. */
const longestMetadata = 200;
const longestFooter = 400;
const longestPart = 40;

/** The words of a line of links: divided by strokes, arrows, bars or wide gaps. */
function partsOf(text: string): string[] {
  return text
    .split(/[/|>»›·•｜＞→\u3000\t]|\s{2,}/u)
    .map((part) => part.replace(/^[\s[\]【】-]+|[\s[\]【】-]+$/gu, '').toLowerCase())
    .filter((part) => part !== '');
}

/** A line of links that leads elsewhere: a breadcrumb, a menu, a switch of languages. */
export function isNavigation(text: string): boolean {
  if (text.length > longestFooter) return false;
  if (position.test(text)) return true;
  const parts = partsOf(text);
  if (parts.length === 0 || parts.some((part) => part.length > longestPart)) return false;
  const known = parts.filter((part) => navigationWords.has(part)).length;
  if (known === parts.length) return true;
  const fromHome = homeWords.includes(parts[0] ?? '');
  return (parts.length > 1 && fromHome) || (parts.length > 2 && known * 2 >= parts.length);
}

/** A line at the end of a page that belongs to the site: legal links, copyright, registration numbers. */
export function isFooter(text: string): boolean {
  if (text.length > longestFooter) return false;
  if (legal.test(text)) return true;
  const parts = partsOf(text);
  if (parts.length === 0 || parts.some((part) => part.length > longestPart)) return false;
  const known = parts.filter((part) => footerWords.has(part) || navigationWords.has(part)).length;
  return known === parts.length || (parts.length > 1 && known * 2 >= parts.length);
}

/** The site's postal address: a footer where it stands right above one. */
export function isAddress(text: string): boolean {
  return text.length <= longestFooter && address.test(text);
}

/** A line about the page: date of publication, source, views; or nothing but a date. */
export function isMetadata(text: string, language: Language): boolean {
  if (text.length > longestMetadata) return false;
  return metadataKey.test(text) || isDateAlone(text, language);
}

/** Of metadata, what keeps its sense at the end of a page; a date alone there is a signature's. */
export function isLabelled(text: string): boolean {
  return text.length <= longestMetadata && metadataKey.test(text);
}

function isDateAlone(text: string, language: Language): boolean {
  const [date, ...others] = extractFacts(text, language).filter(({ type }) => type === 'date');
  if (!date || others.length > 0) return false;
  const rest = text.slice(0, date.from) + text.slice(date.to);
  return rest.replace(/[\d:：]/g, '').replace(/[\s()[\]（）【】]/gu, '') === '';
}

/** The first date with year, month and day that a text states, as `YYYY-MM-DD`; null where there is none. */
export function fullDateIn(text: string, language: Language): string | null {
  for (const { type, value } of extractFacts(text, language)) {
    if (type === 'date' && isDay(value)) return value;
  }
  return null;
}

/** Whether the text is a day of the calendar: `2024-02-29`, not `2023-02-29`. */
export function isDay(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
