import type { Content } from '../../core/document.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Language } from '../../core/language.ts';
import { readPreviewToken } from './preview-token.ts';
import { previewedNotice } from './reader-store.ts';
import type { SecretContext } from './site-secret.ts';
import { siteKey } from './site-secret.ts';
import { revisionContent } from './site-views.ts';
import { databaseTime } from './store.ts';

/** A revision as its preview shows it. */
export interface Preview extends Content {
  readonly noticeId: string;
  readonly slug: string;
  readonly date: string | null;
  readonly language: Language;
  readonly revision: number;
  readonly expires: Date;
}

/**
 * What a preview link shows: the one revision that it was made for.
 *
 * @throws Refusal `not_found` for a token that is none, `preview_over` once its time is over
 */
export async function readPreview(ctx: SecretContext, token: string): Promise<Preview> {
  const grant = readPreviewToken(await siteKey(ctx, 'preview'), token);
  if (grant === null) throw new Refusal('not_found');
  const { noticeId, language, revision, expires } = grant;
  if (expires <= (await databaseTime(ctx.db))) throw new Refusal('preview_over');
  const notice = await previewedNotice(ctx.db, noticeId);
  if (notice === null) throw new Refusal('not_found');
  const content = await revisionContent(ctx.db, { noticeId, language, number: revision });
  return { ...content, ...notice, noticeId, language, revision, expires };
}
