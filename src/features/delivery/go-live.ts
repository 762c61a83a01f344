import type { Language, Pair } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import { pairToPublish } from '../../core/publication.ts';
import type { LanguageScope } from '../../core/sync.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import {
  certifiedPairs,
  insertPublication,
  openRequests,
  publishedSides,
  settleRequest,
} from './store.ts';

/** What publishing depends on, of a notice that is locked. */
export interface LockedNotice {
  readonly id: string;
  readonly release: 'independent' | 'together';
  readonly languages: LanguageScope;
  readonly archivedAt: Date | null;
  readonly heads: Pair<number>;
}

/** Revisions by side; a side that is left out stays as it is. */
export type Sides = { readonly [L in Language]?: number };

/** Whether the sides of a notice go live and are withdrawn as one. */
export function goesTogether(notice: LockedNotice): boolean {
  return notice.release === 'together' && notice.languages === 'both';
}

/**
 * The revisions that go live when this one is published: itself, or the certified pair of a notice whose
 * sides go together. null: no certified pair holds it yet.
 */
export async function sidesToPublish(
  tx: Transaction,
  notice: LockedNotice,
  asked: { language: Language; revision: number },
): Promise<Sides | null> {
  if (!goesTogether(notice)) return { [asked.language]: asked.revision };
  return pairToPublish(await certifiedPairs(tx, notice.id), asked);
}

/**
 * Puts revisions before the readers, all in the caller's transaction; what is public already is left
 * alone. A waiting request of the same or an older revision is settled by it: its time may not take
 * readers back behind what was published since.
 */
export async function goLive(
  ctx: Context,
  tx: Transaction,
  change: { notice: LockedNotice; sides: Sides; by: string | null; at: Date },
): Promise<void> {
  const { notice, sides, by, at } = change;
  const published = await publishedSides(tx, notice.id);
  for (const language of languages) {
    const revision = sides[language];
    if (revision === undefined || published[language]?.revision === revision) continue;
    const id = ctx.clock.newId();
    const entry = { id, noticeId: notice.id, language, revision, publishedBy: by, publishedAt: at };
    await insertPublication(tx, entry, (content) => ctx.engine.siteSearchText(content));
    await appendEvent(tx, ctx.clock, {
      type: 'publication.published',
      noticeId: notice.id,
      actor: by,
      data: { language, revision, at: at.toISOString() },
    });
  }
  for (const request of await openRequests(tx, notice.id)) {
    const revision = sides[request.language] ?? 0;
    if (request.revision > revision) continue;
    await settleRequest(tx, request.id, request.revision === revision ? 'published' : 'replaced');
  }
}
