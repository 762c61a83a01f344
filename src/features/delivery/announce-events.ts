import type { Context } from '../../context.ts';
import type { EventType } from '../../jobs.ts';
import type { Listener } from './announce-store.ts';
import { announcedEvents, insertDeliveries, listeners } from './announce-store.ts';
import { daysKept } from './forget-deliveries.ts';
import { webhookEvents } from './webhook-contract.ts';
import { dueDeliveries } from './webhook-delivery-store.ts';
import { payloadOf } from './webhook-payload.ts';

/** Compiles only while every kind that a webhook may ask for is one that happens. */
const told: ReadonlySet<string> = new Set(webhookEvents satisfies readonly EventType[]);

/**
 * Writes down for every webhook what it is to be told of these events. The same events may be announced
 * again: nothing is told twice by it.
 *
 * @returns deliveries that are due now, to be queued
 */
export async function announceEvents(
  ctx: Context,
  events: readonly { readonly id: string; readonly type: string }[],
): Promise<string[]> {
  const wanted = events.filter(({ type }) => told.has(type));
  // A test, a replay or the end of a pause has made deliveries of its own.
  const asked = events.some(({ type }) => type.startsWith('webhook.'));
  if (wanted.length === 0 && !asked) return [];
  const hooks = await listeners(ctx.db);
  if (hooks.length === 0) return [];
  const heard = wanted.filter(({ type }) => hooks.some((hook) => hook.events.includes(type)));
  if (heard.length > 0) await writeDown(ctx, hooks, heard);
  return heard.length > 0 || asked ? dueDeliveries(ctx.db, null) : [];
}

async function writeDown(
  ctx: Context,
  hooks: readonly Listener[],
  heard: readonly { readonly id: string }[],
): Promise<void> {
  const events = await announcedEvents(
    ctx.db,
    heard.map(({ id }) => id),
  );
  const deliveries = events.flatMap((event) => {
    const { id, type } = event;
    const payload = payloadOf(event);
    return hooks
      .filter((hook) => hook.events.includes(type))
      .map((hook) => ({ id: ctx.clock.newId(), webhook: hook.id, event: id, type, payload }));
  });
  await insertDeliveries(ctx.db, deliveries, { days: daysKept });
}

/** Deliveries that are due and that no job will see to: their jobs were lost, or they wait their turn. */
export async function overdueDeliveries(
  ctx: Context,
  webhook: string | null = null,
): Promise<string[]> {
  return dueDeliveries(ctx.db, webhook);
}
