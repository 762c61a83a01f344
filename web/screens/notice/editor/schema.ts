import type { Attrs, DOMOutputSpec, NodeSpec } from 'prosemirror-model';
import { Schema } from 'prosemirror-model';

/** The attributes of an element that are there, in the order given. */
function read(element: HTMLElement, ...names: readonly string[]): Attrs {
  return Object.fromEntries(names.map((name) => [name, element.getAttribute(name)]));
}

function written(attributes: Attrs): Record<string, string> {
  const there = Object.entries(attributes).filter(([, value]) => value !== null);
  return Object.fromEntries(there.map(([name, value]) => [name, String(value)]));
}

function optional(...names: readonly string[]): Record<string, { default: null }> {
  return Object.fromEntries(names.map((name) => [name, { default: null }]));
}

function plain(tag: string, content: string, rest: NodeSpec = {}): NodeSpec {
  return { content, parseDOM: [{ tag }], toDOM: (): DOMOutputSpec => [tag, 0], ...rest };
}

function withAttributes(tag: string, content: string, names: readonly string[]): NodeSpec {
  return {
    content,
    attrs: optional(...names),
    parseDOM: [{ tag, getAttrs: (element) => read(element, ...names) }],
    toDOM: ({ attrs }): DOMOutputSpec => [tag, written(attrs), 0],
  };
}

const imageNames = ['src', 'alt', 'width', 'height'] as const;

/** An image alone in its figure; `href` where it is a link. */
const picture: NodeSpec = {
  attrs: optional(...imageNames, 'href'),
  parseDOM: [
    {
      tag: 'img[src]',
      context: 'figure/',
      priority: 60,
      getAttrs: (element) => ({
        ...read(element, ...imageNames),
        href: element.closest('a')?.getAttribute('href') ?? null,
      }),
    },
  ],
  toDOM: ({ attrs: { href, ...image } }): DOMOutputSpec =>
    typeof href === 'string' ? ['a', { href }, ['img', written(image)]] : ['img', written(image)],
};

const image: NodeSpec = {
  inline: true,
  group: 'inline',
  attrs: optional(...imageNames),
  parseDOM: [{ tag: 'img[src]', getAttrs: (element) => read(element, ...imageNames) }],
  toDOM: ({ attrs }): DOMOutputSpec => ['img', written(attrs)],
};

const heading: NodeSpec = {
  group: 'block',
  content: 'inline*',
  defining: true,
  attrs: { level: { default: 2 } },
  parseDOM: [2, 3, 4].map((level) => ({ tag: `h${level}`, attrs: { level } })),
  toDOM: ({ attrs }): DOMOutputSpec => [`h${String(attrs['level'])}`, 0],
};

const cellNames = ['colspan', 'rowspan'] as const;

const nodes = {
  doc: { content: 'block+' },
  paragraph: plain('p', 'inline*', { group: 'block' }),
  heading,
  blockquote: plain('blockquote', 'block+', { group: 'block', defining: true }),
  bullet_list: plain('ul', 'list_item+', { group: 'block' }),
  ordered_list: { ...withAttributes('ol', 'list_item+', ['start']), group: 'block' },
  list_item: plain('li', 'block+', { defining: true }),
  figure: plain('figure', 'picture figcaption?', { group: 'block', isolating: true }),
  picture,
  figcaption: plain('figcaption', 'inline*'),
  table: plain('table', 'caption? table_head? table_body*', { group: 'block', isolating: true }),
  caption: plain('caption', 'inline*'),
  table_head: plain('thead', 'table_row+'),
  table_body: plain('tbody', 'table_row+'),
  table_row: plain('tr', '(cell | header_cell)*'),
  cell: { ...withAttributes('td', 'block+', cellNames), isolating: true },
  header_cell: { ...withAttributes('th', 'block+', [...cellNames, 'scope']), isolating: true },
  horizontal_rule: {
    group: 'block',
    parseDOM: [{ tag: 'hr' }],
    toDOM: (): DOMOutputSpec => ['hr'],
  },
  text: { group: 'inline' },
  image,
  hard_break: {
    inline: true,
    group: 'inline',
    selectable: false,
    parseDOM: [{ tag: 'br' }],
    toDOM: (): DOMOutputSpec => ['br'],
  },
} satisfies Record<string, NodeSpec>;

function mark(tag: string) {
  return { parseDOM: [{ tag }], toDOM: (): DOMOutputSpec => [tag, 0] };
}

/** Exactly the elements that a body may hold: docs/body-format.md. */
export const schema = new Schema({
  nodes,
  marks: {
    link: {
      attrs: { href: { default: '' }, title: { default: null } },
      inclusive: false,
      parseDOM: [{ tag: 'a[href]', getAttrs: (element) => read(element, 'href', 'title') }],
      toDOM: ({ attrs }): DOMOutputSpec => ['a', written(attrs), 0],
    },
    strong: mark('strong'),
    em: mark('em'),
    sub: mark('sub'),
    sup: mark('sup'),
    code: mark('code'),
  },
});
