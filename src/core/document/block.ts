export type BlockKind =
  'title' | 'summary' | 'heading' | 'paragraph' | 'item' | 'cell' | 'caption' | 'quote' | 'image';

/**
 * Inline markup over a block's plain text: standoff, offsets in UTF-16 code units, properly nested, in
 * document order (an outer mark before the marks inside it). Tags: `a` (href, title), `strong`, `em`,
 * `sub`, `sup`, `code`, and the void `br` and `img` (src, alt, width, height, and `href` where the image
 * alone is a link), which have `from === to`. No other mark is empty, and none begins or ends with white
 * space. A void mark at the edge of another mark stands outside it.
 */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Text with its inline markup. */
export interface Inline {
  /** Exact plain text: entities decoded, white space collapsed and trimmed, nothing else changed. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

export interface Block extends Inline {
  readonly kind: BlockKind;
  /** Position among all blocks of the content, title and summary included. */
  readonly index: number;
  /** Of headings: 2, 3 or 4. */
  readonly level?: number;
  /** The text with the spaces as they were typed, where that is not `text`. */
  readonly typed?: string;
}

/** What a revision holds. */
export interface Content {
  readonly title: string;
  readonly summary: string;
  /** Sanitised HTML in canonical form. */
  readonly body: string;
}
