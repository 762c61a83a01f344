import type { Context } from '../../context.ts';
import type { Person } from './contract.ts';
import { afterOf, pageOf } from './pages.ts';
import { pageOfPeople } from './store.ts';

/** A page of everybody with an account, disabled people too, in the order in which they were added. */
export async function listPeople(
  ctx: Context,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: Person[]; next: string | null }> {
  return pageOf(await pageOfPeople(ctx.db, { after: afterOf(cursor), limit: limit + 1 }), limit);
}
