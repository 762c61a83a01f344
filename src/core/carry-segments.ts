import { answerId, partsOfId } from './assemble.ts';
import type { Diff } from './diff.ts';
import type { Language } from './language.ts';
import { languages, otherLanguage } from './language.ts';
import { joinSentences, segmentId } from './task-changes.ts';

export interface Carried {
  /** The same texts under the ids of the newer revision. */
  readonly segments: Readonly<Record<string, string>>;
  /** Texts whose sentence the newer revision has not, by their old ids. */
  readonly orphans: Readonly<Record<string, string>>;
  /** Old id to new ids, of every sentence; none: it is gone. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
}

/**
 * Carries texts that are kept by sentence over to a newer revision of one language: ids count sentences, so
 * that a sentence put in at the top would otherwise give every text to its neighbour. Ids of the other
 * language are left as they are. Sentences that were joined join their texts; of one that was divided the
 * text goes to the first part.
 *
 * @param side whose sentences the ids count; the texts may be in the other language
 */
export function carrySegments(
  diff: Diff,
  { side, language }: { readonly side: Language; readonly language: Language },
  segments: Readonly<Record<string, string>>,
): Carried {
  const ids = idsAcross(side, diff);
  const carried: Record<string, string> = {};
  const orphans: Record<string, string> = {};
  const joined = new Map<string, string[]>();
  for (const [id, text] of inOrder(segments)) {
    // Where both sides are written, what answers a sentence goes by that sentence behind its own language.
    const { answering, sentence } = partsOfId(id);
    if (!sentence.startsWith(`${side}-`)) {
      carried[id] = text;
      continue;
    }
    const [next] = ids[sentence] ?? [];
    if (next === undefined) orphans[id] = text;
    else joined.set(answering + next, [...(joined.get(answering + next) ?? []), text]);
  }
  for (const [id, texts] of joined) {
    carried[id] = joinSentences(id.includes('@') ? otherLanguage(side) : language, texts);
  }
  return { segments: carried, orphans, ids };
}

/**
 * Texts that are kept by sentence, under the ids that they have where a task writes other sides: what answers a
 * sentence goes by that sentence alone as long as one side is written (`answerId`). Texts of a side that is written
 * no more are orphans.
 *
 * @param from the sides that were written
 */
export function renameForSides(
  segments: Readonly<Record<string, string>>,
  { from, to }: { readonly from: readonly Language[]; readonly to: readonly Language[] },
): Pick<Carried, 'segments' | 'orphans'> {
  const renamed: Record<string, string> = {};
  const orphans: Record<string, string> = {};
  const [only] = from;
  for (const [id, text] of Object.entries(segments)) {
    const { answering, sentence } = partsOfId(id);
    const side = languages.find((each) => sentence.startsWith(`${each}-`));
    const prefixed = languages.find((each) => answering === `${each}@`);
    const written = prefixed ?? (from.length === 1 ? only : side);
    if (side === undefined || written === undefined) renamed[id] = text;
    else if (!to.includes(written)) orphans[id] = text;
    else renamed[side === written ? sentence : answerId(to, written, sentence)] = text;
  }
  return { segments: renamed, orphans };
}

function idsAcross(side: Language, diff: Diff): Record<string, readonly string[]> {
  const ids: Record<string, readonly string[]> = {};
  for (const { before, after } of diff.segments) {
    before.forEach((index, i) => {
      // One for one where there are as many: a sentence that only moved or changed keeps its own.
      const mine = before.length === after.length ? after.slice(i, i + 1) : after;
      ids[segmentId(side, index)] = mine.map((each) => segmentId(side, each));
    });
  }
  return ids;
}

function inOrder(segments: Readonly<Record<string, string>>): [string, string][] {
  const place = (id: string): number => Number(/\d+$/.exec(id)?.[0] ?? 0);
  return Object.entries(segments).sort(([a], [b]) => place(a) - place(b));
}
