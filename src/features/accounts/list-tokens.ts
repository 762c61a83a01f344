import type { Context } from '../../context.ts';
import type { Token } from './contract.ts';
import { afterOf, pageOf } from './pages.ts';
import { pageOfTokens } from './credential-store.ts';

/** A page of a person's tokens that were not revoked, without their secrets. */
export async function listTokens(
  ctx: Context,
  person: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: Token[]; next: string | null }> {
  const asked = { after: afterOf(cursor), limit: limit + 1 };
  return pageOf(await pageOfTokens(ctx.db, person, asked), limit);
}
