/**
 * Every reason for which Hebi says no. The code is stable and part of the HTTP contract; its words are
 * in `locales/<language>/refusals.json` under the same name, its HTTP status in `platform/http/status.ts`.
 */
export const refusalCodes = [
  'malformed',
  'invalid',
  'unknown_field',
  'not_signed_in',
  'bad_credentials',
  'too_many_failures',
  'too_many_requests',
  'forbidden',
  'cross_site',
  'four_eyes',
  'not_found',
  'gone',
  'preview_over',
  'archived',
  'precondition_required',
  'stale',
  'too_large',
  'unsupported_media_type',
  'slug_taken',
  'email_taken',
  'not_a_head',
  'sync_not_forward',
  'nothing_to_retract',
  'pair_incomplete',
  'not_paired',
  'no_content',
  'language_not_meant',
  'nothing_scheduled',
  'idempotency_mismatch',
  'idempotency_running',
  'task_held',
  'task_closed',
  'task_not_open',
  'task_not_submitted',
  'lease_lost',
  'draft_stale',
  'draft_missing',
  'base_moved',
  'side_not_written',
  'segment_unknown',
  'last_admin',
  'webhook_paused',
  'unknown_locale',
  'unavailable',
  'storage_full',
  'internal',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** One thing wrong with an input: where (a path such as `versions.zh.body`), what, and words for people. */
export interface InputError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface RefusalDetail {
  /** Values for the message's placeholders. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly InputError[];
  /** Further members of the problem document, for example the present head or the holder of a task. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
}

/**
 * The one way in which the core and the use cases say no. The HTTP edge turns it into an RFC 9457
 * problem, a worker into a failure without retry.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly detail: RefusalDetail;

  constructor(code: RefusalCode, detail: RefusalDetail = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/** A refusal of one field of an input. */
export function invalidField(path: string, code: string, message: string): Refusal {
  return new Refusal('invalid', { errors: [{ path, code, message }] });
}
