import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import type { CategoryView, Settings } from './contract.ts';
import { defaultSettings, settingsShape } from './contract.ts';
import { lockNoticesOf, settingRows, upsertCategory, writeSetting } from './store.ts';
import { categoryViews } from './views.ts';

/**
 * House policies, each at its default until somebody sets it. A policy that this version does not know is
 * passed over: while an upgrade is under way, the next version writes into the same table.
 */
export async function readSettings(db: Queryable): Promise<Settings> {
  return settingsShape.strip().parse({ ...defaultSettings, ...(await settingRows(db)) });
}

export async function changeSettings(
  ctx: Context,
  actor: Actor,
  change: { readonly [K in keyof Settings]?: Settings[K] | undefined },
): Promise<Settings> {
  return ctx.db.transaction().execute(async (tx) => {
    for (const [name, value] of Object.entries(change)) {
      await writeSetting(tx, { name, value, updatedBy: actor.id });
    }
    await appendEvent(tx, ctx.clock, {
      type: 'setting.changed',
      noticeId: null,
      actor: actor.id,
      data: { ...change },
    });
    return readSettings(tx);
  });
}

export async function readCategory(ctx: Context, id: string) {
  const [category] = await categoryViews(ctx.db, id);
  if (category === undefined) throw new Refusal('not_found');
  return category;
}

export async function listCategories(ctx: Context) {
  return { items: await categoryViews(ctx.db), next: null };
}

/** Creates or renames a category; its policy stays as it is where none is given. */
export async function nameCategory(
  ctx: Context,
  actor: Actor,
  input: Pick<CategoryView, 'id' | 'name'> & { serve?: CategoryView['serve'] | undefined },
): Promise<CategoryView> {
  const { id, name, serve } = input;
  return ctx.db.transaction().execute(async (tx) => {
    // Whoever publishes locks the notice first and then looks at its category.
    if (serve !== undefined) await lockNoticesOf(tx, id);
    const now = await upsertCategory(tx, { id, nameEn: name.en, nameZh: name.zh, serve });
    await appendEvent(tx, ctx.clock, {
      type: 'category.changed',
      noticeId: null,
      actor: actor.id,
      data: { id, name, serve: now },
    });
    return { id, name, serve: now };
  });
}
