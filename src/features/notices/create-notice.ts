import type { Content } from '../../core/document.ts';
import type { Warning } from '../../core/text-limits.ts';
import type { Language } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { Actor } from '../../core/permission.ts';
import { mayWrite } from '../../core/permission.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { constraintOf } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { appendRevision } from './append-revision.ts';
import type { CreateInput, NoticeDetail, VersionInput } from './contract.ts';
import { noticeDetailOf } from './read-notice.ts';
import { ensureCategory, insertNotice } from './store.ts';

interface FirstVersion {
  readonly language: Language;
  readonly content: Content;
}

/** What is done in the same transaction, once the notice is made or its text is saved. */
export interface Also {
  readonly also?: ((tx: Transaction, noticeId: string) => Promise<void>) | undefined;
}

/**
 * Creates a notice with the first revision of one language or of both.
 *
 * @throws Refusal `slug_taken`, `forbidden` for a language the person does not write, `invalid` for texts
 */
export async function createNotice(
  ctx: Context,
  actor: Actor,
  { also, ...input }: CreateInput & Also,
): Promise<NoticeDetail> {
  const { versions, warnings } = await readVersions(ctx, input);
  if (
    !mayWrite(
      actor,
      versions.map((version) => version.language),
    )
  )
    throw new Refusal('forbidden');
  const detail = await ctx.db
    .transaction()
    .execute((tx) => insertWhole(ctx, tx, { actor, input, versions, also }));
  return warnings.length === 0 ? detail : { ...detail, warnings };
}

async function readVersions(
  ctx: Context,
  input: CreateInput,
): Promise<{ versions: FirstVersion[]; warnings: Warning[] }> {
  const read = await Promise.all(
    givenVersions(input).map(async ({ language, text, path }) => ({
      language,
      ...(await ctx.engine.content(text, path)),
    })),
  );
  return {
    versions: read.map(({ language, content }) => ({ language, content })),
    warnings: read.flatMap((each) => each.warnings),
  };
}

function givenVersions(
  input: CreateInput,
): { language: Language; text: VersionInput; path: string }[] {
  const { versions, language, title, body, summary, format } = input;
  if (versions !== undefined) {
    return languages.map((each) => ({
      language: each,
      text: versions[each],
      path: `versions.${each}`,
    }));
  }
  if (language === undefined || title === undefined || body === undefined) {
    throw invalidField('language', 'required', 'required unless versions is given');
  }
  return [{ language, text: { title, body, summary, format: format ?? 'html' }, path: '' }];
}

async function insertWhole(
  ctx: Context,
  tx: Transaction,
  whole: { actor: Actor; input: CreateInput; versions: FirstVersion[] } & Also,
): Promise<NoticeDetail> {
  const { actor, input, versions } = whole;
  const id = ctx.clock.newId();
  const act = ctx.clock.newId();
  const category = input.category ?? null;
  if (category !== null) await ensureCategory(tx, category);
  await insertNotice(tx, {
    id,
    slug: input.slug,
    category,
    release: input.release,
    date: input.date ?? null,
    createdBy: actor.id,
  }).catch((error: unknown) => {
    throw isSlugTaken(error) ? slugTaken(input.slug) : error;
  });
  for (const { language, content } of versions) {
    await appendRevision(ctx, tx, {
      noticeId: id,
      language,
      content,
      act,
      author: actor.id,
      authors: [actor.id],
      message: input.message ?? null,
    });
  }
  await appendEvent(tx, ctx.clock, {
    type: 'notice.created',
    noticeId: id,
    actor: actor.id,
    data: { slug: input.slug, languages: versions.map((version) => version.language) },
  });
  await whole.also?.(tx, id);
  return noticeDetailOf(tx, id);
}

/** Whether another notice has the slug, or had it: the database has the last word. */
export function isSlugTaken(error: unknown): boolean {
  return ['notice_slug_key', 'notice_slug_pkey'].includes(constraintOf(error) ?? '');
}

export function slugTaken(slug: string): Refusal {
  return new Refusal('slug_taken', {
    params: { slug },
    errors: [{ path: 'slug', code: 'slug_taken', message: 'another notice has or had this slug' }],
  });
}
