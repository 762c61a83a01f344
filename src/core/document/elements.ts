import { imageAddress, linkAddress } from './links.ts';
import { dropControls } from '../text-limits.ts';
import type { Report } from '../text-limits.ts';

/**
 * What becomes of an element: `mark` (inline markup), `heading`, a `container` of the body, a `block` that
 * is taken apart into paragraphs, `through` (its content stays, itself goes) or `drop` (with its content).
 */
export type Role = 'mark' | 'heading' | 'container' | 'block' | 'through' | 'drop';

interface Rule {
  readonly role: Role;
  /** The tag under which it is kept. */
  readonly tag: string;
}

const renamed: Readonly<Record<string, string>> = {
  b: 'strong',
  i: 'em',
  cite: 'em',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
  h1: 'h2',
  h5: 'h4',
  h6: 'h4',
  dir: 'ul',
  menu: 'ul',
  tfoot: 'tbody',
};

const tagsByRole: Readonly<Record<Exclude<Role, 'through'>, string>> = {
  mark: 'a strong b em i cite sub sup code kbd samp tt',
  heading: 'h1 h2 h3 h4 h5 h6',
  container: `ul ol dir menu li table caption thead tbody tfoot tr th td blockquote figure figcaption`,
  block: `p div section article aside main header footer nav hgroup address pre center form fieldset
    legend details summary dialog dl dt dd body html search`,
  drop: `script style title template noscript iframe object embed applet svg math audio video canvas
    textarea select option optgroup datalist button input xmp plaintext noembed noframes frameset frame
    portal meta link base marquee`,
};

const rules: ReadonlyMap<string, Rule> = new Map(
  Object.entries(tagsByRole).flatMap(([role, tags]) =>
    tags
      .split(/\s+/)
      .map((tag) => [tag, { role: role as Role, tag: renamed[tag] ?? tag }] as const),
  ),
);

export function ruleOf(element: string): Rule {
  return rules.get(element) ?? { role: 'through', tag: element };
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
  if (target === undefined || given(attributes, 'data-footnote-ref') !== undefined) return null;
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
