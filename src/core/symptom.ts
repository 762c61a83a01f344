/** The rules that always hold, by number: section 2 of the design, in order. */
export type RuleNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** Everything that `hebi doctor` can find, and the rule that it is about. Words: `doctor:<code>`. */
export const symptomRules = {
  head_not_newest: 1,
  ruling_not_pending: 1,
  point_not_settled: 1,
  point_not_forward: 1,
  point_without_ground: 1,
  synced_not_standing: 2,
  state_differs: 2,
  task_missing: 3,
  task_uncalled: 3,
  tasks_several: 3,
  task_outdated: 3,
  done_without_point: 4,
  point_not_frozen: 4,
  pending_left: 4,
  submission_ruled: 4,
  accepted_unapproved: 4,
  four_eyes: 5,
  lease_inconsistent: 6,
  draft_past_lease: 6,
  published_not_settled: 7,
  published_not_logged: 7,
  served_differs: 7,
  not_searchable: 7,
  event_missing: 8,
  job_lost: 9,
  queue_away: 9,
  number_gap: 10,
  submission_gap: 10,
  slug_not_kept: 10,
  guard_off: 10,
} as const satisfies Record<string, RuleNumber>;
export type SymptomCode = keyof typeof symptomRules;
export const symptomCodes = Object.keys(symptomRules) as SymptomCode[];

/**
 * `broken`: the rule does not hold. `unsettled`: it does not hold yet, and a job that may mend it is
 * still under way. `hint`: it holds, but something needs to be done.
 */
export type Grade = 'broken' | 'unsettled' | 'hint';

/** Something that is not as a rule wants it, of one notice or (null) of the whole installation. */
export interface Symptom {
  readonly rule: RuleNumber;
  readonly grade: Grade;
  readonly notice: string | null;
  readonly code: SymptomCode;
  /** For the placeholders of the code's words. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** A symptom of the grade `broken`, under its rule. */
export function broken(
  code: SymptomCode,
  notice: string | null,
  values: Symptom['values'] = {},
): Symptom {
  return { rule: symptomRules[code], grade: 'broken', notice, code, values };
}

/** A stretch of notices in the order of their ids: those past `after`, up to and with `upTo`. */
export interface NoticeSpan {
  readonly after: string;
  readonly upTo: string;
}
