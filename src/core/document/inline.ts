import type { Inline, Mark } from './block.ts';
import { firstCharacter, joinsTight, lastCharacter } from './white-space.ts';

/** Spaces in a row that are kept: enough to see that somebody typed too many. */
const mostSpaces = 4;

function spaces(count: number): string {
  return ' '.repeat(Math.min(count, mostSpaces));
}

interface GrowingMark {
  from: number;
  to: number;
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The latest mark directly inside. */
  last: GrowingMark | null;
}

interface OpenMark {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Whether the same markup is open already: saying it twice says nothing. */
  readonly isRepeated: boolean;
  /** Null until the first character comes: white space and images do not begin a mark. */
  mark: GrowingMark | null;
}

/**
 * Builds the text and marks of one block from text, opening and closing marks and void marks, and brings
 * them to the one canonical form that `Mark` describes. Equal neighbours become one mark, empty ones none.
 */
export class InlineBuilder {
  #text = '';
  /** Last character of the text: asking a growing string for it would copy the string each time. */
  #last = '';
  /** White space since the last character: what a line break leaves is decided by what comes next. */
  #gap: string = '';
  readonly #marks: GrowingMark[] = [];
  readonly #open: OpenMark[] = [];
  /** Of the open marks. */
  readonly #tags = new Set<string>();
  /** How many of the open marks have begun: always the outermost. */
  #begun = 0;
  readonly #root: GrowingMark = { from: 0, to: 0, tag: '', attributes: {}, last: null };

  get hasText(): boolean {
    return this.#text !== '';
  }

  /** Whether nothing but white space came after the last `br`. */
  get endsWithBreak(): boolean {
    const last = this.#marks.at(-1);
    return last?.tag === 'br' && last.from === this.#text.length;
  }

  text(chunk: string): void {
    for (const [run] of chunk.matchAll(/\s+|\S+/gu)) {
      if (run.trim() !== '') this.#append(run);
      else if (run.includes('\n')) this.#gap = '\n';
      else if (this.#gap !== '\n' && run.length > this.#gap.length) this.#gap = spaces(run.length);
    }
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    const isRepeated = this.#tags.has(tag);
    this.#tags.add(tag);
    this.#open.push({ tag, attributes, isRepeated, mark: null });
  }

  /** Closes the mark opened last. */
  close(): void {
    const open = this.#open.pop();
    if (!open) return;
    if (!open.isRepeated) {
      this.#tags.delete(open.tag);
      if (open.mark) open.mark.to = this.#text.length;
    }
    this.#begun = Math.min(this.#begun, this.#open.length);
  }

  void(tag: string, attributes: Readonly<Record<string, string>>): void {
    const at = this.#text.length;
    this.#marks.push({ from: at, to: at, tag, attributes, last: null });
    if (tag === 'br') this.#gap = '\n';
  }

  finish(): Inline {
    while (this.#open.length > 0) this.close();
    const marks = this.#marks.map(({ from, to, tag, attributes }) => ({
      from,
      to,
      tag,
      attributes,
    }));
    return composed(this.#text, settleImages(withoutEdgeBreaks(marks, this.#text.length)));
  }

  #append(run: string): void {
    if (this.#text !== '') {
      const tight = this.#gap === '\n' && joinsTight(this.#last, firstCharacter(run));
      if (!tight) this.#text += this.#gap === '\n' ? ' ' : this.#gap;
    }
    this.#gap = '';
    this.#begin();
    this.#text += run;
    this.#last = lastCharacter(run);
  }

  #begin(): void {
    let parent = this.#open[this.#begun - 1]?.mark ?? this.#root;
    for (; this.#begun < this.#open.length; this.#begun += 1) {
      const open = this.#open[this.#begun];
      if (!open) break;
      open.mark = open.isRepeated
        ? parent
        : (this.#continued(parent, open) ?? this.#added(parent, open));
      parent = open.mark;
    }
  }

  #continued(parent: GrowingMark, open: OpenMark): GrowingMark | null {
    const { last } = parent;
    const touches = last !== null && last.tag === open.tag && last.to === this.#text.length;
    return touches && sameAttributes(last.attributes, open.attributes) ? last : null;
  }

  #added(parent: GrowingMark, { tag, attributes }: OpenMark): GrowingMark {
    const at = this.#text.length;
    const mark = { from: at, to: at, tag, attributes, last: null };
    this.#marks.push(mark);
    parent.last = mark;
    return mark;
  }
}

function sameAttributes(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/**
 * The text as readers see it, spaces in a row as one, with its marks: what sentences, facts and
 * alignment are found in. The body keeps the spaces, so that taking one out is an edit.
 */
export function asRead({ text, marks }: Inline): Inline {
  const runs = [...text.matchAll(/ {2,}/g)];
  if (runs.length === 0) return { text, marks };
  const moved = (offset: number): number =>
    runs.reduce(
      (at, { 0: run, index }) => at - Math.min(Math.max(offset - index - 1, 0), run.length - 1),
      offset,
    );
  return {
    text: text.replace(/ {2,}/g, ' '),
    marks: marks.map((mark) => ({ ...mark, from: moved(mark.from), to: moved(mark.to) })),
  };
}

/** Line breaks before the first and after the last thing seen, and repeated ones, say nothing. */
function withoutEdgeBreaks(marks: Mark[], end: number): Mark[] {
  const firstImage = marks.findIndex(({ tag }) => tag === 'img');
  const lastImage = marks.findLastIndex(({ tag }) => tag === 'img');
  return marks.filter((mark, index) => {
    if (mark.tag !== 'br') return true;
    const previous = marks[index - 1];
    if (previous?.tag === 'br' && previous.from === mark.from) return false;
    const imageBefore = firstImage !== -1 && firstImage < index;
    if (mark.from === 0 && !imageBefore) return false;
    return mark.from < end || lastImage > index;
  });
}

/** An image inside a link's text belongs to that link; one at its edge, or alone, has the link itself. */
function settleImages(marks: Mark[]): Mark[] {
  let link: Mark | null = null;
  return marks.map((mark) => {
    if (mark.tag === 'a') link = mark;
    const { href, ...attributes } = mark.attributes;
    if (mark.tag !== 'img' || href === undefined) return mark;
    const inside = link !== null && link.from < mark.from && mark.to < link.to;
    return inside ? { ...mark, attributes } : mark;
  });
}

/**
 * The same in NFC. Where a combining character stands at the edge of a mark, so that composing it would
 * move the edge into a character, the text is composed and its marks are given up: only text made to
 * trouble does so.
 */
function composed(text: string, marks: Mark[]): Inline {
  if (text === text.normalize('NFC')) return { text, marks };
  const cuts = [...new Set(marks.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const moved = new Map<number, number>();
  let whole = '';
  let start = 0;
  for (const cut of cuts) {
    whole += text.slice(start, cut).normalize('NFC');
    moved.set(cut, whole.length);
    start = cut;
  }
  whole += text.slice(start).normalize('NFC');
  if (whole !== whole.normalize('NFC')) return { text: whole.normalize('NFC'), marks: [] };
  const to = (offset: number): number => moved.get(offset) ?? offset;
  return {
    text: whole,
    marks: marks.map((mark) => ({ ...mark, from: to(mark.from), to: to(mark.to) })),
  };
}

/** What `walkInline` tells, in document order; `number` is the mark's place in the list of marks. */
export interface InlineVisitor {
  text(text: string): void;
  open(mark: Mark, number: number): void;
  close(mark: Mark, number: number): void;
  void(mark: Mark, number: number): void;
}

export function isVoid(mark: Mark): boolean {
  return mark.tag === 'br' || mark.tag === 'img';
}

/** Tells text and marks in the order in which markup is written. */
export function walkInline({ text, marks }: Inline, visitor: InlineVisitor): void {
  const open: { mark: Mark; number: number }[] = [];
  let at = 0;
  const upTo = (offset: number): void => {
    if (offset > at) visitor.text(text.slice(at, offset));
    at = Math.max(at, offset);
  };
  const closeUpTo = (offset: number): void => {
    for (let top = open.at(-1); top && top.mark.to <= offset; top = open.at(-1)) {
      upTo(top.mark.to);
      visitor.close(top.mark, top.number);
      open.pop();
    }
  };
  marks.forEach((mark, number) => {
    closeUpTo(mark.from);
    upTo(mark.from);
    if (isVoid(mark)) visitor.void(mark, number);
    else {
      visitor.open(mark, number);
      open.push({ mark, number });
    }
  });
  closeUpTo(Infinity);
  upTo(text.length);
}
