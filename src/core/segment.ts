import { type Block, type BlockKind, type Content, type Mark, blocksOf } from './document.ts';
import type { Language } from './language.ts';
import { type Boundary, boundariesOf } from './segment/boundaries.ts';

/** A sentence of a block. */
export interface Segment {
  /** Position among all segments of the text. */
  readonly index: number;
  readonly block: BlockKind;
  readonly blockIndex: number;
  /** Exact plain text of the sentence, without white space around it. */
  readonly text: string;
  /** Offsets in the block's text, in UTF-16 code units. */
  readonly from: number;
  readonly to: number;
  /** The block's marks, clipped to the sentence; their offsets count from its beginning. */
  readonly marks: readonly Mark[];
}

/** A place where two sentences stand without the space that the language wants between them. */
export interface Glued {
  /** The segments before and after the place. */
  readonly segments: readonly [number, number];
  /** Some characters around the place. */
  readonly text: string;
}

export interface Segmentation {
  readonly segments: Segment[];
  readonly glued: Glued[];
}

/** Divides blocks into sentences. Blocks with neither text nor marks yield none. */
export function segmentBlocks(language: Language, blocks: readonly Block[]): Segment[] {
  return segmentation(language, blocks).segments;
}

/** Divides title, summary and body into sentences, in the order of reading. */
export function segmentContent(language: Language, content: Content): Segment[] {
  return segmentBlocks(language, blocksOf(content));
}

/** The places where sentences are glued together ("business.This is"); they are divided there too. */
export function gluedSentences(language: Language, blocks: readonly Block[]): Glued[] {
  return segmentation(language, blocks).glued;
}

/** Sentences and glued places in one pass. */
export function segmentation(language: Language, blocks: readonly Block[]): Segmentation {
  const segments: Segment[] = [];
  const glued: Glued[] = [];
  for (const block of blocks) {
    const boundaries = boundariesOf(block.text, language);
    const spans = spansOf(block.text, boundaries);
    const first = segments.length;
    const marks = clipMarks(block.marks, spans);
    spans.forEach((span, k) => {
      const text = block.text.slice(span.from, span.to);
      const index = segments.length;
      const own = marks[k] ?? [];
      if (text === '' && own.length === 0) return;
      segments.push({
        index,
        block: block.kind,
        blockIndex: block.index,
        text,
        ...span,
        marks: own,
      });
    });
    for (const boundary of boundaries) {
      if (!boundary.glued) continue;
      const own = segments.slice(first);
      const after = first + lastStarting(own, boundary.end + 1);
      if (after <= first) continue;
      const text = block.text.slice(Math.max(0, boundary.end - 20), boundary.end + 20);
      glued.push({ segments: [after - 1, after], text: text.toWellFormed() });
    }
  }
  return { segments, glued };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Trimmed spans; one empty span for a text without anything in it. */
function spansOf(text: string, boundaries: readonly Boundary[]): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const end of [...boundaries.map((boundary) => boundary.end), text.length]) {
    let from = start;
    let to = end;
    while (from < to && /\s/.test(text[from] ?? '')) from += 1;
    while (to > from && /\s/.test(text[to - 1] ?? '')) to -= 1;
    if (to > from) spans.push({ from, to });
    start = end;
  }
  return spans.length > 0 ? spans : [{ from: 0, to: 0 }];
}

/** Each mark in every sentence that it touches; a void one in exactly one sentence. */
function clipMarks(marks: readonly Mark[], spans: readonly Span[]): Mark[][] {
  const clipped: Mark[][] = spans.map(() => []);
  for (const mark of marks) {
    let k = lastStarting(spans, mark.from);
    if (mark.from === mark.to) {
      const span = spans[k] ?? { from: 0, to: 0 };
      const at = Math.min(Math.max(mark.from - span.from, 0), span.to - span.from);
      clipped[k]?.push({ ...mark, from: at, to: at });
      continue;
    }
    for (; k < spans.length && (spans[k]?.from ?? mark.to) < mark.to; k += 1) {
      const span = spans[k] ?? { from: 0, to: 0 };
      const from = Math.max(mark.from, span.from) - span.from;
      const to = Math.min(mark.to, span.to) - span.from;
      if (to > from) clipped[k]?.push({ ...mark, from, to });
    }
  }
  return clipped;
}

/** Index of the last span that begins at or before an offset, 0 when there is none. */
function lastStarting(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if ((spans[mid]?.from ?? 0) <= offset) low = mid;
    else high = mid - 1;
  }
  return low;
}
