import type { ChangeClass } from '../../core/diff.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Ground } from '../../core/sync.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { sqlState, sqlStateOf } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { insertSyncPoint, writeSynced } from './store.ts';

export interface Certification {
  readonly noticeId: string;
  readonly en: number;
  readonly zh: number;
  readonly ground: Ground;
  /** null: the system, for ground `cosmetic` only. */
  readonly certifiedBy: string | null;
  readonly taskId?: string | null;
  /** For one changed side: the gravest class of its change. */
  readonly changeClass?: ChangeClass | null;
  readonly note?: string | null;
}

/**
 * Makes a sync point: these two revisions say the same. The notice must be locked.
 *
 * @returns the sync point's id
 * @throws Refusal `four_eyes`, `sync_not_forward` or `not_a_head`: the database's own rules, whatever the caller checked
 */
export async function certifyPair(
  ctx: Context,
  tx: Transaction,
  certification: Certification,
): Promise<string> {
  const id = ctx.clock.newId();
  const { noticeId, en, zh, ground, certifiedBy } = certification;
  const taskId = certification.taskId ?? null;
  await insertSyncPoint(tx, {
    id,
    noticeId,
    en,
    zh,
    ground,
    certifiedBy,
    taskId,
    changeClass: certification.changeClass ?? null,
    note: certification.note ?? null,
  }).catch((error: unknown) => {
    throw refusalOf(error);
  });
  await writeSynced(tx, noticeId);
  await appendEvent(tx, ctx.clock, {
    type: 'pair.certified',
    noticeId,
    taskId,
    actor: certifiedBy,
    data: { syncPoint: id, en, zh, ground },
  });
  return id;
}

function refusalOf(error: unknown): unknown {
  const state = sqlStateOf(error);
  if (state === sqlState.fourEyes) return new Refusal('four_eyes');
  if (state === sqlState.syncNotForward) return new Refusal('sync_not_forward');
  return state === sqlState.notAHead ? new Refusal('not_a_head') : error;
}
