import type { Inline } from './block.ts';
import type { BodyContainer, BodyNode } from './body-tree.ts';
import { eachLeaf, mapLeaves, withText, writeBody } from './body-tree.ts';
import { parseBody } from './parse-body.ts';

/** A block that the body is to have too, in the shape of that block of the model. */
interface AddedBlock extends Inline {
  readonly block: number;
}

interface Mending {
  /** New texts of blocks, by their place in the body, from 0. A block whose text is empty goes. */
  readonly texts: ReadonlyMap<number, Inline>;
  /** In the order of the model. */
  readonly added: readonly AddedBlock[];
  /** The other body, which has them. */
  readonly model: string;
  /** By a block of the model: the first and the last block of this body that answer it. */
  readonly answers: ReadonlyMap<number, { readonly first: number; readonly last: number }>;
  /** Whether what is added stands before what this body alone has in the same place, or behind it. */
  readonly stands: 'before' | 'behind';
}

interface OpenContainer extends BodyContainer {
  readonly children: BodyNode[];
}

/** A leaf with all containers around it, the outermost first. */
interface Place {
  readonly node: BodyNode;
  readonly within: readonly OpenContainer[];
}

/**
 * The body with other texts in some blocks and with blocks added. What is added gets the shape that it has in the
 * model, beside what answers its nearest neighbour there: an item goes into that neighbour's list, a row into its
 * table, and what stands by itself stands by itself.
 */
export function mendBody(body: string, { texts, ...adding }: Mending): string {
  const root = openTree(parseBody(body).children);
  const own = placesIn(root);
  const replaced = new Map<BodyNode, Inline>();
  for (const [at, text] of texts) {
    const place = own[at];
    if (place !== undefined) replaced.set(place.node, text);
  }
  addBlocks({ root, own }, adding);
  const children = mapLeaves(root, (leaf, node) => {
    const text = replaced.get(node);
    // Its own text, as readers see it, is no change: spaces that only the body keeps stay.
    return text === undefined || isSame(leaf, text) ? node : withText(node, text);
  });
  // Read once more: emptied blocks go, and whatever a person typed comes into canonical form.
  return writeBody(parseBody(writeBody({ children })));
}

function isSame(one: Inline, other: Inline): boolean {
  return one.text === other.text && JSON.stringify(one.marks) === JSON.stringify(other.marks);
}

interface Growing {
  readonly root: BodyNode[];
  readonly own: readonly Place[];
}

function addBlocks(
  { root, own }: Growing,
  { added, answers, model, stands }: Omit<Mending, 'texts'>,
): void {
  if (added.length === 0) return;
  const models = placesIn(openTree(parseBody(model).children));
  const answering = (block: number, end: 'first' | 'last'): Place | undefined => {
    const found = answers.get(block);
    return found === undefined ? undefined : own[found[end]];
  };
  const grown = new Map<number, Place>();
  const isLeaf = new Set(models.map(({ node }) => node));
  for (const { block, text, marks } of added) {
    const wanted = models[block];
    const leaf = withText(wanted?.node ?? paragraph, { text, marks });
    const before = nearest(block - 1, -1, (at) => grown.get(at) ?? answering(at, 'last'));
    const after = nearest(block + 1, models.length, (at) => answering(at, 'first'));
    const spots = [before, after].flatMap((found) =>
      found === null ? [] : [spotOf(wanted, models[found.at], found.place)],
    );
    const [first = { within: [], depth: 0 }, ...others] = spots;
    const { within: around, depth } = others.reduce(
      (best, each) => (each.depth > best.depth ? each : best),
      first,
    );
    const inside = around.slice(0, depth);
    const siblings = inside.at(-1)?.children ?? root;
    const placeOf = (found: typeof before): number => {
      const { within = [], node } = found?.place ?? {};
      const sibling = within[depth] ?? node;
      return sibling === undefined ? -1 : siblings.indexOf(sibling);
    };
    const earliest = placeOf(before) + 1;
    const next = placeOf(after);
    const latest = Math.max(earliest, next < 0 ? siblings.length : next);
    const shape = wanted === undefined ? null : { ...wanted, isLeaf, depth };
    const { node, within } = shape === null ? { node: leaf, within: [] } : shaped(shape, leaf);
    siblings.splice(stands === 'before' ? earliest : latest, 0, node);
    grown.set(block, { node: leaf, within: [...inside, ...within] });
  }
}

const paragraph: BodyNode = { type: 'text', tag: 'p', text: '', marks: [] };

/** The nearest block of the model with a place here, going up or down to an end that is not reached. */
function nearest(
  from: number,
  end: number,
  placeOf: (block: number) => Place | undefined,
): { readonly at: number; readonly place: Place } | null {
  const step = end < from ? -1 : 1;
  for (let at = from; step < 0 ? at > end : at < end; at += step) {
    const place = placeOf(at);
    if (place !== undefined) return { at, place };
  }
  return null;
}

/** How many containers a block shares with its neighbour in the model, as far as the answer stands in such ones too. */
function spotOf(
  wanted: Place | undefined,
  neighbour: Place | undefined,
  { within }: Place,
): { readonly within: readonly OpenContainer[]; readonly depth: number } {
  const shared = (wanted?.within ?? []).findIndex(
    (container, depth) =>
      container !== neighbour?.within[depth] || container.tag !== within[depth]?.tag,
  );
  return { within, depth: shared < 0 ? (wanted?.within.length ?? 0) : shared };
}

/**
 * The containers around a model's leaf, from a depth on, with the new leaf alone in them. What has no text stays:
 * the empty cells of a row, the picture of a caption.
 */
function shaped(
  { node: wanted, within, isLeaf, depth }: Place & { isLeaf: ReadonlySet<BodyNode>; depth: number },
  leaf: BodyNode,
): Place {
  const hasText = (node: BodyNode): boolean =>
    isLeaf.has(node) || (node.type === 'container' && node.children.some(hasText));
  const made: OpenContainer[] = [];
  const copy = (level: number): BodyNode => {
    const around = within[level];
    if (around === undefined) return leaf;
    const onPath = within[level + 1] ?? wanted;
    const children: BodyNode[] = [];
    const container = { ...around, children };
    made.push(container);
    for (const child of around.children) {
      if (child === onPath) children.push(copy(level + 1));
      else if (!hasText(child)) children.push(child);
    }
    return container;
  };
  const node = copy(depth);
  return { node, within: made };
}

function openTree(nodes: readonly BodyNode[]): BodyNode[] {
  return nodes.map((node): BodyNode =>
    node.type === 'container' ? { ...node, children: openTree(node.children) } : node,
  );
}

/** The blocks of an open tree, in order. */
function placesIn(root: readonly BodyNode[]): Place[] {
  const isBlock = new Set<BodyNode>();
  eachLeaf(root, (_leaf, node) => isBlock.add(node));
  const places: Place[] = [];
  const walk = (nodes: readonly BodyNode[], within: readonly OpenContainer[]): void => {
    for (const node of nodes) {
      if (isBlock.has(node)) places.push({ node, within });
      // Opened trees hold opened containers alone.
      else if (node.type === 'container') walk(node.children, [...within, node as OpenContainer]);
    }
  };
  walk(root, []);
  return places;
}
