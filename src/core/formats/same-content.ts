import type { Block } from '../document.ts';
import { blocksOf } from '../document.ts';

/**
 * Whether two bodies hold the same blocks with the same words and marks, however the marks are nested: what
 * an editor has to keep of a text that it opens. Containers are compared by the blocks in them alone.
 */
export function sameContent(one: string, other: string): boolean {
  return signature(one) === signature(other);
}

function signature(body: string): string {
  const blocks = blocksOf({ title: '', summary: '', body });
  const containers = body.match(/<(?:ul|ol|li|table|tr|th|td|blockquote|figure|hr|thead)\b[^>]*>/g);
  return JSON.stringify([blocks.map(blockSignature), containers]);
}

function blockSignature({ kind, text, typed, level, marks }: Block): unknown {
  const sorted = marks.map((mark) => JSON.stringify(mark)).sort();
  return [kind, level, typed ?? text, sorted];
}
