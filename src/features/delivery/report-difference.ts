import { createHash, createHmac } from 'node:crypto';
import { cleanText } from '../../core/text-limits.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { networkOf } from '../accounts/failure-limits.ts';
import type { Edition } from './contract.ts';
import { counterpartOf, findPublicText } from './read-site-notice.ts';
import { insertReport, repeatReport, useUp } from './reader-store.ts';
import type { SecretContext } from './site-secret.ts';
import { siteKey } from './site-secret.ts';

/** Longest words of a report, in UTF-16 code units. */
export const longestReport = 1000;
/** Reports that one network address may send, and all together, within an hour. */
export const reportsPerAddress = 5;
export const reportsPerHour = 500;
/** Open reports of one notice: past them it is known that something is wrong. */
export const openPerNotice = 100;
const hour = 3600;

export interface DifferenceReport {
  readonly slug: string;
  readonly locale: Edition;
  readonly words: string;
  /** The network address of the reader, of which a hash is kept for an hour. */
  readonly address: string;
}

/**
 * A reader says where the two versions of a notice differ. The same words of the same text count as one
 * report. Nothing is kept of who sent it.
 *
 * @throws Refusal `not_found` or `gone` where there is no such pair, `invalid` for words that are none or
 *   too long, `too_many_requests`
 */
export async function reportDifference(
  ctx: SecretContext,
  { slug, locale, words, address }: DifferenceReport,
): Promise<void> {
  const said = cleanText(words).text.trim();
  if (said === '') throw invalidField('words', 'required', 'is required');
  if (said.length > longestReport) throw invalidField('words', 'too_long', 'is too long');
  const found = await findPublicText(ctx, slug, locale);
  if ((await counterpartOf(ctx, found)) === null) throw new Refusal('not_found');
  await countReport(ctx, address);
  const { notice, language, text } = found;
  const report = {
    id: ctx.clock.newId(),
    noticeId: notice.id,
    language,
    revision: text.revision,
    words: said,
    wordsHash: createHash('sha256').update(folded(said)).digest('base64url'),
  };
  await ctx.db.transaction().execute(async (tx) => {
    if (await repeatReport(tx, report)) return;
    if (!(await insertReport(tx, report, openPerNotice))) return;
    await appendEvent(tx, ctx.clock, {
      type: 'report.received',
      noticeId: notice.id,
      actor: null,
      data: { report: report.id, language, revision: text.revision },
    });
  });
}

/** What differs in case, width, space and punctuation alone says the same. */
function folded(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim();
}

async function countReport(ctx: SecretContext, address: string): Promise<void> {
  const key = await siteKey(ctx, 'reader-limit');
  const hashed = createHmac('sha256', key).update(networkOf(address)).digest('base64url');
  const own = await useUp(ctx.db, `report ${hashed}`, hour);
  if (own.used > reportsPerAddress) throw tooMany(own.endsIn);
  const all = await useUp(ctx.db, 'report', hour);
  if (all.used > reportsPerHour) throw tooMany(all.endsIn);
}

function tooMany(retryAfterSeconds: number): Refusal {
  return new Refusal('too_many_requests', { retryAfterSeconds });
}
