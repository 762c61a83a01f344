import type { Content } from '../../core/document.ts';
import type { Language, Pair } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import type { NewEvent } from '../../platform/outbox.ts';
import { appendEvent, appendEvents } from '../../platform/outbox.ts';
import type { NewRevision, NewSyncPoint } from './store.ts';
import { insertSyncPoints, insertVersions, insertWholeNotices } from './adoption-store.ts';
import { ensureCategory, upsertCategory } from './store.ts';

type Sides<T> = { readonly [L in Language]?: T | undefined };

/** A notice as another system leaves it. */
export interface AdoptedNotice {
  readonly slug: string;
  readonly category: string | null;
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

/** A notice on its way in, with all the rows that make it. */
interface Adoption {
  readonly id: string;
  readonly adopted: AdoptedNotice;
  readonly revisions: readonly NewRevision[];
  readonly heads: Pair<number>;
  readonly point: NewSyncPoint | null;
}

/**
 * Takes up to a few hundred notices over whole, as part of the caller's transaction and in few statements.
 * Their texts have no author here, so that anybody may vouch for them later. What their events say is
 * published, the delivery room publishes.
 */
export async function adoptNotices(
  ctx: Context,
  tx: Transaction,
  notices: readonly AdoptedNotice[],
): Promise<void> {
  // In the order given, of which the lists show the last first.
  const ids = notices.map(() => ctx.clock.newId()).toSorted();
  const adoptions = notices.map((adopted, i) => adoptionOf(ctx, ids[i] ?? '', adopted));
  const points = adoptions.flatMap(({ point }) => point ?? []);
  const categories = new Set(notices.flatMap(({ category }) => category ?? []));
  // In one order, lest two imports wait for each other.
  for (const category of [...categories].toSorted()) await ensureCategory(tx, category);
  await insertWholeNotices(
    tx,
    adoptions.map(({ id, adopted, heads, point }) => ({ ...adopted, id, heads, synced: point })),
  );
  await insertVersions(
    tx,
    adoptions.flatMap(({ revisions }) => revisions),
  );
  await insertSyncPoints(tx, points);
  await appendEvents(tx, ctx.clock, adoptions.flatMap(eventsOf));
}

function adoptionOf(ctx: Context, id: string, adopted: AdoptedNotice): Adoption {
  const acts = [ctx.clock.newId(), ctx.clock.newId()];
  const revisions: NewRevision[] = [];
  const heads = { en: 0, zh: 0 };
  for (const [i, texts] of [adopted.texts, adopted.later].entries()) {
    for (const language of languages) {
      const content = texts[language];
      if (content === undefined) continue;
      heads[language] += 1;
      const key = { noticeId: id, language, number: heads[language] };
      revisions.push({ ...key, ...unsigned, act: acts[i] ?? id, content });
    }
  }
  const { certifiedBy, texts } = adopted;
  const isPair = texts.en !== undefined && texts.zh !== undefined;
  const certified = certifiedBy !== null && isPair;
  const point = certified ? pointOf(ctx.clock.newId(), id, certifiedBy) : null;
  return { id, adopted, revisions, heads, point };
}

const unsigned = {
  author: null,
  authors: [],
  pending: false,
  taskId: null,
  message: null,
  changeMark: 'auto',
} as const;

/** Revisions 1 of both languages, taken over as a pair. */
function pointOf(id: string, noticeId: string, certifiedBy: string): NewSyncPoint {
  const ground = 'imported';
  return {
    id,
    noticeId,
    en: 1,
    zh: 1,
    ground,
    certifiedBy,
    taskId: null,
    changeClass: null,
    note: null,
  };
}

function eventsOf({ id: noticeId, adopted, heads, point }: Adoption): NewEvent[] {
  const sides = Object.fromEntries(Object.entries(heads).filter(([, head]) => head > 0));
  const publish = adopted.published ? sides : {};
  const data = { slug: adopted.slug, heads: sides, publish };
  const imported = { type: 'notice.imported', noticeId, actor: null, data };
  if (point === null) return [imported];
  const { id: syncPoint, en, zh, ground, certifiedBy: actor } = point;
  const certified = { syncPoint, en, zh, ground };
  return [imported, { type: 'pair.certified', noticeId, actor, data: certified }];
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
