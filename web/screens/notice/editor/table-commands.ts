import type { Node } from 'prosemirror-model';
import type { Command, EditorState } from 'prosemirror-state';
import { TextSelection } from 'prosemirror-state';
import { schema } from './schema.ts';

const { cell, header_cell: headerCell, table_row: rowType } = schema.nodes;

interface CellPlace {
  readonly cell: Node;
  readonly cellAt: number;
  readonly row: Node;
  readonly rowAt: number;
  readonly table: Node;
  readonly tableAt: number;
  readonly column: number;
}

/** The cell in which the cursor stands; null: it is in no table. */
function placeOf(state: EditorState): CellPlace | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 2; depth -= 1) {
    const node = $from.node(depth);
    if (node.type !== cell && node.type !== headerCell) continue;
    return {
      cell: node,
      cellAt: $from.before(depth),
      row: $from.node(depth - 1),
      rowAt: $from.before(depth - 1),
      table: $from.node(depth - 3),
      tableAt: $from.before(depth - 3),
      column: $from.index(depth - 1),
    };
  }
  return null;
}

export function isInTable(state: EditorState): boolean {
  return placeOf(state) !== null;
}

/** The next cell, or the one before. At the end of the table the key goes on to what follows it. */
export function toCell(by: 1 | -1): Command {
  return (state, dispatch) => {
    const place = placeOf(state);
    if (place === null) return false;
    const cells: number[] = [];
    place.table.descendants((node, at) => {
      if (node.type === cell || node.type === headerCell) cells.push(place.tableAt + 1 + at);
    });
    const next = cells[cells.indexOf(place.cellAt) + by];
    if (next === undefined) return false;
    const selection = TextSelection.near(state.doc.resolve(next + 1));
    dispatch?.(state.tr.setSelection(selection).scrollIntoView());
    return true;
  };
}

/** A row like the one of the cursor, below it. */
export const addRow: Command = (state, dispatch) => {
  const place = placeOf(state);
  if (place === null) return false;
  const cells: Node[] = [];
  place.row.forEach((one) => {
    const filled = cell.createAndFill({ colspan: one.attrs['colspan'] as string | null });
    if (filled !== null) cells.push(filled);
  });
  dispatch?.(state.tr.insert(place.rowAt + place.row.nodeSize, rowType.create(null, cells)));
  return true;
};

export const deleteRow: Command = (state, dispatch) => {
  const place = placeOf(state);
  if (place === null) return false;
  const rows = rowsOf(place);
  const isOnly = rows.length === 1;
  const from = isOnly ? place.tableAt : place.rowAt;
  const size = isOnly ? place.table.nodeSize : place.row.nodeSize;
  dispatch?.(state.tr.delete(from, from + size));
  return true;
};

/** A column to the right; only where no cell spans several, since else columns are no clear thing. */
export const addColumn: Command = (state, dispatch) => {
  const place = placeOf(state);
  if (place === null || hasSpans(place.table)) return false;
  const { tr } = state;
  for (const { row, at } of rowsOf(place).reverse()) {
    const [before, after] = [
      row.maybeChild(place.column),
      at + 1 + offsetIn(row, place.column + 1),
    ];
    const made = (before?.type ?? cell).createAndFill();
    if (made !== null) tr.insert(after, made);
  }
  dispatch?.(tr);
  return true;
};

export const deleteColumn: Command = (state, dispatch) => {
  const place = placeOf(state);
  if (place === null || hasSpans(place.table) || place.row.childCount === 1) return false;
  const { tr } = state;
  for (const { row, at } of rowsOf(place).reverse()) {
    const from = at + 1 + offsetIn(row, place.column);
    tr.delete(from, from + (row.maybeChild(place.column)?.nodeSize ?? 0));
  }
  dispatch?.(tr);
  return true;
};

/** A table of three columns: a row of headings, and two to fill in. */
export const insertTable: Command = (state, dispatch) => {
  const rowOf = (type: typeof cell): Node =>
    rowType.create(null, Array.from({ length: 3 }, () => type.createAndFill() ?? []).flat());
  const { table, table_head: head, table_body: body } = schema.nodes;
  const made = table.create(null, [
    head.create(null, rowOf(headerCell)),
    body.create(null, [rowOf(cell), rowOf(cell)]),
  ]);
  dispatch?.(state.tr.replaceSelectionWith(made).scrollIntoView());
  return true;
};

function rowsOf({ table, tableAt }: CellPlace): { row: Node; at: number }[] {
  const rows: { row: Node; at: number }[] = [];
  table.descendants((node, at) => {
    if (node.type === rowType) rows.push({ row: node, at: tableAt + 1 + at });
    return node.type !== rowType;
  });
  return rows;
}

function hasSpans(table: Node): boolean {
  let found = false;
  table.descendants((node) => {
    if (node.attrs['colspan'] || node.attrs['rowspan']) found = true;
  });
  return found;
}

function offsetIn(row: Node, column: number): number {
  let offset = 0;
  for (let at = 0; at < Math.min(column, row.childCount); at += 1) offset += row.child(at).nodeSize;
  return offset;
}
