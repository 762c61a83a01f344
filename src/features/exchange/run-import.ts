import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { ImportJob } from '../../jobs.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { readPerson } from '../accounts/read-person.ts';
import type { ImportFile } from './import-contract.ts';
import type { Imported } from './import-notice.ts';
import { importNotice } from './import-notice.ts';
import type { NextFile } from './import-store.ts';
import {
  finishImport,
  nextFile,
  noteResult,
  noticeLacking,
  settleFile,
  stalledImports,
  tellProgress,
} from './import-store.ts';

/**
 * Takes in the files of an import, one after the other, and says after each how far it has come. What is
 * refused is written down by its reason and does not hold up the rest. Run twice, or beside itself, every file
 * is taken in once: its outcome is written in the transaction that makes its notice.
 */
export async function runImport(ctx: Context, { import: id }: ImportJob): Promise<void> {
  for (;;) {
    const file = await nextFile(ctx.db, id);
    if (file === null) break;
    await takeIn(ctx, id, file);
    await tellProgress(ctx.db, id);
  }
  await ctx.db.transaction().execute(async (tx) => {
    const ended = await finishImport(tx, id);
    if (ended === null) return;
    const event = { type: 'import.finished', noticeId: null, actor: ended.personId };
    await appendEvent(tx, ctx.clock, { ...event, data: { import: id, total: ended.total } });
  });
}

/** Imports whose job was lost with the queue. */
export function stalled(ctx: Context): Promise<string[]> {
  return stalledImports(ctx.db, 60);
}

/** A file whose turn was over before it could be taken in. */
class TurnOver extends Error {
  override readonly name = 'TurnOver';
}

async function takeIn(
  ctx: Context,
  id: string,
  { number, person, input }: NextFile,
): Promise<void> {
  try {
    const actor = await actorOf(ctx, person);
    const imported = await importFile(ctx, actor, {
      ...input,
      also: async (tx, noticeId) => {
        const outcome = { noticeId, result: {} };
        const settled = await settleFile(tx, { id, number, status: 'done' }, outcome);
        if (!settled) throw new TurnOver();
      },
    });
    const { dropped, warnings } = imported;
    await noteResult(ctx.db, { id, number }, { dropped: dropped.length, warnings });
  } catch (error) {
    if (error instanceof TurnOver) return;
    if (!(error instanceof Refusal)) throw error;
    const { code, detail } = error;
    const result = {
      refusal: { code, errors: (detail.errors ?? []).slice(0, 20) },
      params: detail.params ?? {},
    };
    await settleFile(ctx.db, { id, number, status: 'refused' }, { noticeId: null, result });
  }
}

/**
 * Takes one file in. Where its slug is that of a notice which has no text in its language, that notice gets
 * it: so two files of one slug become the two sides of one notice.
 *
 * @throws Refusal as `importNotice`
 */
export async function importFile(
  ctx: Context,
  actor: Actor,
  file: ImportFile & Parameters<typeof importNotice>[2],
): Promise<Imported> {
  const { name: _name, ...input } = file;
  const { slug, language } = input;
  const lacking = slug === undefined ? null : await noticeLacking(ctx.db, slug, language);
  if (lacking === null) return importNotice(ctx, actor, input);
  const { text, also } = input;
  return importNotice(ctx, actor, { text, language, notice: lacking, also });
}

async function actorOf(ctx: Context, id: string): Promise<Actor> {
  const { name, roles, languages, disabled } = await readPerson(ctx, id);
  if (disabled) throw new Refusal('forbidden');
  return { id, name, roles, languages, scopes: null };
}
