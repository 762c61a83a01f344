import { imageAddress, linkAddress } from './links.ts';
import type { OpenableTag } from './placement.ts';
import { dropControls } from '../text-limits.ts';
import type { Report } from '../text-limits.ts';

/**
 * What becomes of an element: a `mark` is inline markup, a `block` is taken apart into paragraphs, of one
 * that goes `through` the content stays, and with one to `drop` its content goes. `tag`: kept under that.
 */
export type Rule =
  | { readonly role: 'mark'; readonly tag: string }
  | { readonly role: 'heading'; readonly tag: 'h2' | 'h3' | 'h4' }
  | { readonly role: 'container'; readonly tag: OpenableTag }
  | { readonly role: 'block' | 'drop' | 'through' };

const marks = new Map([
  ['a', 'a'],
  ['strong', 'strong'],
  ['b', 'strong'],
  ['em', 'em'],
  ['i', 'em'],
  ['cite', 'em'],
  ['sub', 'sub'],
  ['sup', 'sup'],
  ['code', 'code'],
  ['kbd', 'code'],
  ['samp', 'code'],
  ['tt', 'code'],
]);

const headings = new Map([
  ['h1', 'h2'],
  ['h2', 'h2'],
  ['h3', 'h3'],
  ['h4', 'h4'],
  ['h5', 'h4'],
  ['h6', 'h4'],
] as const);

const containers = new Map([
  ['ul', 'ul'],
  ['dir', 'ul'],
  ['menu', 'ul'],
  ['ol', 'ol'],
  ['li', 'li'],
  ['table', 'table'],
  ['caption', 'caption'],
  ['thead', 'thead'],
  ['tbody', 'tbody'],
  ['tfoot', 'tbody'],
  ['tr', 'tr'],
  ['th', 'th'],
  ['td', 'td'],
  ['blockquote', 'blockquote'],
  ['figure', 'figure'],
  ['figcaption', 'figcaption'],
] as const);

const blocks: ReadonlySet<string> = new Set(
  (
    'p div section article aside main header footer nav hgroup address pre center form fieldset legend ' +
    'details summary dialog dl dt dd body html search'
  ).split(' '),
);

const dropped: ReadonlySet<string> = new Set(
  (
    'script style title template noscript iframe object embed applet svg math audio video canvas textarea ' +
    'select option optgroup datalist button input xmp plaintext noembed noframes frameset frame portal ' +
    'meta link base marquee'
  ).split(' '),
);

const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...[...marks].map(([name, tag]) => [name, { role: 'mark', tag }] as const),
  ...[...headings].map(([name, tag]) => [name, { role: 'heading', tag }] as const),
  ...[...containers].map(([name, tag]) => [name, { role: 'container', tag }] as const),
  ...[...blocks].map((name) => [name, { role: 'block' }] as const),
  ...[...dropped].map((name) => [name, { role: 'drop' }] as const),
]);

export function ruleOf(element: string): Rule {
  return rules.get(element) ?? { role: 'through' };
}

/** Elements left out without a word: every saved page and every form has them. */
const silent: ReadonlySet<string> = new Set(['title', 'meta', 'link', 'base', 'input', 'option']);

export function reportDropped(element: string, report: Report): void {
  if (!silent.has(element)) report('element_dropped', `<${element}> was left out.`);
}

type Attributes = Readonly<Record<string, string>>;

/** An attribute as given, without those that an object has by nature. */
function given(attributes: Attributes, name: string): string | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/** Text of an attribute as it is kept: one line, NFC, no control characters. */
function words(value: string, report: Report): string {
  return dropControls(value, report).replace(/\s+/gu, ' ').trim().normalize('NFC');
}

/** Attributes of a link in canonical order; null: no link that may stand. */
export function linkAttributes(attributes: Attributes, report: Report): Attributes | null {
  const target = given(attributes, 'href');
  if (target === undefined) return null;
  const href = linkAddress(dropControls(target, report));
  if (href === null) {
    if (target.trim() !== '')
      report('link_dropped', 'A link to an address that is not allowed was removed.');
    return null;
  }
  const title = words(given(attributes, 'title') ?? '', report);
  return title === '' ? { href } : { href, title };
}

/** Attributes of an image in canonical order; null: no image that may stand. */
export function imageAttributes(attributes: Attributes, report: Report): Attributes | null {
  const src = imageAddress(given(attributes, 'src') ?? '');
  if (src === null) {
    report(
      'image_dropped',
      'An image was left out: only https and site-relative addresses are taken.',
    );
    return null;
  }
  const kept: Record<string, string> = { src, alt: words(given(attributes, 'alt') ?? '', report) };
  for (const name of ['width', 'height']) {
    const size = /^[1-9]\d{0,4}(?=(?:px)?$)/.exec(given(attributes, name)?.trim() ?? '')?.[0];
    if (size !== undefined) kept[name] = size;
  }
  return kept;
}

/** Attributes that a container keeps, in canonical order; those that say the default are dropped. */
export function containerAttributes(tag: string, attributes: Attributes): Attributes {
  const kept: Record<string, string> = {};
  if (tag === 'ol') {
    const start = /^-?\d{1,9}$/.exec(given(attributes, 'start')?.trim() ?? '')?.[0];
    if (start !== undefined && Number(start) !== 1) kept['start'] = String(Number(start) + 0);
  }
  if (tag !== 'td' && tag !== 'th') return kept;
  for (const name of ['colspan', 'rowspan']) {
    const span = /^[1-9]\d{0,2}$/.exec(given(attributes, name)?.trim() ?? '')?.[0];
    if (span !== undefined && span !== '1') kept[name] = span;
  }
  const scope = given(attributes, 'scope')?.trim().toLowerCase() ?? '';
  if (tag === 'th' && /^(?:row|col|rowgroup|colgroup)$/.test(scope)) kept['scope'] = scope;
  return kept;
}
