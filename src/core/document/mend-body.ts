import type { Inline } from './block.ts';
import type { BodyNode } from './body-tree.ts';
import { mapLeaves, withText, writeBody } from './body-tree.ts';
import type { OpenContainer, Place } from './open-tree.ts';
import { openTree, placesIn } from './open-tree.ts';
import { parseBody } from './parse-body.ts';
import { answeredRows, emptyCells, nothing, unfilledCells, withoutEmptied } from './table-rows.ts';

/** A block that the body is to have too, in the shape of that block of the model. */
interface AddedBlock extends Inline {
  readonly block: number;
}

interface Mending {
  /**
   * New texts of blocks, by their place in the body, from 0. A block whose text is empty goes, but for a picture,
   * which is without words then, and a cell; null: a picture goes too, and a column whose cells all go.
   */
  readonly texts: ReadonlyMap<number, Inline | null>;
  /** In the order of the model. */
  readonly added: readonly AddedBlock[];
  /** The other body, which has them. */
  readonly model: string;
  /** By a block of the model: the first and the last block of this body that answer it. */
  readonly answers: ReadonlyMap<number, { readonly first: number; readonly last: number }>;
  /** Whether what is added stands before what this body alone has in the same place, or behind it. */
  readonly stands: 'before' | 'behind';
}

/**
 * The body with other texts in some blocks and with blocks added. What is added gets the shape that it has in the
 * model, beside what answers its nearest neighbour there: an item goes into that neighbour's list, a row into its
 * table, and what stands by itself stands by itself.
 */
export function mendBody(body: string, { texts, ...adding }: Mending): string {
  const root = openTree(parseBody(body).children);
  const own = placesIn(root);
  const replaced = new Map<BodyNode, Inline | null>();
  for (const [at, text] of texts) {
    const place = own[at];
    if (place !== undefined) replaced.set(place.node, text);
  }
  addBlocks({ root, own }, adding);
  const children = mapLeaves(withoutEmptied(root, replaced), (leaf, node) => {
    const text = replaced.get(node);
    // Its own text, as readers see it, is no change: spaces that only the body keeps stay.
    return text === undefined || text === null || isSame(leaf, text) ? node : withText(node, text);
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
  const rows = answeredRows(models, (at) => answering(at, 'first'));
  const unfilled = unfilledCells(rows, { models, added }).map((block): AddedBlock => ({
    block,
    ...nothing,
  }));
  const wanting = [...added, ...unfilled].sort((a, b) => a.block - b.block);
  const grown = new Map<number, Place>();
  const spares = emptyCells(rows);
  const isLeaf = new Set(models.map(({ node }) => node));
  for (const { block, text, marks } of wanting) {
    const wanted = models[block];
    const leaf = withText(wanted?.node ?? paragraph, { text, marks });
    const spare = wanted === undefined ? undefined : spares.get(wanted.node);
    if (spare !== undefined) {
      const cell = spare.within.at(-1)?.children ?? root;
      cell.splice(cell.indexOf(spare.node), 1, leaf);
      grown.set(block, { ...spare, node: leaf });
      continue;
    }
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
    const shape = { isLeaf, depth, inside, spares };
    const { node, within } =
      wanted === undefined ? { node: leaf, within: [] } : shaped(wanted, leaf, shape);
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

interface Shaping {
  readonly isLeaf: ReadonlySet<BodyNode>;
  readonly depth: number;
  /** The containers that are there. */
  readonly inside: readonly OpenContainer[];
  /** Takes the places of a row's other cells, by the leaves of the model. */
  readonly spares: Map<BodyNode, Place>;
}

/**
 * The containers around a model's leaf, from a depth on, with the new leaf in them. What has no text stays, such as
 * the picture of a caption. A row has all its cells, or what is written into one of them would stand in another
 * column; they are empty until they are filled.
 */
function shaped(
  { node: wanted, within }: Place,
  leaf: BodyNode,
  { isLeaf, depth, inside, spares }: Shaping,
): Place {
  const hasText = (node: BodyNode): boolean =>
    isLeaf.has(node) || (node.type === 'container' && node.children.some(hasText));
  const made: OpenContainer[] = [];
  const emptied = (node: BodyNode, around: readonly OpenContainer[]): BodyNode => {
    if (node.type === 'container') {
      const children: BodyNode[] = [];
      const container = { ...node, children };
      for (const child of node.children) children.push(emptied(child, [...around, container]));
      return container;
    }
    if (!isLeaf.has(node)) return node;
    const spare = withText(node, nothing);
    spares.set(node, { node: spare, within: around });
    return spare;
  };
  const copy = (level: number): BodyNode => {
    const around = within[level];
    if (around === undefined) return leaf;
    const onPath = within[level + 1] ?? wanted;
    const children: BodyNode[] = [];
    const container = { ...around, children };
    made.push(container);
    const chain = [...inside, ...made];
    for (const child of around.children) {
      if (child === onPath) children.push(copy(level + 1));
      else if (!hasText(child)) children.push(child);
      else if (around.tag === 'tr') children.push(emptied(child, chain));
    }
    return container;
  };
  const node = copy(depth);
  return { node, within: made };
}
