import type { Inline } from './block.ts';
import type { BodyContainer, BodyNode } from './body-tree.ts';
import { eachLeaf, withText } from './body-tree.ts';
import type { OpenContainer, Place } from './open-tree.ts';
import { around, leavesOf } from './open-tree.ts';

/** The rows of a model that have an answer in another body: by theirs, that and which of their leaves are answered. */
export type AnsweredRows = Map<
  OpenContainer,
  {
    readonly row: OpenContainer;
    /** The containers around it, and itself. */
    readonly within: readonly OpenContainer[];
    readonly answered: Set<BodyNode>;
  }
>;

/** @param answerOf what answers a block of the model */
export function answeredRows(
  models: readonly Place[],
  answerOf: (block: number) => Place | undefined,
): AnsweredRows {
  const rows: AnsweredRows = new Map();
  models.forEach((place, block) => {
    const { within } = answerOf(block) ?? nowhere;
    const own = around(place, 'tr');
    const at = within.findLastIndex(({ tag }) => tag === 'tr');
    const row = within[at];
    if (own === undefined || row === undefined) return;
    const known = rows.get(own) ?? { row, within: within.slice(0, at + 1), answered: new Set() };
    known.answered.add(place.node);
    rows.set(own, known);
  });
  return rows;
}

/**
 * Of the rows that are there, cells that nobody filled beside others that came into the same table: without them the
 * cells that follow would stand in another column.
 */
export function unfilledCells(
  rows: AnsweredRows,
  { models, added }: { models: readonly Place[]; added: readonly { readonly block: number }[] },
): number[] {
  const isAdded = new Set(added.map(({ block }) => block));
  const tables = new Set(
    added.flatMap(({ block }) => around(models[block] ?? nowhere, 'table') ?? []),
  );
  return models.flatMap((place, block) => {
    const [table, own] = [around(place, 'table'), around(place, 'tr')];
    if (table === undefined || own === undefined || !tables.has(table)) return [];
    const { row, answered } = rows.get(own) ?? { row: own, answered: null };
    const isFull = row.children.length >= own.children.length;
    return isFull || isAdded.has(block) || answered?.has(place.node) === true ? [] : [block];
  });
}

/** Places in cells that are empty here and not in the model, by its leaves, where a row has as many cells as there. */
export function emptyCells(rows: AnsweredRows): Map<BodyNode, Place> {
  const places = new Map<BodyNode, Place>();
  for (const [own, { row, within }] of rows) {
    if (own.children.length !== row.children.length) continue;
    for (const [at, cell] of own.children.entries()) {
      const [leaf] = leavesOf(cell);
      const place = row.children[at];
      if (leaf === undefined || place?.type !== 'container') continue;
      if (place.children.length > 0) continue;
      const node = withText(leaf, nothing);
      const filled: OpenContainer = { ...place, children: [node] };
      row.children[at] = filled;
      places.set(leaf, { node, within: [...within, filled] });
    }
  }
  return places;
}

/**
 * Without what goes, rows of which every cell has lost its text, and columns of which every cell goes; other cells
 * stay, and are empty.
 */
export function withoutEmptied(
  nodes: readonly BodyNode[],
  replaced: ReadonlyMap<BodyNode, Inline | null>,
  gone: ReadonlySet<BodyNode> = new Set(),
): BodyNode[] {
  return nodes.flatMap((node): BodyNode[] => {
    if (replaced.get(node) === null || gone.has(node)) return [];
    if (node.type !== 'container') return [node];
    if (node.tag === 'tr' && isEmptied(node, replaced)) return [];
    const cells = node.tag === 'table' ? goneCells(node, replaced) : gone;
    return [{ ...node, children: withoutEmptied(node.children, replaced, cells) }];
  });
}

/** The cells of a table's columns that go. Where cells span several, columns are not told apart. */
function goneCells(
  table: BodyNode,
  replaced: ReadonlyMap<BodyNode, Inline | null>,
): ReadonlySet<BodyNode> {
  const rows = rowsIn(table).filter((row) => !isEmptied(row, replaced));
  const first = rows[0]?.children ?? [];
  const isPlain = rows.every(
    ({ children }) => children.length === first.length && children.every(hasNoSpan),
  );
  if (!isPlain) return new Set();
  const columns = first.map((_, at) => rows.flatMap(({ children }) => children[at] ?? []));
  const going = columns.filter((cells) => {
    const leaves = cells.flatMap(leavesOf);
    return leaves.length > 0 && leaves.every((leaf) => replaced.get(leaf) === null);
  });
  return new Set(going.flat());
}

function rowsIn(node: BodyNode): BodyContainer[] {
  if (node.type !== 'container') return [];
  return node.tag === 'tr' ? [node] : node.children.flatMap(rowsIn);
}

function hasNoSpan(cell: BodyNode): boolean {
  return (
    cell.type === 'container' && !('colspan' in cell.attributes) && !('rowspan' in cell.attributes)
  );
}

function isEmptied(row: BodyNode, replaced: ReadonlyMap<BodyNode, Inline | null>): boolean {
  let [had, has] = [false, false];
  eachLeaf([row], ({ text }, leaf) => {
    const now = replaced.get(leaf);
    had ||= now === null || now?.text === '';
    has ||= (now === undefined ? text : (now?.text ?? '')) !== '';
  });
  return had && !has;
}

/** No text. */
export const nothing: Inline = { text: '', marks: [] };
const nowhere: Place = { node: { type: 'rule' }, within: [] };
