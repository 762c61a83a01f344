import type { Block, Content } from './document/block.ts';
import { eachLeaf } from './document/body-tree.ts';
import type { Leaf } from './document/body-tree.ts';
import { parseBody } from './document/parse-body.ts';
import { collapse } from './document/white-space.ts';

export type { Block, BlockKind, Content, Inline, Mark } from './document/block.ts';
export { writeBody } from './document/body-tree.ts';
export type { BodyTree } from './document/body-tree.ts';
export { mendBody } from './document/mend-body.ts';
export { parseBody } from './document/parse-body.ts';
export { amongMarks, fromPlaceholders, toPlaceholders } from './document/placeholders.ts';
export type { PlaceholderFinding, Restored } from './document/placeholders.ts';
export { collapse } from './document/white-space.ts';

/** Title, then summary (only when not empty), then the body's blocks in order; `index` counts over all. */
export function blocksOf({ title, summary, body }: Content): Block[] {
  const blocks: Block[] = [{ kind: 'title', index: 0, text: collapse(title), marks: [] }];
  const add = (leaf: Leaf): void => {
    blocks.push({ ...leaf, index: blocks.length });
  };
  const lead = collapse(summary);
  if (lead !== '') add({ kind: 'summary', text: lead, marks: [] });
  eachLeaf(parseBody(body).children, add);
  return blocks;
}

/** A part of a block's text, between offsets in it, with the spaces that were typed there. */
export function typedPart(block: Block, from: number, to: number): string {
  const { text, typed } = block;
  if (typed === undefined) return text.slice(from, to);
  let at = 0;
  let part = '';
  for (let i = 0; i < typed.length && at < to; i += 1) {
    const extra = typed[i] === ' ' && typed[i - 1] === ' ';
    if (!extra && i > 0) at += 1;
    if (at >= from && at < to) part += typed[i];
  }
  return part;
}
