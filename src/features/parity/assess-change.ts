import type { ChangeClass } from '../../core/diff.ts';
import { changeClasses } from '../../core/diff.ts';
import { engineVersion } from '../../core/engine.ts';
import type { Language } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import { Refusal } from '../../core/refusal.ts';
import { pairState } from '../../core/sync.ts';
import type { Context } from '../../context.ts';
import type { EventJob } from '../../jobs.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent, completeOnce } from '../../platform/outbox.ts';
import { certifyPair } from '../notices/certify-pair.ts';
import { lockNotice } from '../notices/lock-notice.ts';
import type { NoticeRow } from '../notices/store.ts';
import { readContentsOf, readSubstantiveMark } from '../notices/read-ledger.ts';
import type { Aligner } from './align-pair.ts';
import type { ChangeKey } from './store.ts';
import { changeMarks, storedChange, writeChange } from './store.ts';

/** What an edit of one side calls for. */
export interface SideChange {
  readonly class: ChangeClass;
  /** The system may certify it by itself. */
  readonly cosmetic: boolean;
  /** One click says that the pair is still in step. */
  readonly confirmable: boolean;
}

/**
 * Classes what changed since the standing sync point. A side that changed cosmetically only is certified
 * by the system; everything else is left to a task.
 *
 * @returns the event that calls for the task; null: none does, or it was assessed before
 */
export async function assessChange(ctx: Context, job: EventJob): Promise<string | null> {
  return ctx.db.transaction().execute(async (tx) => {
    const notice = await lockNotice(tx, job.notice);
    if (!(await completeOnce(tx, job.event, 'detect-outdated'))) return null;
    const changes = await sideChanges({ tx, engine: ctx.engine }, notice);
    const certified = await certifyCosmetic(ctx, tx, notice, changes);
    if (certified) return null;
    return appendEvent(tx, ctx.clock, {
      type: 'pair.assessed',
      noticeId: notice.id,
      actor: null,
      data: { en: changes.en?.class ?? null, zh: changes.zh?.class ?? null },
    });
  });
}

export type SideChanges = { readonly [L in Language]?: SideChange };

/** The change of each side that is past the synced pair; both sides exist and may be meant to. */
export async function sideChanges(aligner: Aligner, notice: NoticeRow): Promise<SideChanges> {
  const { synced, heads } = notice;
  const state = pairState({ ...notice, archived: notice.archivedAt !== null });
  if (synced === null || !['en_ahead', 'zh_ahead', 'diverged'].includes(state)) return {};
  const changes: { [L in Language]?: SideChange } = {};
  for (const language of languages) {
    if (heads[language] > synced[language]) {
      changes[language] = await changeOf(aligner, {
        noticeId: notice.id,
        language,
        before: synced[language],
        after: heads[language],
      });
    }
  }
  return changes;
}

async function changeOf(aligner: Aligner, key: ChangeKey): Promise<SideChange> {
  const { tx } = aligner;
  const gravest = (await storedChange(tx, key, engineVersion)) ?? (await classOf(aligner, key));
  const { noticeId, language } = key;
  const span = { noticeId, language, after: key.before, upTo: key.after };
  const marked = await readSubstantiveMark(tx, span);
  const authorsMark = (await changeMarks(tx, span)).every((mark) => mark === 'cosmetic');
  const mild = changeClasses.indexOf(gravest) <= changeClasses.indexOf('cosmetic');
  const easy = changeClasses.indexOf(gravest) <= changeClasses.indexOf('moved');
  return {
    class: gravest,
    cosmetic: mild && !marked,
    confirmable: easy || (gravest === 'wording' && authorsMark),
  };
}

async function classOf({ tx, engine }: Aligner, key: ChangeKey): Promise<ChangeClass> {
  const { noticeId, language } = key;
  const [before, after] = await readContentsOf(tx, noticeId, [
    { language, number: key.before },
    { language, number: key.after },
  ]);
  const { class: gravest } = await engine.diff({ language, before, after });
  await writeChange(tx, key, { class: gravest, engine: engineVersion });
  return gravest;
}

/** Certifies each side that changed cosmetically, together with the other side as it was synced. */
async function certifyCosmetic(
  ctx: Context,
  tx: Transaction,
  notice: NoticeRow,
  changes: SideChanges,
): Promise<boolean> {
  const { synced, heads } = notice;
  const cosmetic = languages.filter((language) => changes[language]?.cosmetic === true);
  if (synced === null || cosmetic.length === 0) return false;
  const pair = {
    en: cosmetic.includes('en') ? heads.en : synced.en,
    zh: cosmetic.includes('zh') ? heads.zh : synced.zh,
  };
  await certifyPair(ctx, tx, {
    noticeId: notice.id,
    ...pair,
    ground: 'cosmetic',
    certifiedBy: null,
    changeClass: 'cosmetic',
  }).catch((error: unknown) => {
    if (error instanceof Refusal) throw new Error(`system certification refused: ${error.code}`);
    throw error;
  });
  return true;
}
