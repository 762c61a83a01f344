import type { Pair } from '../../../src/core/language.ts';

/** What was typed and the service has not got yet, kept in this browser by task and person. */
export interface Kept {
  readonly segments: Readonly<Record<string, string>>;
  readonly at: number;
  /** The pair whose sentences its ids count. */
  readonly pair?: Pair<number>;
}

function keyOf(task: string, person: string): string {
  return `hebi-typed ${task} ${person}`;
}

/** What is kept; null: nothing, or nothing that can be read. */
export function readKept(task: string, person: string): Kept | null {
  try {
    const text = localStorage.getItem(keyOf(task, person));
    if (text === null) return null;
    const kept = JSON.parse(text) as Partial<Kept>;
    return typeof kept.segments === 'object' && Object.keys(kept.segments).length > 0
      ? { ...kept, segments: kept.segments, at: kept.at ?? 0 }
      : null;
  } catch {
    return null;
  }
}

/** Keeps what is not saved yet; forgets where all is. */
export function keep(
  { task, person, pair }: { task: string; person: string; pair?: Pair<number> },
  segments: Readonly<Record<string, string>>,
): void {
  try {
    if (Object.keys(segments).length === 0) localStorage.removeItem(keyOf(task, person));
    else
      localStorage.setItem(keyOf(task, person), JSON.stringify({ segments, at: Date.now(), pair }));
  } catch {
    // The browser's store is full or closed: the text is still on the screen, and on its way.
  }
}
