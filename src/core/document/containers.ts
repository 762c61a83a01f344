import type { BodyContainer, BodyNode, BodyText, ContainerTag } from './body-tree.ts';
import { eachLeaf } from './body-tree.ts';
import type { Inline } from './block.ts';
import { InlineBuilder, walkInline } from './inline.ts';
import type { OpenableTag } from './placement.ts';

/** A container whose children are still coming. */
export interface GrowingContainer {
  readonly tag: OpenableTag;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: BodyNode[];
}

/** What a finished container leaves behind: itself in canonical form, or nothing when it holds nothing. */
export function closedContainer({ tag, attributes, children }: GrowingContainer): BodyNode[] {
  if (tag === 'caption' || tag === 'figcaption') return joined(children, tag);
  if (tag === 'table') return table(children);
  if (tag === 'figure') return figure(children);
  if (children.length === 0 && tag !== 'td' && tag !== 'th') return [];
  const kept = tag === 'ul' || tag === 'ol' ? items(children) : children;
  return [container(tag, kept, attributes)];
}

function container(
  tag: ContainerTag,
  children: readonly BodyNode[],
  attributes: Readonly<Record<string, string>> = {},
): BodyContainer {
  return { type: 'container', tag, attributes, children };
}

/** Items that hold nothing but lists belong to the item before them: so do lists placed between items. */
function items(children: readonly BodyNode[]): BodyNode[] {
  const kept: { item: BodyContainer; inside: BodyNode[] }[] = [];
  for (const item of children) {
    if (item.type !== 'container') continue;
    const before = kept.at(-1);
    if (!before || !item.children.every(isList)) kept.push({ item, inside: [...item.children] });
    else for (const list of item.children) before.inside.push(list);
  }
  return kept.map(({ item, inside }) => ({ ...item, children: inside }));
}

function isList(node: BodyNode): boolean {
  return node.type === 'container' && (node.tag === 'ul' || node.tag === 'ol');
}

/** All text inside as one text, a line for each block; images inside are left out. */
function joined(children: readonly BodyNode[], tag: 'caption' | 'figcaption'): BodyText[] {
  const texts: Inline[] = [];
  eachLeaf(children, (leaf, node) => {
    if (node.type === 'text') texts.push(leaf);
  });
  if (texts.length === 0) return [];
  const builder = new InlineBuilder();
  for (const text of texts) {
    if (builder.hasText) builder.void('br', {});
    replay(text, builder);
  }
  return [{ type: 'text', tag, ...builder.finish() }];
}

/** Tells a finished text to a builder again. */
function replay(inline: Inline, builder: InlineBuilder): void {
  walkInline(inline, {
    text: (text) => builder.text(text),
    open: ({ tag, attributes }) => builder.open(tag, attributes),
    close: () => builder.close(),
    void: ({ tag, attributes }) => builder.void(tag, attributes),
  });
}

/** Caption first, then the rows of the head, then all others as one body; nothing when no cell has content. */
function table(children: readonly BodyNode[]): BodyNode[] {
  const caption = joined(
    children.filter(({ type }) => type === 'text'),
    'caption',
  )[0];
  const head: BodyNode[] = [];
  const body: BodyNode[] = [];
  for (const node of children) {
    if (node.type !== 'container') continue;
    const rows = node.tag === 'tr' ? [node] : node.children;
    const section = node.tag === 'thead' && body.length === 0 ? head : body;
    for (const row of rows) section.push(row);
  }
  if (![...head, ...body].some(hasContent)) {
    return caption ? [{ ...caption, tag: 'p' }] : [];
  }
  return [
    container('table', [
      ...(caption ? [caption] : []),
      ...(head.length > 0 ? [container('thead', head)] : []),
      ...(body.length > 0 ? [container('tbody', body)] : []),
    ]),
  ];
}

function hasContent(node: BodyNode): boolean {
  return node.type !== 'container' || node.children.some(hasContent);
}

/** A figure with one caption; without anything to show, its caption is a paragraph. */
function figure(children: readonly BodyNode[]): BodyNode[] {
  const caption = children.find(isCaption);
  const shows = children.some((node) => !isCaption(node));
  const kept = children.map((node) =>
    isCaption(node) && !(shows && node === caption) ? ({ ...node, tag: 'p' } as const) : node,
  );
  return shows ? [container('figure', kept)] : kept;
}

function isCaption(node: BodyNode): node is BodyText {
  return node.type === 'text' && node.tag === 'figcaption';
}
