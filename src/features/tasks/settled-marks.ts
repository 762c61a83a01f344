import type { Content } from '../../core/document.ts';
import { differingTexts, draftTexts } from '../../core/draft-texts.ts';
import type { Language } from '../../core/language.ts';
import { marksOf, marksToAskAgain } from '../../core/reconcile-changes.ts';
import type { Transaction } from '../../platform/database.ts';
import { readPairOf } from '../notices/read-ledger.ts';
import type { NoticeRow } from '../notices/store.ts';
import { findSubmission, latestDraft } from './drafts.ts';
import type { Reader } from './read-movement.ts';
import { readThreeWay } from './read-movement.ts';
import type { TaskRow } from './store.ts';

type Texts = { readonly [L in Language]?: Content };

/** What the task's newest draft says about its conflicts, apart from its texts. */
export async function settledMarks(
  tx: Transaction,
  task: TaskRow,
): Promise<Readonly<Record<string, string>>> {
  return marksOf((await latestDraft(tx, task.id))?.segments ?? {});
}

/**
 * The marks that hold beside texts that are submitted: those of before, but for the conflicts of which a
 * reviewer's edit changed a sentence. Called before the submission is written.
 */
export async function marksAfterEdit(
  reader: Reader & { readonly db: Transaction },
  edit: { readonly task: TaskRow; readonly notice: NoticeRow; readonly texts: Texts },
): Promise<Readonly<Record<string, string>>> {
  const { task, notice, texts } = edit;
  const marks = await settledMarks(reader.db, task);
  if (task.kind !== 'reconcile' || task.status !== 'in_review') return marks;
  const earlier = await findSubmission(reader.db, task.id, task.submission);
  if (earlier === null) return marks;
  const heads = await readPairOf(reader.db, notice.id, notice.heads);
  const before = await readPairOf(reader.db, notice.id, earlier.pair);
  const piece = { writes: task.writes, leads: null, contents: heads, changes: [], beads: [] };
  const byId = (versions: Texts) => draftTexts(piece, { versions, segments: {} });
  const [was, is] = [byId(before), byId(texts)];
  const changed = { ...differingTexts(is, was), ...differingTexts(was, is) };
  const rows = await readThreeWay(reader, task, notice.synced);
  return { ...marks, ...marksToAskAgain(rows, new Set(Object.keys(changed))) };
}
