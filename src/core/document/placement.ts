import type { ContainerTag } from './body-tree.ts';

/** Containers that an element may open. `caption` and `figcaption` are texts once they are closed. */
export type OpenableTag = ContainerTag | 'caption' | 'figcaption';

/** For parts of lists and tables: what they may stand in, and what they may not reach out of. */
const parents: Partial<
  Record<OpenableTag, { in: readonly OpenableTag[]; not?: readonly OpenableTag[] }>
> = {
  li: {
    in: ['ul', 'ol'],
    not: ['table', 'th', 'td', 'blockquote', 'figure', 'figcaption', 'caption'],
  },
  caption: { in: ['table'] },
  thead: { in: ['table'] },
  tbody: { in: ['table'] },
  tr: { in: ['table', 'thead', 'tbody'] },
  td: { in: ['table', 'thead', 'tbody', 'tr'] },
  th: { in: ['table', 'thead', 'tbody', 'tr'] },
  figcaption: { in: ['figure'], not: ['li', 'th', 'td', 'blockquote'] },
};

/** Containers that may not stand in another, however deep. */
const outside: Partial<Record<OpenableTag, OpenableTag>> = {
  table: 'table',
  blockquote: 'table',
  figure: 'figure',
};

/** Whether the container stands only in a certain other one, as a part of it. */
export function isPart(tag: OpenableTag): boolean {
  return parents[tag] !== undefined;
}

export function isTablePart(tag: OpenableTag): boolean {
  return parents[tag]?.in.includes('table') ?? false;
}

/**
 * How many of the open containers stay open when this one opens: parts close what stands between them and
 * their parent. Null where it may not stand at all.
 */
export function placeOf(tag: OpenableTag, open: readonly OpenableTag[]): number | null {
  const parent = parents[tag];
  if (!parent) {
    const barrier = outside[tag];
    return barrier !== undefined && open.includes(barrier) ? null : open.length;
  }
  const { in: allowed, not = [] } = parent;
  const at = open.findLastIndex((around) => allowed.includes(around) || not.includes(around));
  const found = open[at];
  return found !== undefined && allowed.includes(found) ? at + 1 : null;
}
