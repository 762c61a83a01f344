import type { Context } from '../../context.ts';
import { hashOfSecret } from './secret.ts';
import { deleteSession } from './credential-store.ts';

/** Ends the session with this secret, if there is one. */
export async function signOut(ctx: Context, secret: string): Promise<void> {
  await deleteSession(ctx.db, hashOfSecret(secret));
}
