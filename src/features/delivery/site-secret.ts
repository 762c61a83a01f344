import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from '../../context.ts';
import { ensureSecret } from './reader-store.ts';

/** What is signed or hashed with it; each purpose has a key of its own. */
export type SecretPurpose = 'preview' | 'reader-limit';

/** What use cases need that sign something. */
export interface SecretContext extends Context {
  readonly config: { readonly secret: string | null };
}

/** The key of one purpose: from the configured secret, or else one that the nodes share in the database. */
export async function siteKey(ctx: SecretContext, purpose: SecretPurpose): Promise<Buffer> {
  const secret =
    ctx.config.secret ??
    (await ensureSecret(ctx.db, 'site', randomBytes(32).toString('base64url')));
  return createHmac('sha256', secret).update(`hebi ${purpose}`).digest();
}
