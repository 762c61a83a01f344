import type { SiteAnswer } from './site-answer.ts';

export type Find = (address: string) => SiteAnswer | undefined;

/** What an encoding of an answer costs besides its body: headers, places in the maps. */
const overhead = 2048;

export interface KeptAnswers {
  readonly find: Find;
  keep(address: string, answer: SiteAnswer): void;
  /** Drops a notice's answers and all lists; null: everything. */
  drop(noticeId: string | null): void;
  bytes(): number;
}

interface Kept {
  readonly answer: SiteAnswer;
  cost: number;
  /** How many answers had been kept when it was asked for last. */
  usedAt: number;
}

/** Answers by address, the least recently used first to go. */
export function keptAnswers(maxBytes: number): KeptAnswers {
  const answers = new Map<string, Kept>();
  const addresses = new Map<string | null, Set<string>>();
  let bytes = 0;
  let keeps = 0;

  const remove = (address: string): void => {
    const kept = answers.get(address);
    if (kept === undefined) return;
    answers.delete(address);
    bytes -= kept.cost;
    kept.answer.variants.onGrow = null;
    const { noticeId } = kept.answer;
    const siblings = addresses.get(noticeId);
    siblings?.delete(address);
    if (siblings?.size === 0) addresses.delete(noticeId);
  };
  const removeAll = (noticeId: string | null): void => {
    for (const address of addresses.get(noticeId) ?? []) remove(address);
  };
  const makeRoom = (): void => {
    for (const oldest of answers.keys()) {
      if (bytes <= maxBytes) break;
      remove(oldest);
    }
  };
  return {
    find: (address) => {
      const kept = answers.get(address);
      if (kept === undefined) return undefined;
      // Nothing goes while nothing comes: the order need not change at every look.
      if (kept.usedAt !== keeps) {
        kept.usedAt = keeps;
        answers.delete(address);
        answers.set(address, kept);
      }
      return kept.answer;
    },
    keep: (address, answer) => {
      remove(address);
      const cost = answer.variants.identity.body.byteLength + 2 * address.length + overhead;
      // One giant must not sweep everything else out.
      if (cost > maxBytes / 4) return;
      keeps += 1;
      const kept = { answer, cost, usedAt: keeps };
      answers.set(address, kept);
      bytes += cost;
      answer.variants.onGrow = (more) => {
        kept.cost += more + overhead;
        bytes += more + overhead;
        makeRoom();
      };
      const siblings = addresses.get(answer.noticeId) ?? new Set();
      addresses.set(answer.noticeId, siblings.add(address));
      makeRoom();
    },
    drop: (noticeId) => {
      if (noticeId === null) for (const address of answers.keys()) remove(address);
      else removeAll(noticeId);
      removeAll(null);
    },
    bytes: () => bytes,
  };
}
