import type { Language, Pair } from './language.ts';

/** Which languages a notice is meant to have. */
export const languageScopes = ['both', 'en', 'zh'] as const;
export type LanguageScope = (typeof languageScopes)[number];

export const pairStates = [
  'en_only',
  'zh_only',
  'unverified',
  'in_sync',
  'en_ahead',
  'zh_ahead',
  'diverged',
  'single',
  'archived',
] as const;
export type PairState = (typeof pairStates)[number];

export const taskKinds = ['translate', 'update', 'reconcile', 'verify'] as const;
export type TaskKind = (typeof taskKinds)[number];

export const grounds = ['reviewed', 'confirmed', 'imported', 'cosmetic'] as const;
export type Ground = (typeof grounds)[number];

/** All that the pair state depends on. A head of 0: no revision yet. */
export interface Ledger {
  readonly heads: Pair<number>;
  /** The standing sync point's pair; null: none stands. */
  readonly synced: Pair<number> | null;
  readonly languages: LanguageScope;
  readonly archived: boolean;
}

/**
 * The pair state, computed from the ledger and nothing else. The SQL function `pair_state` of the first
 * migration must agree with it; a property test compares the two on random histories.
 */
export function pairState(ledger: Ledger): PairState {
  if (ledger.archived) return 'archived';
  if (ledger.languages !== 'both') return 'single';
  const { heads, synced } = ledger;
  if (heads.zh === 0) return 'en_only';
  if (heads.en === 0) return 'zh_only';
  if (synced === null) return 'unverified';
  const past = { en: heads.en > synced.en, zh: heads.zh > synced.zh };
  if (past.en && past.zh) return 'diverged';
  if (past.en) return 'en_ahead';
  return past.zh ? 'zh_ahead' : 'in_sync';
}

/** The task that a state calls for, and the sides that the task writes. */
export interface TaskCall {
  readonly kind: TaskKind;
  readonly writes: readonly Language[];
  /** The side that the work follows; null where neither leads. */
  readonly leads: Language | null;
}

/**
 * The task that a state calls for; null: none.
 *
 * @param savedTogether whether both heads were saved in one act, which asks for verification, not for
 *   reconciling: whoever saved them had both texts before them
 */
export function taskCalledFor(state: PairState, savedTogether: boolean): TaskCall | null {
  switch (state) {
    case 'en_only':
      return { kind: 'translate', writes: ['zh'], leads: 'en' };
    case 'zh_only':
      return { kind: 'translate', writes: ['en'], leads: 'zh' };
    case 'en_ahead':
      return { kind: 'update', writes: ['zh'], leads: 'en' };
    case 'zh_ahead':
      return { kind: 'update', writes: ['en'], leads: 'zh' };
    case 'unverified':
      return { kind: 'verify', writes: ['en', 'zh'], leads: null };
    case 'diverged':
      return { kind: savedTogether ? 'verify' : 'reconcile', writes: ['en', 'zh'], leads: null };
    case 'in_sync':
    case 'single':
    case 'archived':
      return null;
    default:
      return state satisfies never;
  }
}

/**
 * Whether a sync point for `next` may follow the standing one: at or past it on both sides, and past
 * it on one.
 */
export function movesForward(standing: Pair<number> | null, next: Pair<number>): boolean {
  if (standing === null) return next.en > 0 && next.zh > 0;
  if (next.en < standing.en || next.zh < standing.zh) return false;
  return next.en > standing.en || next.zh > standing.zh;
}

/**
 * The sync point that counts for a pair of published revisions: the greatest that stands and is not
 * past either of them.
 *
 * @param points the standing and earlier, unretracted sync points of one notice, in any order
 */
export function syncedUpTo(
  points: readonly Pair<number>[],
  published: Pair<number>,
): Pair<number> | null {
  let best: Pair<number> | null = null;
  for (const point of points) {
    if (point.en > published.en || point.zh > published.zh) continue;
    if (best === null || movesForward(best, point)) best = point;
  }
  return best;
}

/** The side that is ahead in a state, if exactly one is. */
export function leadingSide(state: PairState): Language | null {
  if (state === 'en_ahead' || state === 'en_only') return 'en';
  return state === 'zh_ahead' || state === 'zh_only' ? 'zh' : null;
}
