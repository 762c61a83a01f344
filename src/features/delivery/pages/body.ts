import type { BodyTree } from '../../../core/document.ts';
import { parseBody, writeBody } from '../../../core/document.ts';
import { eachLeaf } from '../../../core/document/body-tree.ts';
import type { BodyContainer, BodyNode } from '../../../core/document/body-tree.ts';
import type { Markup } from './markup.ts';
import { markup, trusted } from './markup.ts';

/** What a page adds to a block of the body. */
export interface BlockDress {
  /** Further attributes of the block's element. */
  readonly attributes: Markup;
  /** What stands at its end. */
  readonly end: Markup;
}

export interface BodyDress {
  /** The number of the body's first block: title and summary come before it. */
  readonly first: number;
  /** @param isTop whether the block is the first of what stands alone, and no part of a list or table */
  dress(block: number, isTop: boolean): BlockDress;
  /** What a table is called for readers who cannot see it scroll. */
  readonly tableName: string;
}

/**
 * A body with every block's element marked `id="b<number>"` and dressed. Tables may be scrolled sideways,
 * images are loaded when they come into view.
 *
 * @param html canonical HTML
 */
export function dressedBody(html: string, dress: BodyDress): Markup {
  const tree = parseBody(html);
  const numbers = new Map<BodyNode, number>();
  eachLeaf(tree.children, (_, node) => numbers.set(node, dress.first + numbers.size));
  const writer = new BodyWriter(numbers, dress);
  return trusted(tree.children.map((node) => writer.write(node, true)).join(''));
}

class BodyWriter {
  readonly #numbers: ReadonlyMap<BodyNode, number>;
  readonly #dress: BodyDress;

  constructor(numbers: ReadonlyMap<BodyNode, number>, dress: BodyDress) {
    this.#numbers = numbers;
    this.#dress = dress;
  }

  write(node: BodyNode, isTop: boolean): string {
    if (node.type === 'container') return this.#container(node);
    const plain = this.#plain(node);
    const block = this.#numbers.get(node);
    return block === undefined ? plain : this.#dressed(plain, block, isTop);
  }

  #plain(node: BodyNode): string {
    const html = unbroken(writeBody({ children: [node] } satisfies BodyTree));
    return html.replace(/<img /g, '<img loading="lazy" decoding="async" ');
  }

  #dressed(html: string, block: number, isTop: boolean): string {
    const { attributes, end } = this.#dress.dress(block, isTop);
    const id = ` id="b${block}"${attributes.text}`;
    // The end goes into the element, behind its text; an image has no inside.
    return html
      .replace(/^<\w+/, (tag) => tag + id)
      .replace(/<\/(?:p|h[2-4]|caption|figcaption)>$/, (tag) => end.text + tag);
  }

  #container(node: BodyContainer): string {
    const isCell = node.tag === 'li' || node.tag === 'td' || node.tag === 'th';
    if (isCell) return this.#cell(node);
    const inner = node.children
      .map((child) => this.write(child, node.tag === 'blockquote' || node.tag === 'figure'))
      .join('');
    const element = `<${node.tag}${attributesOf(node)}>${inner}</${node.tag}>`;
    if (node.tag !== 'table') return element;
    const name = markup`${this.#dress.tableName}`.text;
    return `<div class="table" role="region" tabindex="0" aria-label="${name}">${element}</div>`;
  }

  /** The first paragraph of a cell is written bare: the cell itself is its element. */
  #cell(node: BodyContainer): string {
    const [first, ...rest] = node.children;
    const tail = rest.map((child) => this.write(child, false)).join('');
    if (first?.type !== 'text' || first.tag !== 'p') {
      const head = first === undefined ? '' : this.write(first, false);
      return `<${node.tag}${attributesOf(node)}>${head}${tail}</${node.tag}>`;
    }
    const inner = this.#plain(first).replace(/^<p>|<\/p>$/g, '');
    const block = this.#numbers.get(first);
    const dress = block === undefined ? null : this.#dress.dress(block, false);
    const marks = dress === null ? '' : ` id="b${block}"${dress.attributes.text}`;
    const end = dress?.end.text ?? '';
    return `<${node.tag}${attributesOf(node)}${marks}>${inner}${end}${tail}</${node.tag}>`;
  }
}

/** Telephone numbers stay on one line: browsers would break them at their hyphens. */
function unbroken(html: string): string {
  return html.replace(
    /(<[^>]*>)|(?<![\w-])\d{2,4}(?:-\d{3,8}){1,3}(?![\w-])/g,
    (found, tag: string) => (tag === undefined ? `<span class="whole">${found}</span>` : found),
  );
}

function attributesOf({ attributes }: BodyContainer): string {
  return Object.entries(attributes)
    .map(([name, value]) => markup` ${trusted(name)}="${value}"`.text)
    .join('');
}
