import type { Constraint } from '../../core/align.ts';
import { fixesBetween } from '../../core/checks/outcome.ts';
import type { HousePolicy } from '../../core/checks/policy.ts';
import { defaultPolicy } from '../../core/checks/policy.ts';
import { engineVersion } from '../../core/engine.ts';
import { hashOf } from '../../core/finding-id.ts';
import type { LooseInput } from '../../core/formats/content.ts';
import type { Pair } from '../../core/language.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Report } from '../../core/report.ts';
import type { Warning } from '../../core/text-limits.ts';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../platform/database.ts';
import { requireNotice } from '../notices/lock-notice.ts';
import { readPairOf } from '../notices/read-ledger.ts';
import { readSettings } from '../notices/set-house.ts';
import type { NoticeRow } from '../notices/store.ts';
import type { Engine } from './engine.ts';
import type { ReaderFinding } from './contract.ts';
import { currentLesson } from './current-lesson.ts';
import { findingsBefore, writeFixes } from './outcome-store.ts';
import type { ReportKey, StoredReport, Waiver } from './report-store.ts';
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

/** A stored report with the hand corrections of the alignment that it was made with. */
interface CorrectedReport extends StoredReport {
  readonly corrections: readonly Constraint[];
}

export interface NoticeReport extends CorrectedReport {
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

/** A pair of revisions, and whether its report is to be made with all that is learned by now. */
export interface ReportAsked extends Pair<number> {
  readonly newestLesson?: boolean;
}

/**
 * The stored report of a pair of revisions, computed where there is none that counts. One that was made
 * before the engine learned more words counts, unless the newest lesson is asked for.
 */
export async function makeStoredReport(
  ctx: EngineContext,
  notice: Pick<NoticeRow, 'id'>,
  { en: enNumber, zh: zhNumber, newestLesson = false }: ReportAsked,
): Promise<CorrectedReport> {
  const noticeId = notice.id;
  const pair = { en: enNumber, zh: zhNumber };
  const policy = await policyOf(ctx.db);
  const corrections = await correctionsOf(ctx.db, noticeId, pair);
  const hash = hashOf(JSON.stringify([policy, corrections]));
  const key = { noticeId, pair, engine: engineVersion, policy: hash };
  const lesson = await currentLesson(ctx.db);
  const stored = await findReport(ctx.db, key);
  if (stored !== null && (!newestLesson || stored.lexicon === lesson.version)) {
    return { ...stored, corrections };
  }
  const { en, zh } = await readPairOf(ctx.db, noticeId, pair);
  const report = await ctx.engine.report({ en, zh, policy, constraints: corrections, lesson });
  // The task that the next edit calls for asks for the alignment of this pair: it is there by then.
  if (corrections.length === 0) await writeBeads(ctx.db, key, report.alignment);
  const kept = await keepReport(ctx, key, { report, lexicon: lesson.version });
  return { ...kept, corrections };
}

/** Stores a report, and how many findings of the pair before it are gone. */
async function keepReport(
  ctx: EngineContext,
  key: ReportKey,
  made: Pick<StoredReport, 'report' | 'lexicon'>,
): Promise<StoredReport> {
  return ctx.db.transaction().execute(async (tx) => {
    const written = await writeReport(tx, key, made);
    const before = await findingsBefore(tx, key, made.lexicon);
    const waived = await standingWaivers(tx, key.noticeId);
    const ids = new Set(waived.map(({ finding }) => finding));
    await writeFixes(tx, key, fixesBetween(before ?? [], made.report.findings, ids));
    return written;
  });
}

async function policyOf(db: Queryable): Promise<HousePolicy> {
  const { parity } = await readSettings(db);
  return { ...defaultPolicy, ...parity };
}

/** A report of any two texts; nothing is stored. */
export async function reportTexts(
  ctx: EngineContext,
  texts: Pair<LooseInput>,
): Promise<{ report: Report; warnings: Warning[] }> {
  const en = await ctx.engine.loose(texts.en, 'en');
  const zh = await ctx.engine.loose(texts.zh, 'zh');
  const policy = await policyOf(ctx.db);
  const report = await ctx.engine.report({
    en: en.content,
    zh: zh.content,
    policy,
    constraints: [],
    lesson: await currentLesson(ctx.db),
  });
  return { report, warnings: [...en.warnings, ...zh.warnings] };
}
