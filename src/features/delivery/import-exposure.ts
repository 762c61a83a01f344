import { createHash } from 'node:crypto';
import type { Language } from '../../core/language.ts';
import { languageOf } from '../../core/locale.ts';
import type { ServingHistory } from '../../core/publication.ts';
import { wasBehind } from '../../core/publication.ts';
import type { Context } from '../../context.ts';
import { editions } from './contract.ts';
import type { DayOfViews } from './exposure-store.ts';
import { addViews, insertImport, servingHistory } from './exposure-store.ts';
import { isReader } from './record-exposure.ts';

export interface ExposureImport {
  readonly lines: number;
  /** Lines that are none of the combined log format. */
  readonly unread: number;
  /** Views of texts that were behind. */
  readonly counted: number;
  /** The same log was read before, and nothing was counted again. */
  readonly repeated: boolean;
}

/** Host, identity, person, time, request, status, size, referrer, agent. */
const combined =
  /^\S+ \S+ \S+ \[(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)\] "(\S+) (\S+)[^"]*" (\d{3}) \S+(?: "(?:[^"\\]|\\.)*" "((?:[^"\\]|\\.)*)")?/;
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const longestLine = 16_384;
const batch = 500;

/**
 * Counts, from the log of a network in front of the site, views of pages whose text was behind its
 * counterpart at that moment. A log is counted once, whatever it is called.
 *
 * @param lines in the combined log format
 */
export async function importExposure(
  ctx: Context,
  lines: AsyncIterable<string>,
): Promise<ExposureImport> {
  const digest = createHash('sha256');
  const views = new Map<string, DayOfViews>();
  const known = new Map<string, (ServingHistory & { id: string }) | null>();
  let [total, unread, counted] = [0, 0, 0];
  for await (const line of lines) {
    digest.update(line).update('\n');
    total += 1;
    const view = viewOf(line);
    if (view === 'unread') unread += 1;
    if (typeof view === 'string') continue;
    const history = known.has(view.slug)
      ? known.get(view.slug)
      : await servingHistory(ctx.db, view.slug);
    if (known.size >= 5000) known.clear();
    known.set(view.slug, history ?? null);
    if (!history || !wasBehind(view.language, history, view.at)) continue;
    counted += 1;
    const day = view.at.toISOString().slice(0, 10);
    const key = `${history.id} ${view.language} ${day}`;
    const before = views.get(key)?.views ?? 0;
    views.set(key, { noticeId: history.id, language: view.language, day, views: before + 1 });
  }
  const hash = digest.digest('base64url');
  const isNew = await ctx.db.transaction().execute(async (tx) => {
    if (!(await insertImport(tx, { digest: hash, lines: total, counted }))) return false;
    const days = [...views.values()];
    for (let start = 0; start < days.length; start += batch) {
      await addViews(tx, 'log', days.slice(start, start + batch));
    }
    return true;
  });
  return { lines: total, unread, counted: isNew ? counted : 0, repeated: !isNew };
}

interface View {
  readonly slug: string;
  readonly language: Language;
  readonly at: Date;
}

/** A reader's view of a notice's page; what else a line tells is passed over. */
function viewOf(line: string): View | 'other' | 'unread' {
  const parts = line.length > longestLine ? null : combined.exec(line);
  if (parts === null) return 'unread';
  const [, day, month = '', year, time, hours, minutes, method, target = '', status, agent] = parts;
  if (method !== 'GET' || (status !== '200' && status !== '304') || !isReader(agent))
    return 'other';
  const [, locale, slug = ''] =
    /^\/([\w-]+)\/notices\/([a-z0-9-]{1,120})(?:\?|$)/.exec(target) ?? [];
  const edition = editions.find((each) => each === locale);
  if (edition === undefined) return 'other';
  const monthNumber = String(months.indexOf(month) + 1).padStart(2, '0');
  const at = new Date(`${year}-${monthNumber}-${day}T${time}${hours}:${minutes}`);
  if (Number.isNaN(at.getTime())) return 'unread';
  return { slug, language: languageOf(edition), at };
}
