import type { Actor } from '../../core/permission.ts';
import { mayWrite } from '../../core/permission.ts';
import type { Language } from '../../core/language.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';
import type { NoticeRow } from './store.ts';
import { findNotice, lockNoticeRow } from './store.ts';

/**
 * The notice with this id or slug, locked until the transaction ends.
 *
 * @throws Refusal `not_found`
 */
export async function lockNotice(tx: Transaction, key: string): Promise<NoticeRow> {
  const notice = await lockNoticeRow(tx, key);
  if (notice === null) throw new Refusal('not_found');
  return notice;
}

/** The same without a lock, for reads. */
export async function requireNotice(db: Queryable, key: string): Promise<NoticeRow> {
  const notice = await findNotice(db, key);
  if (notice === null) throw new Refusal('not_found');
  return notice;
}

/**
 * @throws Refusal `archived`, `language_not_meant`, or `forbidden` when these sides of the notice cannot
 *   be written, or not by this person
 */
export function checkWritable(notice: NoticeRow, actor: Actor, sides: readonly Language[]): void {
  if (!mayWrite(actor, sides)) throw new Refusal('forbidden');
  if (notice.archivedAt !== null) throw new Refusal('archived');
  for (const side of sides) {
    if (notice.languages !== 'both' && notice.languages !== side) {
      throw new Refusal('language_not_meant', { params: { language: side } });
    }
  }
}
