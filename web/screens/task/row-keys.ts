import { useState } from 'react';
import { partsOfId } from '../../../src/core/assemble.ts';
import type { TaskRow } from '../../../src/core/task-rows.ts';
import type { Movement } from './movement.ts';

type Carried = Movement['carried'];

interface Known {
  readonly rows: readonly TaskRow[];
  /** The movement that the keys have followed. */
  readonly carried: Carried;
  /** By the ids of the rows' cells. */
  readonly keys: ReadonlyMap<string, string>;
  readonly count: number;
}

/**
 * A name for each row that it keeps when its sentences get other numbers: the field that somebody types in stays the
 * same one, with the focus, when a sentence is put in above it.
 */
export function useRowKeys(rows: readonly TaskRow[], carried: Carried): (row: TaskRow) => string {
  const [known, setKnown] = useState(() => named(rows, carried, null));
  const now = known.rows === rows ? known : named(rows, carried, known);
  if (now !== known) setKnown(now);
  return (row) => now.keys.get(row.id) ?? row.id;
}

function named(rows: readonly TaskRow[], carried: Carried, before: Known | null): Known {
  const isMoved = before !== null && before.carried !== carried;
  const earlier = earlierIds(isMoved ? carried : {});
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  let count = before?.count ?? 0;
  for (const row of rows) {
    const ids = [...row.en, ...row.zh].map(({ id }) => id);
    const kept = ids
      .flatMap((id) => earlier(id) ?? [])
      .flatMap((id) => before?.keys.get(id) ?? [])
      .find((key) => !taken.has(key));
    const key = kept ?? `row ${(count += 1)}`;
    taken.add(key);
    for (const id of [...ids, row.id]) keys.set(id, key);
  }
  return { rows, carried, keys, count };
}

/** The id that a sentence had; null: it was not there. */
function earlierIds(carried: Carried): (id: string) => string | null {
  const before = new Map(
    Object.entries(carried).flatMap(([old, ids]) =>
      ids.slice(0, 1).map((id) => [id, old] as const),
    ),
  );
  const sides = new Set(Object.keys(carried).map(sideOf));
  return (id) => {
    const { answering, sentence } = partsOfId(id);
    if (!sides.has(sideOf(sentence))) return id;
    const old = before.get(sentence);
    return old === undefined ? null : answering + old;
  };
}

function sideOf(sentence: string): string {
  return sentence.slice(0, sentence.indexOf('-'));
}
