import type { Block, Content } from './document/block.ts';
import { eachLeaf, mapLeaves, writeBody } from './document/body-tree.ts';
import type { BodyNode, Leaf } from './document/body-tree.ts';
import { parseBody } from './document/parse-body.ts';
import { fromPlaceholders, toPlaceholders } from './document/placeholders.ts';
import type { PlaceholderFinding } from './document/placeholders.ts';
import { collapse } from './document/white-space.ts';

export type { Block, BlockKind, Content, Inline, Mark } from './document/block.ts';
export { writeBody } from './document/body-tree.ts';
export type { BodyTree } from './document/body-tree.ts';
export { parseBody } from './document/parse-body.ts';
export { fromPlaceholders, toPlaceholders } from './document/placeholders.ts';
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

/** A finding in a block of the body, counted from 0; `block_unknown`: the body has no such block. */
export interface ReplacementFinding {
  readonly block: number;
  readonly code: PlaceholderFinding['code'] | 'block_unknown';
  readonly number?: number;
}

/**
 * The body with the texts of some blocks replaced. A block whose new text is empty goes.
 *
 * @param texts new texts with placeholders, by the block's place among the body's own blocks, from 0
 */
export function replaceBlockTexts(
  body: string,
  texts: ReadonlyMap<number, string>,
): { html: string; findings: ReplacementFinding[] } {
  const findings: ReplacementFinding[] = [];
  let block = 0;
  const children = mapLeaves(parseBody(body).children, (leaf, node) => {
    const index = block++;
    const text = texts.get(index);
    // Its own text, as readers see it, is no change: spaces that only the body keeps stay.
    if (text === undefined || text === toPlaceholders(leaf)) return node;
    const restored = fromPlaceholders(text, leaf.marks);
    for (const finding of restored.findings) findings.push({ ...finding, block: index });
    return withText(node, restored);
  });
  for (const index of texts.keys()) {
    if (index < 0 || index >= block) findings.push({ block: index, code: 'block_unknown' });
  }
  // Read once more: emptied blocks go, and whatever a person typed comes into canonical form.
  return { html: writeBody(parseBody(writeBody({ children }))), findings };
}

function withText(node: BodyNode, { text, marks }: Pick<Block, 'text' | 'marks'>): BodyNode {
  if (node.type === 'text') return { ...node, text, marks };
  if (node.type !== 'image') return node;
  return { ...node, attributes: { ...node.attributes, alt: text } };
}
