import type { Content } from '../../core/document.ts';
import type { Language } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import { sameContent } from '../../core/revision.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { appendRevision } from './append-revision.ts';
import type { Condition } from './conditions.ts';
import { checkNoticeCondition, checkVersionCondition } from './conditions.ts';
import type { NoticeDetail, VersionInput, VersionView } from './contract.ts';
import type { Also } from './create-notice.ts';
import { checkWritable, lockNotice } from './lock-notice.ts';
import { noticeDetailOf, versionOf } from './read-notice.ts';
import type { NoticeRow } from './store.ts';
import { contentOf } from './store.ts';

interface Saving {
  readonly notice: string;
  readonly change: 'auto' | 'cosmetic';
  readonly message?: string | undefined;
  readonly condition: Condition;
}

export interface SaveOne extends Saving, Also {
  readonly language: Language;
  readonly text: VersionInput;
}

/**
 * Saves one language: a new revision becomes its head; identical content makes none.
 *
 * @returns the head, and whether it is the version's first
 * @throws Refusal `precondition_required`, `stale`, `archived`, `language_not_meant`, `invalid`
 */
export async function saveRevision(
  ctx: Context,
  actor: Actor,
  input: SaveOne,
): Promise<{ version: VersionView; first: boolean }> {
  const { content, warnings } = await ctx.engine.content(input.text, '');
  const { language } = input;
  return ctx.db.transaction().execute(async (tx) => {
    const notice = await lockNotice(tx, input.notice);
    checkWritable(notice, actor, [language]);
    checkVersionCondition(notice, language, input.condition);
    const saved = await saveSides(ctx, tx, {
      ...input,
      notice,
      actor,
      texts: { [language]: content },
    });
    await input.also?.(tx, notice.id);
    const number = saved[language] ?? notice.heads[language];
    const version = await versionOf(tx, { noticeId: notice.id, language, number });
    const withWarnings = warnings.length === 0 ? version : { ...version, warnings };
    return { version: withWarnings, first: notice.heads[language] === 0 };
  });
}

export interface SaveBoth extends Saving {
  readonly en: VersionInput;
  readonly zh: VersionInput;
}

/** Saves both languages in one act, under the notice's own condition. */
export async function saveBothRevisions(
  ctx: Context,
  actor: Actor,
  input: SaveBoth,
): Promise<NoticeDetail> {
  const en = await ctx.engine.content(input.en, 'en');
  const zh = await ctx.engine.content(input.zh, 'zh');
  const warnings = [...en.warnings, ...zh.warnings];
  return ctx.db.transaction().execute(async (tx) => {
    const notice = await lockNotice(tx, input.notice);
    checkWritable(notice, actor, languages);
    checkNoticeCondition(notice, input.condition);
    const texts = { en: en.content, zh: zh.content };
    await saveSides(ctx, tx, { ...input, notice, actor, texts });
    const detail = await noticeDetailOf(tx, notice.id);
    return warnings.length === 0 ? detail : { ...detail, warnings };
  });
}

/** A new revision with the content of an older one; a head that has it already stays. */
export async function restoreRevision(
  ctx: Context,
  actor: Actor,
  input: { notice: string; language: Language; revision: number; message?: string | undefined },
): Promise<VersionView> {
  const { language, message } = input;
  return ctx.db.transaction().execute(async (tx) => {
    const notice = await lockNotice(tx, input.notice);
    checkWritable(notice, actor, [language]);
    const old = await contentOf(tx, { noticeId: notice.id, language, number: input.revision });
    if (old === null) throw new Refusal('not_found');
    const saved = await saveSides(ctx, tx, {
      notice,
      actor,
      texts: { [language]: { title: old.title, summary: old.summary, body: old.body } },
      change: 'auto',
      message,
      restored: input.revision,
    });
    const number = saved[language] ?? notice.heads[language];
    return versionOf(tx, { noticeId: notice.id, language, number });
  });
}

interface SidesToSave {
  readonly notice: NoticeRow;
  readonly actor: Actor;
  readonly texts: { readonly [L in Language]?: Content };
  readonly change: 'auto' | 'cosmetic';
  readonly message?: string | undefined;
  readonly restored?: number;
}

/** Appends a revision for each side whose content differs from its head, and one event for the act. */
async function saveSides(
  ctx: Context,
  tx: Transaction,
  sides: SidesToSave,
): Promise<{ [L in Language]?: number }> {
  const { notice, actor, texts, change, message, restored } = sides;
  const act = ctx.clock.newId();
  const saved: { [L in Language]?: number } = {};
  for (const language of languages) {
    const content = texts[language];
    if (content === undefined || (await isHead(tx, notice, language, content))) continue;
    saved[language] = await appendRevision(ctx, tx, {
      noticeId: notice.id,
      language,
      content,
      act,
      author: actor.id,
      authors: [actor.id],
      message: message ?? null,
      changeMark: change,
    });
  }
  if (Object.keys(saved).length === 0) return saved;
  await appendEvent(tx, ctx.clock, {
    type: 'revision.saved',
    noticeId: notice.id,
    actor: actor.id,
    data: { saved, ...(restored === undefined ? {} : { restored }) },
  });
  return saved;
}

async function isHead(
  tx: Transaction,
  notice: NoticeRow,
  language: Language,
  content: Content,
): Promise<boolean> {
  const head = await contentOf(tx, {
    noticeId: notice.id,
    language,
    number: notice.heads[language],
  });
  return head !== null && sameContent(head, content);
}
