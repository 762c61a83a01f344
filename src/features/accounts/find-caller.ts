import type { Actor } from '../../core/permission.ts';
import type { Context } from '../../context.ts';
import { hashOfSecret, tokenPrefix } from './secret.ts';
import { findSessionCaller, findTokenCaller } from './credential-store.ts';

/** Longest secret worth hashing: ours have 43 characters. */
const longest = 200;

/** Whose session this is; null: it ended, or never was. */
export async function findCallerBySession(ctx: Context, secret: string): Promise<Actor | null> {
  if (secret.length > longest) return null;
  return findSessionCaller(ctx.db, hashOfSecret(secret));
}

/** Whose token this is, with its scopes; null: wrong, lapsed, revoked, or of a disabled person. */
export async function findCallerByToken(ctx: Context, secret: string): Promise<Actor | null> {
  if (secret.length > longest || !secret.startsWith(tokenPrefix)) return null;
  return findTokenCaller(ctx.db, hashOfSecret(secret));
}
