import type { HousePolicy } from '../../core/checks/policy.ts';
import { defaultPolicy } from '../../core/checks/policy.ts';
import { engineVersion } from '../../core/engine.ts';
import { hashOf } from '../../core/finding-id.ts';
import type { Content } from '../../core/document.ts';
import { bodyFormats, readContent } from '../../core/formats/content.ts';
import type { Pair } from '../../core/language.ts';
import { mapPair } from '../../core/language.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Report } from '../../core/report.ts';
import type { Warning } from '../../core/text-limits.ts';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../platform/database.ts';
import { requireNotice } from '../notices/lock-notice.ts';
import { readContentsOf } from '../notices/read-ledger.ts';
import { readSettings } from '../notices/set-house.ts';
import type { NoticeRow } from '../notices/store.ts';
import type { Engine } from './engine.ts';
import type { ReaderFinding } from './contract.ts';
import type { StoredReport, Waiver } from './report-store.ts';
import {
  correctionsOf,
  findReport,
  readerFindings,
  standingWaivers,
  writeReport,
} from './report-store.ts';
import { writeBeads } from './store.ts';

export type { Waiver } from './report-store.ts';

/** What use cases need that ask the language engine. */
export interface EngineContext extends Context {
  readonly engine: Engine;
}

export interface NoticeReport extends StoredReport {
  readonly noticeId: string;
  readonly pair: Pair<number>;
  readonly waivers: readonly Waiver[];
  readonly readers: readonly ReaderFinding[];
}

/**
 * The parity report of two revisions of a notice, the heads unless others are named: the stored one, or
 * a new one where the engine, the policy or the hand corrections have changed since.
 *
 * @throws Refusal `pair_incomplete` where a language has no revision, `not_found` for one that is not there
 */
export async function readReport(
  ctx: EngineContext,
  input: { notice: string; en?: number | undefined; zh?: number | undefined },
): Promise<NoticeReport> {
  const notice = await requireNotice(ctx.db, input.notice);
  const pair = { en: input.en ?? notice.heads.en, zh: input.zh ?? notice.heads.zh };
  if (pair.en === 0 || pair.zh === 0) throw new Refusal('pair_incomplete');
  const stored = await makeStoredReport(ctx, notice, pair);
  const waivers = await standingWaivers(ctx.db, notice.id);
  const readers = await readerFindings(ctx.db, notice.id);
  return { ...stored, noticeId: notice.id, pair, waivers, readers };
}

/** The stored report of a pair of revisions, computed where there is none that counts. */
export async function makeStoredReport(
  ctx: EngineContext,
  notice: Pick<NoticeRow, 'id'>,
  pair: Pair<number>,
): Promise<StoredReport> {
  const noticeId = notice.id;
  const policy = await policyOf(ctx.db);
  const constraints = await correctionsOf(ctx.db, noticeId, pair);
  const hash = hashOf(JSON.stringify([policy, constraints]));
  const key = { noticeId, pair, engine: engineVersion, policy: hash };
  const stored = await findReport(ctx.db, key);
  if (stored !== null) return stored;
  const [en, zh] = await readContentsOf(ctx.db, noticeId, [
    { language: 'en', number: pair.en },
    { language: 'zh', number: pair.zh },
  ]);
  const report = await ctx.engine.report({ en, zh, policy, constraints });
  // The task that the next edit calls for asks for the alignment of this pair: it is there by then.
  if (constraints.length === 0) await writeBeads(ctx.db, key, report.alignment);
  return writeReport(ctx.db, key, report);
}

async function policyOf(db: Queryable): Promise<HousePolicy> {
  const { parity } = await readSettings(db);
  return { ...defaultPolicy, ...parity };
}

export interface ReportedText {
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  readonly body: string;
  readonly format: 'html' | 'markdown' | 'text';
}

/** A report of any two texts; nothing is stored. */
export async function reportTexts(
  ctx: EngineContext,
  texts: Pair<ReportedText>,
): Promise<{ report: Report; warnings: Warning[] }> {
  const { en, zh } = mapPair(texts, readText);
  const policy = await policyOf(ctx.db);
  const report = await ctx.engine.report({
    en: en.content,
    zh: zh.content,
    policy,
    constraints: [],
  });
  return { report, warnings: [...en.warnings, ...zh.warnings] };
}

/** Texts without a title are fine here: nothing is stored. */
export function readText(
  { title = '', summary, body, format }: ReportedText,
  path: string,
): { content: Content; warnings: Warning[] } {
  if (title !== '') return readContent({ title, summary, body, format }, path);
  const { html, warnings } = bodyFormats[format].read(body, `${path}.body`);
  return { content: { title, summary: summary ?? '', body: html }, warnings };
}
