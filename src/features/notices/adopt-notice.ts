import type { Content } from '../../core/document.ts';
import type { Language, Pair } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { appendRevision } from './append-revision.ts';
import { certifyPair } from './certify-pair.ts';
import { ensureCategory, insertNotice, upsertCategory } from './store.ts';

type Sides<T> = { readonly [L in Language]?: T };

/** A notice as another system leaves it. */
export interface AdoptedNotice {
  readonly slug: string;
  readonly category: string;
  readonly release: 'independent' | 'together';
  readonly date: string | null;
  /** The texts, one or both languages, which become revisions 1. */
  readonly texts: Sides<Content>;
  /** Who vouches that the two texts say the same; null: nobody. */
  readonly certifiedBy: string | null;
  /** Texts that were changed after that, which become revisions 2. */
  readonly later: Sides<Content>;
  /** Whether readers see its newest texts. */
  readonly published: boolean;
}

/**
 * Takes a notice over whole, as part of the caller's transaction. Its texts have no author here: anybody
 * may vouch for them later. What its event says is published, the delivery room publishes.
 *
 * @returns the notice's id
 */
export async function adoptNotice(
  ctx: Context,
  tx: Transaction,
  adopted: AdoptedNotice,
): Promise<string> {
  const { slug, category, release, date, texts, later, certifiedBy } = adopted;
  const id = ctx.clock.newId();
  await ensureCategory(tx, category);
  await insertNotice(tx, { id, slug, category, release, date, createdBy: null });
  const { en, zh } = await appendSides(ctx, tx, id, texts);
  const heads = { en, zh, ...(await appendSides(ctx, tx, id, later)) };
  const data = { slug, heads, publish: adopted.published ? heads : {} };
  await appendEvent(tx, ctx.clock, { type: 'notice.imported', noticeId: id, actor: null, data });
  if (certifiedBy !== null && en !== undefined && zh !== undefined) {
    await certifyPair(ctx, tx, { noticeId: id, en, zh, ground: 'imported', certifiedBy });
  }
  return id;
}

async function appendSides(
  ctx: Context,
  tx: Transaction,
  noticeId: string,
  texts: Sides<Content>,
): Promise<Sides<number>> {
  const act = ctx.clock.newId();
  const numbers: { [L in Language]?: number } = {};
  for (const language of languages) {
    const content = texts[language];
    if (content === undefined) continue;
    const revision = { noticeId, language, content, act, author: null, authors: [] };
    numbers[language] = await appendRevision(tx, revision);
  }
  return numbers;
}

/** Names a category as part of the caller's transaction. */
export async function adoptCategory(
  ctx: Context,
  tx: Transaction,
  { id, name }: { id: string; name: Pair<string> },
): Promise<void> {
  await upsertCategory(tx, { id, nameEn: name.en, nameZh: name.zh });
  const data = { id, name };
  await appendEvent(tx, ctx.clock, { type: 'category.changed', noticeId: null, actor: null, data });
}
