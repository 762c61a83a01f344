import type { Language } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { Actor } from '../../core/permission.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { lockNotice } from '../notices/lock-notice.ts';
import type { Published, PublishInput, Waiting } from './contract.ts';
import type { LockedNotice, Sides } from './go-live.ts';
import { goLive, sidesToPublish } from './go-live.ts';
import type { PublicationRequest } from './store.ts';
import {
  databaseTime,
  insertRequest,
  openRequests,
  publishedSides,
  revisionStanding,
  settleRequest,
} from './store.ts';

/** What somebody wants published, fixed at the request. */
interface Wish {
  readonly notice: LockedNotice;
  readonly language: Language;
  readonly revision: number;
  /** null: now. */
  readonly due: Date | null;
  readonly by: string;
  readonly now: Date;
}

/**
 * Publishes the head, or the settled revision asked for, now or at a time. Both sides of a `together`
 * notice go live in one transaction, as soon as a certified pair holds the revision (see
 * `pairToPublish`): if both texts move on before a pair is certified, it is the newer certified pair
 * that goes live. A side has at most one waiting request: a new one replaces it.
 *
 * @throws Refusal `not_found`, `archived` for an archived notice, `language_not_meant`, `no_content`, or
 *   `invalid` for a revision that is unknown or pending
 */
export async function publishVersion(
  ctx: Context,
  actor: Actor,
  input: PublishInput & { notice: string; language: Language },
): Promise<Published | Waiting> {
  return ctx.db.transaction().execute(async (tx) => {
    const notice = await lockNotice(tx, input.notice);
    const revision = await revisionAskedFor(tx, notice, input);
    const now = await databaseTime(tx);
    const at = input.at === undefined ? now : new Date(input.at);
    const due = at > now ? at : null;
    const wish = { notice, language: input.language, revision, due, by: actor.id, now };
    const sides = await sidesToPublish(tx, notice, wish);
    if (due === null && sides !== null) return publishNow(ctx, tx, wish, sides);
    return (await publicAlready(tx, wish, sides)) ?? (await wait(ctx, tx, wish, sides));
  });
}

async function revisionAskedFor(
  tx: Transaction,
  notice: LockedNotice,
  { language, revision }: { language: Language; revision?: number | undefined },
): Promise<number> {
  if (notice.archivedAt !== null) throw new Refusal('archived');
  if (notice.languages !== 'both' && notice.languages !== language) {
    throw new Refusal('language_not_meant', { params: { language } });
  }
  const head = notice.heads[language];
  if (head === 0) throw new Refusal('no_content', { params: { language } });
  if (revision === undefined || revision === head) return head;
  const standing = await revisionStanding(tx, { noticeId: notice.id, language, number: revision });
  if (standing === 'settled') return revision;
  throw standing === 'pending'
    ? invalidField('revision', 'pending_revision', 'this revision has not been approved')
    : invalidField('revision', 'unknown_revision', 'there is no such revision');
}

async function publishNow(
  ctx: Context,
  tx: Transaction,
  wish: Wish,
  sides: Sides,
): Promise<Published> {
  await goLive(ctx, tx, { notice: wish.notice, sides, by: wish.by, at: wish.now });
  const live = (await publishedSides(tx, wish.notice.id))[wish.language];
  if (live === null) throw new Error('a side that went live is not public');
  return publishedView(live);
}

function publishedView(live: {
  language: Language;
  revision: number;
  publishedAt: Date;
}): Published {
  const { language, revision, publishedAt } = live;
  return { language, revision, publishedAt: publishedAt.toISOString() };
}

/** Where readers see already what the wish would show them, there is nothing to wait for. */
async function publicAlready(
  tx: Transaction,
  wish: Wish,
  sides: Sides | null,
): Promise<Published | null> {
  const published = await publishedSides(tx, wish.notice.id);
  const wanted = sides ?? { [wish.language]: wish.revision };
  const same = languages.every((language) => {
    const revision = wanted[language];
    return revision === undefined || published[language]?.revision === revision;
  });
  const live = published[wish.language];
  if (!same || live === null) return null;
  const open = await requestOf(tx, wish);
  // As in goLive: publishing now leaves a schedule of something newer in place.
  if (wish.due !== null || (open?.revision ?? 0) <= wish.revision) await replace(tx, open);
  return publishedView(live);
}

async function wait(
  ctx: Context,
  tx: Transaction,
  wish: Wish,
  sides: Sides | null,
): Promise<Waiting> {
  const { notice, language, revision, due, by } = wish;
  const waiting = sides === null ? 'parity' : 'time';
  const view: Waiting = { language, revision, waiting, at: due?.toISOString() ?? null };
  const open = await requestOf(tx, wish);
  if (open?.revision === revision && open.due?.getTime() === due?.getTime()) return view;
  await replace(tx, open);
  const id = ctx.clock.newId();
  const request = { id, noticeId: notice.id, language, revision, due, requestedBy: by };
  await insertRequest(tx, { ...request, waitsFor: waiting });
  await appendEvent(tx, ctx.clock, {
    type: 'publication.requested',
    noticeId: notice.id,
    actor: by,
    data: { request: id, language, revision, waiting, at: view.at },
  });
  return view;
}

async function requestOf(tx: Transaction, wish: Wish): Promise<PublicationRequest | undefined> {
  const open = await openRequests(tx, wish.notice.id);
  return open.find((request) => request.language === wish.language);
}

async function replace(tx: Transaction, open: PublicationRequest | undefined): Promise<void> {
  if (open !== undefined) await settleRequest(tx, open.id, 'replaced');
}
