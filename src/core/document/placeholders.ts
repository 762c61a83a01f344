import type { Inline, Mark } from './block.ts';
import { InlineBuilder, isVoid, walkInline } from './inline.ts';

/** What is wrong with the placeholders of a text; `number` is the placeholder's. */
export interface PlaceholderFinding {
  readonly code:
    | 'placeholder_unknown'
    | 'placeholder_missing'
    | 'placeholder_repeated'
    | 'placeholder_unbalanced';
  readonly number: number;
}

export interface Restored {
  readonly text: string;
  readonly marks: Mark[];
  readonly findings: PlaceholderFinding[];
}

/** Part of a text: offsets in UTF-16 code units. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/**
 * A block's text with its markup as numbered placeholders: `See {1}the rules{/1}{2/}`. Mark k of the block
 * (from 0) has number k + 1. Braces that are text are doubled.
 *
 * @param range only this part of the text; numbers stay those of the whole block, so that the parts of a
 *   block, joined by the white space between them, give the block again
 */
export function toPlaceholders(inline: Inline, range?: TextRange): string {
  const { text, marks, numbers } = clipped(inline, range ?? { from: 0, to: inline.text.length });
  let out = '';
  const placeholder = (before: string, index: number, after: string): void => {
    out += `{${before}${numbers[index]}${after}}`;
  };
  walkInline(
    { text, marks },
    {
      text: (part) => {
        out += escapeBraces(part);
      },
      open: (_mark, index) => placeholder('', index, ''),
      close: (_mark, index) => placeholder('/', index, ''),
      void: (_mark, index) => placeholder('', index, '/'),
    },
  );
  return out;
}

/** Plain words as they are written in a text with placeholders. */
export function escapeBraces(plain: string): string {
  return plain.replace(/[{}]/g, (brace) => brace + brace);
}

/** A part of a text with its marks and their numbers. A void mark belongs to the part that ends with it. */
function clipped({ text, marks }: Inline, { from, to }: TextRange): Inline & { numbers: number[] } {
  const kept: Mark[] = [];
  const numbers: number[] = [];
  marks.forEach((mark, index) => {
    const start = Math.max(mark.from, from);
    const end = Math.min(mark.to, to);
    const isHere = isVoid(mark) ? start <= end && (mark.from > from || from === 0) : start < end;
    if (!isHere) return;
    kept.push({ ...mark, from: start - from, to: end - from });
    numbers.push(index + 1);
  });
  return { text: text.slice(from, to), marks: kept, numbers };
}

/** Words, or a placeholder with its number and as it is written. */
export type Token =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'open' | 'close' | 'void';
      readonly number: number;
      readonly written: string;
    };

/**
 * A text with placeholders as text and marks again. Never throws: placeholders that are unknown, missing,
 * repeated or out of balance are reported, and what can be kept is kept.
 *
 * @param marks the marks of the block that the placeholders number
 */
export function fromPlaceholders(text: string, marks: readonly Mark[]): Restored {
  const reader = new PlaceholderReader(marks);
  for (const token of placeholderTokens(text)) reader.read(token);
  return reader.finish();
}

class PlaceholderReader {
  readonly #marks: readonly Mark[];
  readonly #builder = new InlineBuilder();
  readonly #findings: PlaceholderFinding[] = [];
  readonly #seen = new Set<number>();
  /** Numbers of the open placeholders, innermost last. */
  readonly #open: number[] = [];
  /**
   * How many of the innermost are closed, unless they open again before the next word: so a mark that was
   * divided between two segments, `{1}One.{/1} {1}Two.{/1}`, is one mark again.
   */
  #closing = 0;

  constructor(marks: readonly Mark[]) {
    this.#marks = marks;
  }

  read(token: Token): void {
    if (token.type === 'text') return this.#text(token.text);
    const { type, number } = token;
    const mark = this.#marks[number - 1];
    if (!mark || isVoid(mark) !== (type === 'void')) this.#report('placeholder_unknown', number);
    else if (type === 'close') this.#close(number);
    else if (type === 'open') this.#begin(number, mark);
    else {
      this.#see(number);
      this.#builder.void(mark.tag, mark.attributes);
    }
  }

  finish(): Restored {
    this.#settle();
    for (const number of this.#open) this.#report('placeholder_unbalanced', number);
    this.#marks.forEach((_mark, index) => {
      if (!this.#seen.has(index + 1)) this.#report('placeholder_missing', index + 1);
    });
    const { text, marks } = this.#builder.finish();
    return { text, marks: [...marks], findings: this.#findings };
  }

  #text(text: string): void {
    if (text.trim() !== '') this.#settle();
    this.#builder.text(text);
  }

  #begin(number: number, mark: Mark): void {
    if (this.#closing > 0 && this.#open.at(-this.#closing) === number) {
      this.#closing -= 1;
      return;
    }
    this.#settle();
    if (this.#open.includes(number)) return this.#report('placeholder_unbalanced', number);
    this.#see(number);
    this.#builder.open(mark.tag, mark.attributes);
    this.#open.push(number);
  }

  /** Closes a placeholder, and with it what was opened inside and is not closed. */
  #close(number: number): void {
    if (this.#open.at(-1 - this.#closing) === number) {
      this.#closing += 1;
      return;
    }
    this.#settle();
    this.#report('placeholder_unbalanced', number);
    const at = this.#open.lastIndexOf(number);
    if (at !== -1) this.#closing = this.#open.length - at;
  }

  #settle(): void {
    for (; this.#closing > 0; this.#closing -= 1) {
      this.#open.pop();
      this.#builder.close();
    }
  }

  #see(number: number): void {
    if (this.#seen.has(number)) this.#report('placeholder_repeated', number);
    this.#seen.add(number);
  }

  #report(code: PlaceholderFinding['code'], number: number): void {
    this.#findings.push({ code, number });
  }
}

/** The words and placeholders of a text, in order; words that follow each other may come in several tokens. */
export function placeholderTokens(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\{\{|\}\}|\{(\/?)([1-9]\d{0,5})(\/?)\}/g;
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const [whole, before, digits, after] = match;
    if (before === '/' && after === '/') continue;
    if (match.index > at) tokens.push({ type: 'text', text: text.slice(at, match.index) });
    at = match.index + whole.length;
    if (digits === undefined) tokens.push({ type: 'text', text: whole.slice(1) });
    else {
      const type = before === '/' ? 'close' : after === '/' ? 'void' : 'open';
      tokens.push({ type, number: Number(digits), written: whole });
    }
  }
  if (at < text.length) tokens.push({ type: 'text', text: text.slice(at) });
  return tokens;
}

/**
 * The same text among the marks of another block, where its own marks come behind others.
 *
 * @param own how many marks the text's own block has: placeholders above that number go
 * @param before how many marks come before them
 */
export function amongMarks(text: string, own: number, before: number): string {
  return placeholderTokens(text)
    .map((token) => {
      if (token.type === 'text') return escapeBraces(token.text);
      if (token.number > own) return '';
      return token.written.replace(/\d+/, String(token.number + before));
    })
    .join('');
}
