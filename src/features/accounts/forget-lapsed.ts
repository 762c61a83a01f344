import type { Context } from '../../context.ts';
import { deleteLapsed } from './credential-store.ts';

/** Deletes sessions, sign-in links and counts of failures whose time is over; once a day is enough. */
export async function forgetLapsed(ctx: Context): Promise<void> {
  await deleteLapsed(ctx.db);
}
