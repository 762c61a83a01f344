import { languages } from '../../core/language.ts';
import { isUuid } from '../../core/ids.ts';
import type { Context } from '../../context.ts';
import type { EventJob } from '../../jobs.ts';
import type { Transaction } from '../../platform/database.ts';
import { completeOnce } from '../../platform/outbox.ts';
import { lockNotice } from '../notices/lock-notice.ts';
import type { LockedNotice, Sides } from './go-live.ts';
import { goLive, sidesToPublish } from './go-live.ts';
import type { StoredEvent } from './store.ts';
import { certifiedPair, databaseTime, eventById, openRequests, publishedSides } from './store.ts';
import { cancelRequests } from './withdraw-version.ts';

/** A scheduled publication was woken before its time: the job is to be tried again, at `due` or later. */
export class NotYetDue extends Error {
  override readonly name = 'NotYetDue';
  readonly due: Date;

  constructor(due: Date) {
    super(`not due before ${due.toISOString()}`);
    this.due = due;
  }
}

/**
 * What an event means for what readers see: requests whose time has come or whose pair is certified now
 * go live, an approval replaces the published revision of every side that is older than the approved pair,
 * and an import publishes what it brings as published. Has one effect however often it runs.
 *
 * @throws NotYetDue when the event asked for a later time
 */
export async function settlePublication(ctx: Context, job: EventJob): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const notice = await lockNotice(tx, job.notice);
    const event = await eventById(tx, job.event);
    if (event === null) throw new Error(`there is no event ${job.event}`);
    await checkDue(tx, notice, event);
    if (!(await completeOnce(tx, job.event, 'publish-notice'))) return;
    if (notice.archivedAt !== null) return;
    await settleRequests(ctx, tx, notice);
    if (event.type === 'pair.certified') await replaceByApproved(ctx, tx, { notice, event });
    if (event.type === 'notice.imported') await publishImported(ctx, tx, { notice, event });
  });
}

async function checkDue(tx: Transaction, notice: LockedNotice, event: StoredEvent): Promise<void> {
  if (event.type !== 'publication.requested') return;
  const open = await openRequests(tx, notice.id);
  const due = open.find((request) => request.id === event.data['request'])?.due ?? null;
  if (due !== null && due > (await databaseTime(tx))) throw new NotYetDue(due);
}

/** Settles every request of a notice that nothing holds back any more. The notice must be locked. */
export async function settleRequests(
  ctx: Context,
  tx: Transaction,
  notice: LockedNotice,
): Promise<void> {
  const now = await databaseTime(tx);
  for (const { id } of await openRequests(tx, notice.id)) {
    // Read anew: what went live for one side may have settled the other side's request.
    const request = (await openRequests(tx, notice.id)).find((each) => each.id === id);
    if (request === undefined) continue;
    if (notice.languages !== 'both' && notice.languages !== request.language) {
      await cancelRequests(ctx, tx, { noticeId: notice.id, actor: null, requests: [request] });
      continue;
    }
    if (request.due !== null && request.due > now) continue;
    const sides = await sidesToPublish(tx, notice, request);
    if (sides !== null) await goLive(ctx, tx, { notice, sides, by: request.requestedBy, at: now });
  }
}

/** An approval replaces what is public and older, on both sides at once, and publishes nothing else. */
async function replaceByApproved(
  ctx: Context,
  tx: Transaction,
  { notice, event }: { notice: LockedNotice; event: StoredEvent },
): Promise<void> {
  const point = event.data['syncPoint'];
  if (event.data['ground'] !== 'reviewed' || typeof point !== 'string' || !isUuid(point)) return;
  const pair = await certifiedPair(tx, point);
  if (pair === null) return;
  const published = await publishedSides(tx, notice.id);
  const older = languages.filter((language) => {
    const live = published[language];
    return live !== null && live.revision < pair[language];
  });
  const sides = Object.fromEntries(older.map((language) => [language, pair[language]]));
  await goLive(ctx, tx, { notice, sides, by: event.actor, at: await databaseTime(tx) });
}

/** The revisions that an import names as published, on sides of which readers see nothing yet. */
async function publishImported(
  ctx: Context,
  tx: Transaction,
  { notice, event }: { notice: LockedNotice; event: StoredEvent },
): Promise<void> {
  const named = (event.data['publish'] ?? {}) as Sides;
  const published = await publishedSides(tx, notice.id);
  const sides = Object.fromEntries(
    languages
      .filter((language) => published[language] === null && named[language] !== undefined)
      .map((language) => [language, named[language]]),
  );
  await goLive(ctx, tx, { notice, sides, by: event.actor, at: await databaseTime(tx) });
}
