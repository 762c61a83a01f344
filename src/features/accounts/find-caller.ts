import type { Actor } from '../../core/permission.ts';
import type { Context } from '../../context.ts';
import { hashOfSecret, tokenPrefix } from './secret.ts';
import { findCallersOf, findSessionCaller, findTokenCaller } from './credential-store.ts';

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

/** What somebody showed, by its hash. */
export interface Credential {
  readonly kind: 'session' | 'token';
  readonly hash: Buffer;
}

export function credentialKey({ kind, hash }: Credential): string {
  return `${kind} ${hash.toString('hex')}`;
}

/** Who these are now, by the keys of what they showed; those are left out whose leave has ended. */
export async function findCallers(
  ctx: Context,
  credentials: readonly Credential[],
): Promise<ReadonlyMap<string, Actor>> {
  const hashes = (kind: Credential['kind']) =>
    credentials.filter((each) => each.kind === kind).map((each) => each.hash);
  const found = await findCallersOf(ctx.db, { session: hashes('session'), token: hashes('token') });
  return new Map(
    found.map(({ kind, hash, ...caller }) => [credentialKey({ kind, hash }), caller] as const),
  );
}
