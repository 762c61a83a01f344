import type { Language, Pair } from './language.ts';
import { isLanguage } from './language.ts';

interface Happened {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A publication that was asked for and has not happened yet. */
export interface WaitingPublication {
  readonly revision: number;
  readonly waiting: 'time' | 'parity';
  /** null: as soon as a certified pair holds the revision. */
  readonly at: string | null;
}

/**
 * What still waits to be published in each language, told from a notice's history: the last request that
 * was neither cancelled nor overtaken by a publication of that revision or a later one.
 *
 * @param history newest first
 */
export function waitingPublications(history: readonly Happened[]): Pair<WaitingPublication | null> {
  const waiting: Record<Language, WaitingPublication | null> = { en: null, zh: null };
  for (const { type, data } of [...history].reverse()) {
    const { language, revision } = data;
    if (!isLanguage(language) || typeof revision !== 'number') continue;
    if (type === 'publication.requested') waiting[language] = requestOf(revision, data);
    if (type === 'publication.cancelled') waiting[language] = null;
    if (type === 'publication.published' && revision >= (waiting[language]?.revision ?? 0)) {
      waiting[language] = null;
    }
  }
  return waiting;
}

function requestOf(revision: number, data: Readonly<Record<string, unknown>>): WaitingPublication {
  return {
    revision,
    waiting: data['waiting'] === 'parity' ? 'parity' : 'time',
    at: typeof data['at'] === 'string' ? data['at'] : null,
  };
}
