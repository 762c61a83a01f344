import type { BodyContainer, BodyNode, BodyTree, TextTag } from './body-tree.ts';
import { closedContainer } from './containers.ts';
import type { GrowingContainer } from './containers.ts';
import { InlineBuilder } from './inline.ts';
import { isPart, placeOf } from './placement.ts';
import type { OpenableTag } from './placement.ts';

type Attributes = Readonly<Record<string, string>>;

/**
 * Builds a body's tree from a well-nested stream of openings, closings and text, and forces it into the
 * content model: loose text becomes paragraphs, text in a table finds a cell, a list in a list an item.
 * Inline markup that spans blocks is opened anew in each.
 */
export class FlowBuilder {
  readonly #root: BodyNode[] = [];
  readonly #containers: GrowingContainer[] = [];
  readonly #formatting: { tag: string; attributes: Attributes }[] = [];
  #size = 0;
  #leaf: InlineBuilder | null = null;
  /** What the next text that ends will be. */
  #leafTag: TextTag = 'p';

  /** A little less than the length of the HTML so far: enough to stop reading what will be too long. */
  get size(): number {
    return this.#size;
  }

  isFormatting(tag: string): boolean {
    return this.#formatting.some((mark) => mark.tag === tag);
  }

  text(text: string): void {
    if (!this.#leaf && text.trim() === '') return;
    // Many Chinese pages part paragraphs by a line break and two ideographic spaces.
    if (this.#leaf?.endsWithBreak && /^\s*\u3000\u3000/u.test(text)) this.divide();
    this.#inline().text(text);
  }

  openMark(tag: string, attributes: Attributes): void {
    this.#formatting.push({ tag, attributes });
    this.#leaf?.open(tag, attributes);
  }

  closeMark(): void {
    this.#formatting.pop();
    this.#leaf?.close();
  }

  image(attributes: Attributes): void {
    const link = this.#formatting.find(({ tag }) => tag === 'a');
    const href = link?.attributes['href'];
    this.#inline().void('img', href === undefined ? attributes : { ...attributes, href });
  }

  /** A line break; a second one in a row divides a paragraph in two. */
  lineBreak(): void {
    if (!this.#leaf) return;
    if (this.#leaf.endsWithBreak && this.#leafTag === 'p') this.divide();
    else this.#leaf.void('br', {});
  }

  /** A thematic break, where headings may stand too; elsewhere it only divides. */
  rule(): void {
    this.divide();
    if (this.#isSection() && this.#into().at(-1)?.type !== 'rule') this.#push({ type: 'rule' });
  }

  /** Ends the paragraph or heading at hand. */
  divide(): void {
    const leaf = this.#leaf;
    if (!leaf) return;
    this.#leaf = null;
    const inline = leaf.finish();
    this.#size += inline.text.length + 3 + 4 * inline.marks.length;
    const tag = this.#isSection() ? this.#leafTag : 'p';
    this.#leafTag = 'p';
    if (inline.text !== '') this.#push({ type: 'text', tag, ...inline });
    else for (const { attributes } of inline.marks) this.#push({ type: 'image', attributes });
  }

  openHeading(tag: TextTag): void {
    this.divide();
    this.#leafTag = tag;
  }

  closeHeading(): void {
    this.divide();
    this.#leafTag = 'p';
  }

  /** Opens a container and tells the depth to close it by (`closeTo`); null where it may not stand. */
  open(tag: OpenableTag, attributes: Attributes): number | null {
    this.divide();
    const tags = this.#containers.map((container) => container.tag);
    const place = placeOf(tag, tags);
    if (place === null) return null;
    this.closeTo(place);
    if (!isPart(tag)) this.#makePlace();
    else if ((tag === 'td' || tag === 'th') && tags[place - 1] !== 'tr') this.#begin('tr');
    const depth = this.#containers.length;
    this.#begin(tag, attributes);
    return depth;
  }

  /** Closes containers until `depth` of them are open. */
  closeTo(depth: number): void {
    if (this.#containers.length <= depth) return;
    this.divide();
    while (this.#containers.length > depth) {
      const container = this.#containers.pop();
      if (!container) return;
      const into = this.#into();
      for (const node of closedContainer(container)) into.push(node);
    }
  }

  finish(): BodyTree {
    this.divide();
    this.closeTo(0);
    return { children: this.#root };
  }

  #inline(): InlineBuilder {
    if (this.#leaf) return this.#leaf;
    this.#makePlace();
    this.#leaf = new InlineBuilder();
    for (const { tag, attributes } of this.#formatting) this.#leaf.open(tag, attributes);
    return this.#leaf;
  }

  /** Makes a place for flow content where only items, rows or cells may stand. */
  #makePlace(): void {
    const around = this.#around();
    if (around === 'ul' || around === 'ol') this.#begin('li');
    if (around === 'table' || around === 'thead' || around === 'tbody') this.#begin('tr');
    if (this.#around() === 'tr') this.#begin('td');
  }

  #begin(tag: OpenableTag, attributes: Attributes = {}): void {
    this.#leafTag = 'p';
    this.#containers.push({ tag, attributes, children: [] });
  }

  #around(): OpenableTag | undefined {
    return this.#containers.at(-1)?.tag;
  }

  /** Headings and rules stand at the top and in quotations. */
  #isSection(): boolean {
    const around = this.#around();
    return around === undefined || around === 'blockquote';
  }

  #into(): BodyNode[] {
    return this.#containers.at(-1)?.children ?? this.#root;
  }

  #push(node: BodyNode): void {
    const alone = node.type === 'image' && this.#around() !== 'figure';
    this.#into().push(alone ? figureOf(node) : node);
  }
}

function figureOf(node: BodyNode): BodyContainer {
  return { type: 'container', tag: 'figure', attributes: {}, children: [node] };
}
