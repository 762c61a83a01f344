import type { ChangeClass } from '../../core/diff.ts';
import { mayVouch } from '../../core/four-eyes.ts';
import { languages } from '../../core/language.ts';
import type { Actor } from '../../core/permission.ts';
import type { RefusalCode } from '../../core/refusal.ts';
import { Refusal } from '../../core/refusal.ts';
import { movesForward, pairState } from '../../core/sync.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { certifyPair } from '../notices/certify-pair.ts';
import { lockNotice, requireNotice } from '../notices/lock-notice.ts';
import { readChangesUpTo, readContentOf } from '../notices/read-ledger.ts';
import { retractPoint } from '../notices/retract-point.ts';
import type { NoticeRow } from '../notices/store.ts';
import type { SyncPointRecord } from './contract.ts';
import type { SyncPoint } from './read-sync-point.ts';
import { readSyncPoint } from './read-sync-point.ts';
import { syncPointRecords } from './store.ts';

export interface Confirmation {
  readonly notice: string;
  readonly en: number;
  readonly zh: number;
  readonly note?: string | undefined;
}

/**
 * An editor confirms that the two heads are in step.
 *
 * @throws Refusal `not_a_head` when a revision is no head, `not_paired` for a notice of one language or
 *   an archived one, `four_eyes`, `sync_not_forward` when the pair is certified already
 */
export async function confirmPair(
  ctx: Context,
  actor: Actor,
  input: Confirmation,
): Promise<SyncPoint> {
  return ctx.db.transaction().execute(async (tx) => {
    const notice = await lockNotice(tx, input.notice);
    checkConfirmable(notice, input);
    const change = await changeOfOneSide(ctx, tx, notice);
    const changes = await readChangesUpTo(tx, {
      noticeId: notice.id,
      from: notice.synced,
      to: notice.heads,
    });
    if (!mayVouch({ ground: 'confirmed', person: actor.id, changes, change })) {
      throw new Refusal('four_eyes');
    }
    const id = await certifyPair(ctx, tx, {
      noticeId: notice.id,
      en: input.en,
      zh: input.zh,
      ground: 'confirmed',
      certifiedBy: actor.id,
      changeClass: change,
      note: input.note ?? null,
    });
    return readSyncPoint(tx, notice.id, id);
  });
}

function checkConfirmable(notice: NoticeRow, input: Confirmation): void {
  const state = pairState({ ...notice, archived: notice.archivedAt !== null });
  if (state === 'single' || state === 'archived') throw new Refusal('not_paired');
  if (input.en !== notice.heads.en || input.zh !== notice.heads.zh) {
    throw new Refusal('not_a_head', { members: { head: notice.heads } });
  }
  if (!movesForward(notice.synced, notice.heads)) throw new Refusal('sync_not_forward');
}

/** The gravest class where exactly one side changed since the standing pair; else null. */
async function changeOfOneSide(
  ctx: Context,
  tx: Transaction,
  notice: NoticeRow,
): Promise<ChangeClass | null> {
  const { synced, heads, id: noticeId } = notice;
  if (synced === null) return null;
  const changed = languages.filter((language) => heads[language] > synced[language]);
  const [language] = changed;
  if (changed.length !== 1 || language === undefined) return null;
  const before = await readContentOf(tx, { noticeId, language, number: synced[language] });
  const after = await readContentOf(tx, { noticeId, language, number: heads[language] });
  return (await ctx.engine.diff({ language, before, after })).class;
}

export interface ConfirmedItem {
  readonly notice: string;
  readonly syncPoint: SyncPoint | null;
  readonly refusal: RefusalCode | null;
}

/** Confirms several pairs, each in its own transaction and answered for itself. */
export async function confirmPairs(
  ctx: Context,
  actor: Actor,
  items: readonly Confirmation[],
): Promise<ConfirmedItem[]> {
  const answers: ConfirmedItem[] = [];
  for (const item of items) {
    try {
      const syncPoint = await confirmPair(ctx, actor, item);
      answers.push({ notice: item.notice, syncPoint, refusal: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answers.push({ notice: item.notice, syncPoint: null, refusal: error.code });
    }
  }
  return answers;
}

export async function listSyncPoints(ctx: Context, key: string): Promise<SyncPointRecord[]> {
  const notice = await requireNotice(ctx.db, key);
  return syncPointRecords(ctx.db, { noticeId: notice.id });
}

export { retractPoint };
