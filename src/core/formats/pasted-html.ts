import { Parser } from 'htmlparser2';
import { escapeText, openTag } from '../document/body-tree.ts';
import { ruleOf } from '../document/elements.ts';
import type { Report } from '../text-limits.ts';
import { nestingLimit, tooDeep } from '../text-limits.ts';
import type { Marker } from './list-marker.ts';
import { markerOf } from './list-marker.ts';
import { ListRun } from './pasted-lists.ts';
import type { FlatItem } from './pasted-lists.ts';
import type { Look, Style } from './pasted-style.ts';
import {
  hangs,
  inLook,
  isPadding,
  isSameLook,
  levelByMargin,
  listLevel,
  lookInside,
  readStyle,
} from './pasted-style.ts';

type Attributes = Readonly<Record<string, string>>;

/**
 * What word processors put on the clipboard, as HTML that says by elements what they say by styles: the
 * paragraphs that Word, Outlook and WPS Office write for the items of a list, and the lists of one item of Word
 * on the web, become nested lists without their drawn markers; bold, italic, raised and lowered text become
 * elements, and the `b` that Google Docs puts around everything none. What somebody deleted and word processors
 * still show as deleted is left out. What it gives is not yet sanitised.
 *
 * @param report is told what is left out, or looks another way
 * @throws Refusal `invalid` with `too_deep` where elements nest deeper than `nestingLimit`
 */
export function readPastedHtml(html: string, report: Report = () => undefined): string {
  const reader = new PastedReader(report);
  const parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, attributes),
    onclosetag: () => reader.close(),
    ontext: (text) => reader.text(text),
    oncomment: (comment) => reader.condition(comment),
    onprocessinginstruction: (_name, data) => reader.condition(data.slice(1)),
  });
  parser.end(html);
  return reader.finish();
}

/** Elements that say nothing but how text looks. */
const looks: ReadonlySet<string> = new Set(['span', 'font', 'b', 'strong', 'i', 'em', 'u', 'o:p']);
const voids: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'col', 'wbr']);
const keptAttributes: ReadonlySet<string> = new Set(
  'href title src alt width height start colspan rowspan scope'.split(' '),
);

/** What plays or draws something that a reader would miss. */
const embedded: ReadonlySet<string> = new Set(
  'iframe object embed svg math audio video canvas'.split(' '),
);
const struck: ReadonlySet<string> = new Set(['s', 'strike']);

/** An element that is open. */
interface Frame {
  readonly look: Look;
  readonly role: 'unread' | 'marker' | 'padding' | 'paragraph' | 'written';
  /** What is written at its end. */
  end: string;
  /** A list whose beginning is not written yet: Word on the web puts one around every item. */
  list: UnwrittenList | null;
}

interface UnwrittenList {
  readonly tag: 'ul' | 'ol';
  readonly attributes: Attributes;
  /** The number of its next item, where it says so. */
  next: number | null;
}

/** A paragraph that may turn out to be an item of a list. */
interface Paragraph {
  readonly tag: string;
  readonly style: Style;
  /** Word's style for paragraphs in lists, with or without a marker. */
  readonly isListed: boolean;
  /** Where its element itself says that it is an item. */
  readonly item: Omit<FlatItem, 'html'> | null;
  html: string[];
  isBlank: boolean;
  /** Its text so far, as long as it may be a marker. */
  lead: string | null;
  marker: string | null;
}

/** With the white space around it. */
const longestLead = 40;
/** Of what Word says in comments. */
const longestCondition = 40;
const unmarked: Look = { strong: false, em: false, shift: null, isHeading: false };

class PastedReader {
  readonly #frames: Frame[] = [];
  readonly #run = new ListRun();
  readonly #html: string[] = [];
  #paragraph: Paragraph | null = null;
  /** Between the comments that stand around a marker, for readers who do not know Word's lists. */
  #isMarker = false;
  /** Whether what comes next is not in one paragraph with what was before. */
  #isDivided = false;
  #text: { readonly look: Look; value: string } | null = null;

  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  open(element: string, attributes: Attributes): void {
    const name = element === 'p' ? paragraphTag(attributes) : element;
    if (this.#frames.length >= nestingLimit) throw tooDeep('body');
    const around = this.#frames.at(-1);
    const style = readStyle(attributes['style']);
    const look = lookInside(around?.look ?? unmarked, name, style);
    this.#tellOf(name, style);
    const role =
      this.#markerRole(name, style, around) ?? this.#blockRole(name, attributes, style, around);
    const frame: Frame = { look, role, end: '', list: null };
    if (role === 'written') this.#openWritten(name, attributes, frame);
    this.#frames.push(frame);
  }

  close(): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    // Text in it may be what begins its list.
    if (frame.list !== null) this.#flushText();
    this.#frames.pop();
    if (frame.role === 'paragraph') this.#endParagraph();
    else if (frame.list !== null || frame.end === divided) this.#divide();
    else if (frame.end !== '') this.#write(frame.end);
  }

  text(value: string): void {
    const frame = this.#frames.at(-1);
    const paragraph = this.#paragraph;
    if (frame?.role === 'unread') return;
    if (paragraph !== null && (this.#isMarker || frame?.role === 'marker')) {
      paragraph.marker = (paragraph.marker ?? '') + value;
      return;
    }
    const isBlank = value.trim() === '';
    const isInList = !this.#run.isEmpty || (frame?.list ?? null) !== null;
    const isBetween = paragraph === null && this.#text === null && isInList;
    if (isBlank && (isBetween || frame?.role === 'padding')) return;
    if (paragraph !== null) {
      paragraph.isBlank &&= isBlank;
      if (paragraph.lead !== null) paragraph.lead += value;
      if ((paragraph.lead?.length ?? 0) > longestLead) paragraph.lead = null;
    }
    const look = frame?.look ?? unmarked;
    if (this.#text !== null && isSameLook(this.#text.look, look)) {
      this.#text.value += value;
    } else {
      this.#flushText();
      this.#text = { look, value };
    }
  }

  /** A comment; Word's `[if !supportLists]` begins a marker, also as a declaration. */
  condition(comment: string): void {
    if (comment.length > longestCondition || this.#paragraph === null) return;
    const condition = comment.replace(/\s+/g, ' ').trim().toLowerCase();
    if (condition === '[if !supportlists]') {
      this.#isMarker = true;
      this.#paragraph.marker ??= '';
    } else if (condition === '[endif]') this.#isMarker = false;
  }

  finish(): string {
    this.#flushText();
    return this.#html.join('') + this.#run.take();
  }

  #tellOf(name: string, style: Style): void {
    if (name === 'del') this.#report('deleted_dropped', 'Text that was deleted was left out.');
    if (embedded.has(name)) this.#report('embedded_dropped', 'Something embedded was left out.');
    const isStruck = struck.has(name) || style.get('text-decoration')?.includes('line-through');
    if (isStruck === true)
      this.#report('struck_kept', 'Text that was struck out is ordinary text now.');
  }

  #markerRole(name: string, style: Style, around: Frame | undefined): Frame['role'] | null {
    const paragraph = this.#paragraph;
    const isLeftOut = ruleOf(name).role === 'drop' || name === 'xml' || name === 'del';
    if (around?.role === 'unread' || isLeftOut) return 'unread';
    if (paragraph === null) return null;
    const isMarker = this.#isMarker || around?.role === 'marker';
    if (isMarker || style.get('mso-list') === 'ignore') {
      paragraph.marker ??= '';
      return 'marker';
    }
    const mayBeItem = paragraph.isListed || hangs(paragraph.style);
    if (!mayBeItem || paragraph.lead === null || !isPadding(style)) return null;
    // Mail programs and Safari keep nothing of a marker but how it was drawn.
    paragraph.marker ??= paragraph.lead;
    paragraph.html = [];
    paragraph.isBlank = true;
    this.#text = null;
    return 'padding';
  }

  #blockRole(
    name: string,
    attributes: Attributes,
    style: Style,
    around: Frame | undefined,
  ): Frame['role'] {
    const classes = attributes['class'] ?? '';
    // Word on the web ends each paragraph with a space that stands for its mark.
    if (/(?:^|\s)EOP(?:\s|$)/.test(classes)) return 'unread';
    if (this.#paragraph !== null) return 'written';
    const isListed = /(?:^|\s)(?:x_)*MsoListParagraph/.test(classes);
    const item = name === 'li' ? itemOf(attributes, around?.list ?? null) : null;
    const isParagraph = /^(?:p|h[1-6])$/.test(name);
    const isItem = name === 'div' && (isListed || listLevel(style) !== null);
    if (!isParagraph && !isItem && item === null) return 'written';
    this.#flushText();
    this.#isDivided = false;
    const tag = isParagraph ? name : 'p';
    this.#paragraph = {
      ...{ tag, style, isListed, item },
      ...{ html: [], isBlank: true, lead: '', marker: null },
    };
    return 'paragraph';
  }

  #openWritten(name: string, attributes: Attributes, frame: Frame): void {
    if (looks.has(name)) return;
    if (ruleOf(name).role === 'block' && name !== 'pre') {
      this.#divide();
      frame.end = divided;
      return;
    }
    const kept = Object.fromEntries(
      Object.entries(attributes).filter(([attribute]) => keptAttributes.has(attribute)),
    );
    if ((name === 'ul' || name === 'ol') && this.#paragraph === null) {
      this.#flushText();
      frame.list = { tag: name, attributes: kept, next: numberIn(attributes['start']) };
      return;
    }
    this.#write(openTag(name, kept));
    if (!voids.has(name)) frame.end = `</${name}>`;
    if (this.#paragraph === null) return;
    this.#paragraph.lead = null;
    if (name !== 'br' && name !== 'a') this.#paragraph.isBlank = false;
  }

  #endParagraph(): void {
    this.#flushText();
    const paragraph = this.#paragraph;
    this.#paragraph = null;
    this.#isMarker = false;
    if (paragraph === null) return;
    const { tag, item, style } = paragraph;
    const marker = paragraph.marker === null ? null : markerOf(paragraph.marker);
    const html = markerInText(paragraph, marker) + paragraph.html.join('');
    const level = listLevel(style);
    const isItem = tag === 'p' && (marker === null ? level !== null : marker.type !== 'words');
    if (item !== null) this.#run.add({ ...item, html });
    else if (isItem) {
      const values = marker?.type === 'number' ? marker.values : null;
      this.#run.add({ depth: level ?? levelByMargin(style), values, html });
    } else if (paragraph.isBlank && marker === null) this.#isDivided = true;
    else if (paragraph.isListed && !this.#run.isEmpty) this.#run.addParagraph(html);
    else this.#write(`<${tag}>${html}</${tag}>`);
  }

  #divide(): void {
    this.#flushText();
    this.#isDivided = true;
  }

  #flushText(): void {
    if (this.#text === null) return;
    const { value, look } = this.#text;
    this.#text = null;
    this.#write(inLook(escapeText(value), look));
  }

  #write(html: string): void {
    this.#flushText();
    const into = this.#paragraph?.html ?? this.#html;
    if (this.#paragraph === null) {
      if (!this.#run.isEmpty) into.push(this.#run.take());
      for (const frame of this.#frames) beginList(frame, into);
    }
    if (this.#isDivided) into.push('<div></div>');
    this.#isDivided = false;
    into.push(html);
  }
}

/** The end of an element of which nothing stays but that it parts what is in it from what is around. */
const divided = '/';

function beginList(frame: Frame, into: string[]): void {
  if (frame.list === null) return;
  into.push(openTag(frame.list.tag, frame.list.attributes));
  frame.end = `</${frame.list.tag}>`;
  frame.list = null;
}

/** An item of Word on the web: its list is around it alone, and its level an attribute. */
function itemOf(attributes: Attributes, list: UnwrittenList | null): Paragraph['item'] {
  const level = numberIn(attributes['data-aria-level']);
  if (level === null || list === null) return null;
  if (list.tag === 'ul') return { depth: level, values: null };
  const number = list.next ?? numberIn(attributes['data-aria-posinset']);
  if (list.next !== null) list.next += 1;
  return { depth: level, values: number === null ? [] : [number] };
}

/** Word on the web writes headings as paragraphs with a role. */
function paragraphTag(attributes: Attributes): string {
  const level = numberIn(attributes['aria-level']);
  return attributes['role'] === 'heading' && level !== null ? `h${Math.min(level, 6)}` : 'p';
}

function numberIn(value: string | undefined): number | null {
  return value !== undefined && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : null;
}

/** What of the marker belongs to the text: all of it in headings and where it is words, else nothing. */
function markerInText({ tag, marker }: Paragraph, read: Marker | null): string {
  if (marker === null || read === null || read.type === 'bullet') return '';
  if (tag === 'p' && read.type === 'number') return '';
  const text = marker.replace(/\s+/gu, ' ').trim();
  return escapeText(
    /[\p{P}\p{Script=Han}]$/u.test(text) && /\p{Script=Han}/u.test(text) ? text : `${text} `,
  );
}
