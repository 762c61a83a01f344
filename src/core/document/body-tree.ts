import type { Block, BlockKind, Inline, Mark } from './block.ts';
import { asRead, walkInline } from './inline.ts';

export type TextTag = 'p' | 'h2' | 'h3' | 'h4' | 'caption' | 'figcaption';
export type ContainerTag =
  'ul' | 'ol' | 'li' | 'table' | 'thead' | 'tbody' | 'tr' | 'th' | 'td' | 'blockquote' | 'figure';

/** A paragraph, heading or caption. The first paragraph of a list item or table cell is written bare. */
export interface BodyText extends Inline {
  readonly type: 'text';
  readonly tag: TextTag;
}

/** An image that stands alone, always in a figure. `href` among the attributes: it is a link. */
export interface BodyImage {
  readonly type: 'image';
  readonly attributes: Readonly<Record<string, string>>;
}

export interface BodyRule {
  readonly type: 'rule';
}

export interface BodyContainer {
  readonly type: 'container';
  readonly tag: ContainerTag;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly BodyNode[];
}

export type BodyNode = BodyText | BodyImage | BodyRule | BodyContainer;

/** A body as a tree whose leaves are its blocks. */
export interface BodyTree {
  readonly children: readonly BodyNode[];
}

/** A leaf of a body that holds text to read, as a block without its place among the others. */
export type Leaf = Omit<Block, 'index'>;

/** Calls `visit` for every leaf with text (alternative texts of images included), in order. */
export function eachLeaf(
  nodes: readonly BodyNode[],
  visit: (leaf: Leaf, node: BodyNode) => void,
): void {
  const walk = (children: readonly BodyNode[], around: BlockKind): void => {
    for (const node of children) {
      if (node.type === 'container') walk(node.children, kindWithin(node.tag, around));
      else {
        const leaf = leafOf(node, around);
        if (leaf) visit(leaf, node);
      }
    }
  };
  walk(nodes, 'paragraph');
}

function kindWithin(tag: ContainerTag, around: BlockKind): BlockKind {
  if (tag === 'li') return 'item';
  if (tag === 'td' || tag === 'th') return 'cell';
  return tag === 'blockquote' ? 'quote' : around;
}

function leafOf(node: BodyNode, around: BlockKind): Leaf | null {
  if (node.type === 'image') {
    const text = node.attributes['alt'] ?? '';
    return text === '' ? null : { kind: 'image', text, marks: [] };
  }
  if (node.type !== 'text') return null;
  const { tag } = node;
  const read = { ...asRead(node), ...typedOf(node) };
  if (tag === 'p') return { kind: around, ...read };
  if (tag === 'caption' || tag === 'figcaption') return { kind: 'caption', ...read };
  return { kind: 'heading', ...read, level: Number(tag.slice(1)) };
}

function typedOf({ text }: BodyText): { typed?: string } {
  return text.includes('  ') ? { typed: text } : {};
}

/** The nodes with every leaf that `eachLeaf` would visit replaced, in the same order. */
export function mapLeaves(
  nodes: readonly BodyNode[],
  map: (leaf: Leaf, node: BodyNode) => BodyNode,
): BodyNode[] {
  const walk = (children: readonly BodyNode[], around: BlockKind): BodyNode[] =>
    children.map((node) => {
      if (node.type === 'container') {
        return { ...node, children: walk(node.children, kindWithin(node.tag, around)) };
      }
      const leaf = leafOf(node, around);
      return leaf ? map(leaf, node) : node;
    });
  return walk(nodes, 'paragraph');
}

/** The canonical HTML of a tree: equal trees give equal bytes. */
export function writeBody(tree: BodyTree): string {
  return tree.children.map((node) => writeNode(node, false)).join('');
}

function writeNode(node: BodyNode, bare: boolean): string {
  if (node.type === 'rule') return '<hr>';
  if (node.type === 'image') return writeImage(node.attributes);
  if (node.type === 'text') {
    const inner = writeInline(node);
    return bare && node.tag === 'p' ? inner : `<${node.tag}>${inner}</${node.tag}>`;
  }
  const isCell = node.tag === 'li' || node.tag === 'td' || node.tag === 'th';
  const inner = node.children
    .map((child, index) => writeNode(child, isCell && index === 0))
    .join('');
  return `${openTag(node.tag, node.attributes)}${inner}</${node.tag}>`;
}

function writeImage({ href, ...attributes }: Readonly<Record<string, string>>): string {
  const image = openTag('img', attributes);
  return href === undefined ? image : `${openTag('a', { href })}${image}</a>`;
}

/** A `br` swallows the space that stands for it in the text; an image has that space on both sides. */
function writeInline(inline: Inline): string {
  let html = '';
  let at = 0;
  let afterBreak = false;
  walkInline(inline, {
    text: (text) => {
      const shown = afterBreak && text.startsWith(' ') ? text.slice(1) : text;
      html += escapeText(shown);
      at += text.length;
      afterBreak = false;
    },
    open: ({ tag, attributes }) => {
      html += openTag(tag, attributes);
    },
    close: ({ tag }) => {
      html += `</${tag}>`;
    },
    void: ({ tag, attributes }: Mark) => {
      if (tag === 'br') html += '<br>';
      else html += (!afterBreak && inline.text[at] === ' ' ? ' ' : '') + writeImage(attributes);
      afterBreak ||= tag === 'br';
    },
  });
  return html;
}

/** An element's beginning, its attributes escaped. */
export function openTag(tag: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`);
  return `<${tag}${written.join('')}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escape(value: string): string {
  return spelt(value.replace(/[&<>"]/g, (character) => entities[character] ?? ''));
}

/** Text as it stands between tags. */
export function escapeText(value: string): string {
  return spelt(value.replace(/[&<>]/g, (character) => entities[character] ?? ''));
}

/** A combining character right after a tag is spelt as a number, lest NFC melt it into the `>`. */
function spelt(value: string): string {
  const first = /^\p{M}/u.exec(value)?.[0];
  if (first === undefined) return value;
  return `&#${first.codePointAt(0)};${value.slice(first.length)}`;
}

/** The leaf with another text: of an image, what stands for it. */
export function withText(node: BodyNode, { text, marks }: Inline): BodyNode {
  if (node.type === 'text') return { ...node, text, marks };
  if (node.type !== 'image') return node;
  return { ...node, attributes: { ...node.attributes, alt: text } };
}
