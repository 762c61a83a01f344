import type { ChangeClass } from '../../core/diff.ts';
import { mayVouch } from '../../core/four-eyes.ts';
import type { Language, Pair } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { NoticeSpan, Symptom } from '../../core/symptom.ts';
import { broken } from '../../core/symptom.ts';
import { movesForward, pairState } from '../../core/sync.ts';
import type { Queryable } from '../../platform/database.ts';
import type { LedgerRow, PointRow, SettledRow } from './checks-store.ts';
import {
  ledgerIds,
  ledgerRows,
  numberGaps,
  pointRows,
  settledRows,
  strayRulings,
  toldPoints,
} from './checks-store.ts';

/** Sorts before every id. */
export const beforeEvery = '00000000-0000-0000-0000-000000000000';

export interface NamedSpan extends NoticeSpan {
  /** Slugs by id. */
  readonly slugs: ReadonlyMap<string, string>;
}

/** The next stretch of at most `size` notices past an id; null at the end. */
export async function readSpan(
  db: Queryable,
  after: string,
  size: number,
): Promise<NamedSpan | null> {
  const notices = await ledgerIds(db, after, size);
  const upTo = notices.at(-1)?.id;
  if (upTo === undefined) return null;
  return { after, upTo, slugs: new Map(notices.map(({ id, slug }) => [id, slug])) };
}

/**
 * Derives the ledger of a stretch of notices anew and compares: heads, the synced pair and the pair state,
 * the order and the grounds of sync points, who vouched, and that nothing is missing. All reads should be
 * of one snapshot.
 */
export async function checkLedger(db: Queryable, span: NoticeSpan): Promise<Symptom[]> {
  const symptoms: Symptom[] = [];
  const points = await pointRows(db, span);
  const pointsOf = byNotice(points);
  const settledOf = byNotice(await settledRows(db, span));
  for (const row of await ledgerRows(db, span)) {
    const own = { points: pointsOf.get(row.id) ?? [], settled: settledOf.get(row.id) ?? [] };
    symptoms.push(...checkCopies(row, own), ...checkPoints(own));
  }
  for (const { noticeId, language, count, newest } of await numberGaps(db, span)) {
    symptoms.push(broken('number_gap', noticeId, { language, kept: count, newest }));
  }
  for (const { noticeId, language, number } of await strayRulings(db, span)) {
    symptoms.push(broken('ruling_not_pending', noticeId, { language, number }));
  }
  return [...symptoms, ...(await checkTold(db, span, points))];
}

/** What the ledger of one notice follows from. */
interface OwnRows {
  /** From the least pair to the greatest. */
  readonly points: readonly PointRow[];
  readonly settled: readonly SettledRow[];
}

function byNotice<T extends { readonly noticeId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.noticeId);
    if (group === undefined) groups.set(row.noticeId, [row]);
    else group.push(row);
  }
  return groups;
}

/** What the notice keeps for reading, against what it follows from. */
function checkCopies(row: LedgerRow, own: OwnRows): Symptom[] {
  const symptoms: Symptom[] = [];
  const heads = { en: row.headEn, zh: row.headZh };
  for (const language of languages) {
    const newest = newestOf(language, own.settled);
    if (heads[language] === newest) continue;
    const values = { language, head: heads[language], newest };
    symptoms.push(broken('head_not_newest', row.id, values));
  }
  const synced = pairOrNull(row.syncedEn, row.syncedZh);
  const standing = own.points.findLast((point) => !point.retracted) ?? null;
  if (synced?.en !== standing?.en || synced?.zh !== standing?.zh) {
    const values = { synced: nameOf(synced), standing: nameOf(standing) };
    symptoms.push(broken('synced_not_standing', row.id, values));
  }
  const pure = pairState({ heads, synced, languages: row.languages, archived: row.archived });
  if (row.state !== pure) {
    symptoms.push(broken('state_differs', row.id, { database: row.state, pure }));
  }
  if (!row.slugKept) symptoms.push(broken('slug_not_kept', row.id, { slug: row.slug }));
  return symptoms;
}

function newestOf(language: Language, settled: readonly SettledRow[]): number {
  const own = settled.filter((revision) => revision.language === language);
  return own.reduce((newest, { number }) => Math.max(newest, number), 0);
}

function pairOrNull(en: number | null, zh: number | null): Pair<number> | null {
  return en === null || zh === null ? null : { en, zh };
}

function nameOf(pair: Pair<number> | null): string {
  return pair === null ? '–' : `en ${pair.en}, zh ${pair.zh}`;
}

function checkPoints({ points, settled }: OwnRows): Symptom[] {
  const symptoms: Symptom[] = [];
  const numbers = new Set(settled.map(({ language, number }) => `${language} ${number}`));
  for (const point of points) {
    const { noticeId, en, zh, ground } = point;
    if (!numbers.has(`en ${en}`) || !numbers.has(`zh ${zh}`)) {
      symptoms.push(broken('point_not_settled', noticeId, { en, zh }));
    }
    if (!hasGround(point)) {
      symptoms.push(broken('point_without_ground', noticeId, { en, zh, ground }));
    }
  }
  // Only the standing point can be retracted. Hence what stood when one of these was certified is the one
  // before it, and no time needs to be compared.
  const standing = points.filter((point) => !point.retracted);
  standing.forEach((point, i) => {
    const { noticeId, en, zh } = point;
    const base = standing[i - 1] ?? null;
    if (base !== null && !movesForward(base, point)) {
      symptoms.push(broken('point_not_forward', noticeId, { en, zh }));
    } else if (hasGround(point) && !vouchedFor(point, base, settled)) {
      symptoms.push(broken('four_eyes', noticeId, { en, zh, ground: point.ground }));
    }
  });
  return symptoms;
}

const mild: ReadonlySet<ChangeClass | null> = new Set([null, 'unchanged', 'cosmetic']);

/** Whether the record shows what its ground claims. */
function hasGround({ ground, certifiedBy, status, changeClass }: PointRow): boolean {
  if (ground === 'cosmetic') return certifiedBy === null && mild.has(changeClass);
  return certifiedBy !== null && (ground !== 'reviewed' || status === 'done');
}

/** The four-eyes rule, over the revisions that there were at the time. */
function vouchedFor(
  point: PointRow,
  base: Pair<number> | null,
  settled: readonly SettledRow[],
): boolean {
  const changes = settled.filter(
    ({ language, number }) => number > (base?.[language] ?? 0) && number <= point[language],
  );
  const { ground, certifiedBy, changeClass, taskId, kind, writers } = point;
  const vouching = { ground, person: certifiedBy ?? '', changes, change: changeClass };
  if (kind === null) return mayVouch(vouching);
  const written = settled.filter(
    (revision) => revision.taskId === taskId && revision.number === point[revision.language],
  );
  return mayVouch({ ...vouching, task: { kind, writers: writers ?? [], written } });
}

/** Every certification and every retraction has its event. */
async function checkTold(
  db: Queryable,
  span: NoticeSpan,
  points: readonly PointRow[],
): Promise<Symptom[]> {
  const told = new Set((await toldPoints(db, span)).map(({ type, point }) => `${type} ${point}`));
  const symptoms: Symptom[] = [];
  for (const { id, noticeId, en, zh, retracted } of points) {
    for (const event of retracted ? ['pair.certified', 'pair.retracted'] : ['pair.certified']) {
      if (told.has(`${event} ${id}`)) continue;
      symptoms.push(broken('event_missing', noticeId, { event, what: `en ${en}, zh ${zh}` }));
    }
  }
  return symptoms;
}
