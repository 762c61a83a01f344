import type { NoticeSpan, Symptom, SymptomCode } from '../../core/symptom.ts';
import { broken } from '../../core/symptom.ts';
import { pairState, taskCalledFor } from '../../core/sync.ts';
import { statusAfter } from '../../core/task-life.ts';
import { eventJobs } from '../../jobs.ts';
import type { Queryable } from '../../platform/database.ts';
import type { ActiveTask, CallRow, TaskFault } from './checks-store.ts';
import {
  callRows,
  pendingLeft,
  ruledSubmissions,
  taskFaults,
  unapproved,
  unfrozenPoints,
} from './checks-store.ts';

/** The jobs that end in a notice's having its task, with the events that they follow. */
const leadingToTask = Object.entries(eventJobs).flatMap(([type, jobs]) =>
  jobs
    .filter((job) => job === 'detect-outdated' || job === 'queue-task')
    .map((job) => ({ type, job })),
);

/**
 * Checks the tasks of a stretch of notices: each notice has the one that its state calls for, leases and
 * submissions are whole, and every approval certified what it froze. All reads should be of one snapshot.
 * What a job under way may still mend is graded `unsettled`.
 */
export async function checkTasks(db: Queryable, span: NoticeSpan): Promise<Symptom[]> {
  const symptoms = (await callRows(db, span, leadingToTask)).flatMap(checkCall);
  const revisions = [
    ['pending_left', await pendingLeft(db, span)],
    ['submission_ruled', await ruledSubmissions(db, span)],
    ['accepted_unapproved', await unapproved(db, span)],
  ] as const;
  for (const [code, refs] of revisions) {
    for (const { noticeId, language, number } of refs) {
      symptoms.push(broken(code, noticeId, { language, number }));
    }
  }
  for (const { noticeId, ...pairs } of await unfrozenPoints(db, span)) {
    symptoms.push(broken('point_not_frozen', noticeId, pairs));
  }
  return [...symptoms, ...(await taskFaults(db, span)).flatMap(symptomsOf)];
}

function checkCall(row: CallRow): Symptom[] {
  const found = wrongWithCall(row);
  if (found === null) return [];
  const symptom = broken(found.code, row.id, found.values);
  return [row.underWay ? { ...symptom, grade: 'unsettled' } : symptom];
}

interface Wrong {
  readonly code: SymptomCode;
  readonly values: Symptom['values'];
}

function wrongWithCall(row: CallRow): Wrong | null {
  const heads = { en: row.headEn, zh: row.headZh };
  const { syncedEn, syncedZh, languages, archived, active } = row;
  const synced = syncedEn === null || syncedZh === null ? null : { en: syncedEn, zh: syncedZh };
  const state = pairState({ heads, synced, languages, archived });
  const call = taskCalledFor(state, row.together);
  const [task] = active;
  if (active.length > 1) return { code: 'tasks_several', values: { number: active.length } };
  if (call === null) {
    return task === undefined
      ? null
      : { code: 'task_uncalled', values: { state, kind: task.kind } };
  }
  if (task === undefined) return { code: 'task_missing', values: { state, kind: call.kind } };
  const fresh =
    task.kind === call.kind &&
    task.base.en === heads.en &&
    task.base.zh === heads.zh &&
    task.synced.en === syncedEn &&
    task.synced.zh === syncedZh;
  return fresh || isFrozen(task)
    ? null
    : { code: 'task_outdated', values: { state, kind: task.kind } };
}

/** From its submission on, a task stays about what was submitted. */
function isFrozen(task: ActiveTask): boolean {
  return statusAfter(task.status, 'refresh') === null;
}

function symptomsOf(fault: TaskFault): Symptom[] {
  const { noticeId, id: task, status, draftLease, leaseNumber, submission, submissions } = fault;
  const symptoms: Symptom[] = [];
  if (fault.leaseWrong) symptoms.push(broken('lease_inconsistent', noticeId, { task, status }));
  if (draftLease !== null) {
    const values = { task, draft: draftLease, lease: leaseNumber };
    symptoms.push(broken('draft_past_lease', noticeId, values));
  }
  if (submissions !== submission || fault.submissionMissing) {
    symptoms.push(broken('submission_gap', noticeId, { task, submissions, submission }));
  }
  if (fault.pointMissing) symptoms.push(broken('done_without_point', noticeId, { task }));
  if (fault.eventMissing) {
    const event = status === 'done' ? 'task.approved' : 'task.cancelled';
    symptoms.push(broken('event_missing', noticeId, { event, what: task }));
  }
  return symptoms;
}
