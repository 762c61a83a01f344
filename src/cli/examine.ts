import type { NoticeSpan, Symptom, SymptomCode } from '../core/symptom.ts';
import { broken, symptomRules } from '../core/symptom.ts';
import type { NamedSpan } from '../features/notices/check-ledger.ts';
import { beforeEvery, readSpan } from '../features/notices/check-ledger.ts';
import type { JobName } from '../jobs.ts';
import { eventJobs } from '../jobs.ts';
import type { OpenJob } from '../platform/check-outbox.ts';
import { jobsBeyondOutbox, stillOpen } from '../platform/check-outbox.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { guardsOff } from '../platform/guards.ts';
import type { CommandContext } from './open.ts';
import type { Queues } from './queues.ts';
import { openQueues } from './queues.ts';

/** What a room finds in a stretch of notices. */
export type Check = (db: Queryable, span: NoticeSpan) => Promise<Symptom[]>;

/** How many notices are looked at in one snapshot and held in memory at a time. */
const stretch = 500;

/** How many jobs the queue is asked for at a time. */
const askedAtOnce = 50;

export interface Diagnosis {
  readonly notices: number;
  readonly broken: number;
  readonly unsettled: number;
  readonly hints: number;
}

/**
 * Examines a live database stretch by stretch.
 *
 * @param tell is given every symptom as it is found, with the slug of its notice
 */
export async function examine(
  ctx: CommandContext,
  checks: readonly Check[],
  tell: (symptom: Symptom, slug: string | null) => void,
): Promise<Diagnosis> {
  const counts = { notices: 0, broken: 0, unsettled: 0, hints: 0 };
  const note = (symptom: Symptom, slug: string | null): void => {
    counts[symptom.grade === 'hint' ? 'hints' : symptom.grade] += 1;
    tell(symptom, slug);
  };
  for (const guard of await guardsOff(ctx.db)) note(broken('guard_off', null, { guard }), null);
  const opened = await openQueues(ctx).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    note(hint('queue_away', null, { reason }), null);
    return null;
  });
  try {
    for await (const { span, symptoms } of walkNotices(ctx.db, checks, opened?.queues ?? null)) {
      counts.notices += span.slugs.size;
      for (const symptom of symptoms) note(symptom, span.slugs.get(symptom.notice ?? '') ?? null);
    }
  } finally {
    await opened?.close();
  }
  return counts;
}

function hint(code: SymptomCode, notice: string | null, values: Symptom['values']): Symptom {
  return { rule: symptomRules[code], grade: 'hint', notice, code, values };
}

async function* walkNotices(
  db: Database,
  checks: readonly Check[],
  queues: Queues | null,
): AsyncGenerator<{ span: NamedSpan; symptoms: Symptom[] }> {
  let after = beforeEvery;
  for (;;) {
    const seen = await lookAt(db, checks, after);
    if (seen === null) return;
    const lost = queues === null ? [] : await lostJobs(db, queues, seen.open);
    yield { span: seen.span, symptoms: [...seen.symptoms, ...lost] };
    after = seen.span.upTo;
  }
}

/** Everything that the rows of the next stretch show, at one moment; null at the end. */
async function lookAt(db: Database, checks: readonly Check[], after: string) {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const span = await readSpan(tx, after, stretch);
      if (span === null) return null;
      const symptoms: Symptom[] = [];
      for (const check of checks) symptoms.push(...(await check(tx, span)));
      return { span, symptoms, open: await jobsBeyondOutbox(tx, span, eventJobs) };
    });
}

/** Notices with jobs that are not done and that nobody will do until the queue is rebuilt. */
async function lostJobs(
  db: Database,
  queues: Queues,
  open: readonly OpenJob[],
): Promise<Symptom[]> {
  const gone: OpenJob[] = [];
  for (let from = 0; from < open.length; from += askedAtOnce) {
    const some = open.slice(from, from + askedAtOnce);
    const held = await Promise.all(
      some.map(({ event, job }) => queues[job as JobName].holds(`${event}-${job}`)),
    );
    gone.push(...some.filter((_job, i) => held[i] !== true));
  }
  // What was done while we asked is recorded by now.
  const lost = new Map<string, string[]>();
  for (const { notice, job } of await stillOpen(db, gone)) {
    lost.set(notice, [...(lost.get(notice) ?? []), job]);
  }
  return [...lost].map(([notice, jobs]) =>
    hint('job_lost', notice, { number: jobs.length, jobs: [...new Set(jobs)].join(', ') }),
  );
}
