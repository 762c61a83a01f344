import type { Language } from '../../core/language.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import { requireNotice } from '../notices/lock-notice.ts';
import { signPreview } from './preview-token.ts';
import type { PreviewInput, PreviewLink } from './reader-contract.ts';
import type { SecretContext } from './site-secret.ts';
import { siteKey } from './site-secret.ts';
import { databaseTime, revisionStanding } from './store.ts';

/**
 * A link that shows one revision of one side, published or not, to whoever holds it, for a time.
 *
 * @param input.origin what addresses begin with: a public URL, or nothing
 * @throws Refusal `not_found`, `no_content`, or `invalid` for a revision that is not there
 */
export async function createPreview(
  ctx: SecretContext,
  input: PreviewInput & { notice: string; language: Language; origin: string },
): Promise<PreviewLink> {
  const { language, minutes, origin } = input;
  const notice = await requireNotice(ctx.db, input.notice);
  const revision = input.revision ?? notice.heads[language];
  if (revision === 0) throw new Refusal('no_content', { params: { language } });
  const key = { noticeId: notice.id, language, number: revision };
  if ((await revisionStanding(ctx.db, key)) === 'unknown') {
    throw invalidField('revision', 'unknown_revision', 'there is no such revision');
  }
  const now = await databaseTime(ctx.db);
  const expires = new Date(Math.floor(now.getTime() / 1000 + minutes * 60) * 1000);
  const grant = { noticeId: notice.id, language, revision, expires };
  const token = signPreview(await siteKey(ctx, 'preview'), grant);
  return {
    language,
    revision,
    expires: expires.toISOString(),
    page: `${origin}/preview/${token}`,
    json: `${origin}/site/preview/${token}`,
  };
}
