import type { Context } from '../src/context.ts';
import { publishOverdue } from '../src/features/delivery/publish-overdue.ts';
import { expireClaims as expire } from '../src/features/tasks/expire-claims.ts';

/** The sweep: lapsed leases, and publications whose time has come without their job. */
export async function expireClaims(ctx: Context): Promise<void> {
  await expire(ctx);
  await publishOverdue(ctx);
}
