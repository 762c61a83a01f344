import type { Actor } from '../../core/permission.ts';
import { isUuid } from '../../core/ids.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import { appendEvent } from '../../platform/outbox.ts';
import type { ImportFile, ImportView } from './import-contract.ts';
import type { FileRow } from './import-store.ts';
import {
  cancelWaiting,
  importFiles,
  importViews,
  insertImport,
  unfinishedOf,
} from './import-store.ts';

/** Imports of one person at the same time. */
const mostUnfinished = 5;

export interface WholeImport {
  readonly view: ImportView;
  readonly files: readonly FileRow[];
}

/** Writes an import down; a job takes it in. @throws Refusal `too_many_requests` */
export async function startImport(
  ctx: Context,
  actor: Actor,
  files: readonly ImportFile[],
): Promise<WholeImport> {
  const id = ctx.clock.newId();
  await ctx.db.transaction().execute(async (tx) => {
    if ((await unfinishedOf(tx, actor.id)) >= mostUnfinished) {
      throw new Refusal('too_many_requests', { retryAfterSeconds: 30 });
    }
    await insertImport(tx, { id, person: actor.id, files });
    const event = { type: 'import.requested', noticeId: null, actor: actor.id };
    await appendEvent(tx, ctx.clock, { ...event, data: { import: id, total: files.length } });
  });
  return readImport(ctx, actor, id);
}

/** An import of the actor's own. @throws Refusal `not_found` */
export async function readImport(ctx: Context, actor: Actor, id: string): Promise<WholeImport> {
  const [view] = await importViews(ctx.db, { person: actor.id, id, before: null, limit: 1 });
  if (view === undefined) throw new Refusal('not_found');
  return { view, files: await importFiles(ctx.db, id) };
}

/** A page of the actor's imports. */
export async function listImports(
  ctx: Context,
  actor: Actor,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: ImportView[]; next: string | null }> {
  if (cursor !== undefined && !isUuid(cursor)) {
    throw invalidField('query.cursor', 'bad_cursor', 'not a cursor of this list');
  }
  const key = { person: actor.id, id: null, before: cursor ?? null, limit: limit + 1 };
  const rows = await importViews(ctx.db, key);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Cancels what waits; what was taken in stays. One that has ended is left as it is. */
export async function cancelImport(ctx: Context, actor: Actor, id: string): Promise<WholeImport> {
  const { view } = await readImport(ctx, actor, id);
  await ctx.db.transaction().execute(async (tx) => {
    if (!(await cancelWaiting(tx, id))) return;
    const event = { type: 'import.finished', noticeId: null, actor: actor.id };
    await appendEvent(tx, ctx.clock, { ...event, data: { import: id, total: view.total } });
  });
  return readImport(ctx, actor, id);
}
