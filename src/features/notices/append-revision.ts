import type { Context } from '../../context.ts';
import type { Content } from '../../core/document.ts';
import type { Language } from '../../core/language.ts';
import type { Transaction } from '../../platform/database.ts';
import { insertRevision, insertRuling, nextNumber, writeHead } from './store.ts';

/** Who works out what search keeps of a text. */
type Indexing = Pick<Context, 'engine'>;

export interface Appended {
  readonly noticeId: string;
  readonly language: Language;
  readonly content: Content;
  /** Groups the revisions of both languages that were saved in one act. */
  readonly act: string;
  readonly author: string | null;
  /** All who wrote it, the author among them. */
  readonly authors: readonly string[];
  readonly message?: string | null;
  readonly changeMark?: 'auto' | 'cosmetic';
}

/** Appends a revision and moves the head to it. The notice must be locked. Returns its number. */
export async function appendRevision(
  { engine }: Indexing,
  tx: Transaction,
  appended: Appended,
): Promise<number> {
  const number = await append(tx, appended, null);
  const search = await engine.searchText(appended.content);
  await writeHead(tx, { ...appended, number, search });
  return number;
}

/** Appends a revision made by a task: numbered and immutable, but no head until accepted. */
export async function appendPendingRevision(
  tx: Transaction,
  appended: Appended,
  taskId: string,
): Promise<number> {
  return append(tx, appended, taskId);
}

async function append(tx: Transaction, appended: Appended, taskId: string | null): Promise<number> {
  const { noticeId, language } = appended;
  const number = await nextNumber(tx, noticeId, language);
  await insertRevision(tx, {
    noticeId,
    language,
    number,
    act: appended.act,
    content: appended.content,
    author: appended.author,
    authors: appended.authors,
    pending: taskId !== null,
    taskId,
    message: appended.message ?? null,
    changeMark: appended.changeMark ?? 'auto',
  });
  return number;
}

export interface Ruled {
  readonly noticeId: string;
  readonly language: Language;
  readonly number: number;
  readonly ruledBy: string | null;
}

/** Accepts a pending revision: it becomes the head. */
export async function acceptRevision(
  { engine }: Indexing,
  tx: Transaction,
  ruled: Ruled,
  content: Content,
): Promise<void> {
  await insertRuling(tx, { ...ruled, ruling: 'accepted' });
  const search = await engine.searchText(content);
  await writeHead(tx, { ...ruled, search });
}

/** Returns or supersedes a pending revision: it stays in history and never becomes a head. */
export async function declineRevision(
  tx: Transaction,
  ruled: Ruled,
  ruling: 'returned' | 'superseded',
): Promise<void> {
  await insertRuling(tx, { ...ruled, ruling });
}
