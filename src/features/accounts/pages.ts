import { isUuid } from '../../core/ids.ts';
import { invalidField } from '../../core/refusal.ts';

/** The id after which a page begins; null: the first page. */
export function afterOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (!isUuid(cursor))
    throw invalidField('query.cursor', 'bad_cursor', 'not a cursor of this list');
  return cursor;
}

/** A page of at most `limit` items out of a read that asked for one more. */
export function pageOf<T extends { readonly id: string }>(
  read: readonly T[],
  limit: number,
): { items: T[]; next: string | null } {
  const items = read.slice(0, limit);
  return { items, next: read.length > limit ? (items.at(-1)?.id ?? null) : null };
}
