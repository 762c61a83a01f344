import { moveId, partsOfId } from './assemble.ts';
import type { Content } from './document.ts';
import { blocksOf, toPlaceholders } from './document.ts';
import { diffSegments } from './diff.ts';
import type { Language } from './language.ts';
import { languages, otherLanguage } from './language.ts';
import { sameContent } from './revision.ts';
import type { Segment } from './segment.ts';
import { segmentBlocks } from './segment.ts';
import { joinSentences, segmentId } from './task-changes.ts';
import type { Workpiece } from './task-rows.ts';
import { movableIds, rowsOf, textsOf } from './task-rows.ts';

interface DraftLike {
  readonly versions: { readonly [L in Language]?: Content };
  readonly segments: Readonly<Record<string, string>>;
}

type Segments = DraftLike['segments'];

/**
 * The texts of a draft by the ids of its task's rows. A draft of whole texts, such as a submission that came
 * back, is taken apart; single sentences that were saved since lie over it.
 *
 * @param earlier what was saved in sentences before, the newest first: where it makes the same texts, they came of it
 */
export function draftTexts(
  piece: Workpiece,
  draft: DraftLike | null,
  earlier: readonly Segments[] = [],
): Segments {
  if (draft === null) return {};
  const { versions, segments } = draft;
  if (Object.keys(versions).length === 0) return segments;
  const origin = [segments, ...earlier.slice(0, mostEarlier)].find((each) =>
    makes(piece, each, versions),
  );
  return { ...(origin ?? takenFrom(piece, versions)), ...segments };
}

/** Each of them is put together once. */
const mostEarlier = 5;

function makes(piece: Workpiece, segments: Segments, versions: DraftLike['versions']): boolean {
  const made = textsOf(piece, segments);
  return languages.every((language) => {
    const [own, wanted] = [made[language], versions[language]];
    return wanted === undefined || (own !== undefined && sameContent(own, wanted));
  });
}

function takenFrom(piece: Workpiece, versions: DraftLike['versions']): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const language of piece.writes) {
    const version = versions[language];
    if (version === undefined) continue;
    const base = piece.contents[language];
    Object.assign(
      texts,
      base === null
        ? fillingOf(piece, language, version)
        : mendingOf(piece, language, { base, version }),
    );
  }
  const stays = movableIds(piece).map((id) => [moveId(id), ''] as const);
  return { ...Object.fromEntries(stays), ...texts };
}

/** Whole text of a side that was to be made: block by block, sentence by sentence where they are as many. */
function fillingOf(piece: Workpiece, language: Language, version: Content): Record<string, string> {
  const leads = otherLanguage(language);
  const lead = piece.contents[leads];
  if (lead === null) return {};
  const texts: Record<string, string> = {};
  const places = takenApart(leads, lead).blocks;
  const written = takenApart(language, version).blocks;
  places.forEach((ids, at) => {
    // Blocks beyond the last place are kept with the last: nothing written is let fall.
    const own = at === places.length - 1 ? written.slice(at).flat() : (written[at] ?? []);
    const answers = own.map(({ text }) => text);
    ids.forEach(({ id }, i) => {
      const rest = i === ids.length - 1 ? answers.slice(i) : answers.slice(i, i + 1);
      texts[id] = joinSentences(language, rest);
    });
  });
  return texts;
}

/**
 * Whole text of a side that was there: what became of each of its sentences. One that is new goes to the place
 * that was to be written there, where there is one, and else to the sentence before it.
 */
function mendingOf(
  piece: Workpiece,
  language: Language,
  { base, version }: { base: Content; version: Content },
): Record<string, string> {
  const texts: Record<string, string> = {};
  const [old, now] = [takenApart(language, base), takenApart(language, version)];
  const [before, after] = [old.blocks.flat(), now.blocks.flat()];
  const diff = diffSegments(language, old.segments, now.segments);
  // To know the places takes all rows: only where something has to go into one.
  const hasNew = diff.segments.some((change) => change.before.length === 0);
  const places = hasNew ? placesAfter(piece, language) : new Map<string | null, string[]>();
  let last: string | null = null;
  let reached = 0;
  const inserted = new Map<string | null, string[]>();
  for (const change of diff.segments) {
    const words = joinSentences(
      language,
      change.after.map((index) => after[index]?.text ?? ''),
    );
    const [first, ...rest] = change.before.flatMap((index) => before[index] ?? []);
    if (first === undefined) {
      const anchor = before[reached - 1]?.id ?? null;
      if (places.has(anchor)) {
        const more = change.after.map((index) => after[index]?.text ?? '');
        inserted.set(anchor, [...(inserted.get(anchor) ?? []), ...more]);
        continue;
      }
      const id: string | undefined = last ?? before[0]?.id;
      if (id === undefined) continue;
      const earlier = texts[id] ?? before.find((each) => each.id === id)?.text ?? '';
      texts[id] = joinSentences(language, last === null ? [words, earlier] : [earlier, words]);
      continue;
    }
    for (const { id } of rest) texts[id] = '';
    if (rest.length > 0 || words !== first.text) texts[first.id] = words;
    last = first.id;
    if (change.moved === true) texts[moveId(first.id)] = 'goes';
    else reached = 1 + Math.max(...change.before);
  }
  for (const [anchor, sentences] of inserted) {
    Object.assign(texts, shareOut(language, sentences, places.get(anchor) ?? []));
  }
  return texts;
}

/** The places where nothing stands, by the sentence of the same side that they come after; null: the first. */
function placesAfter(piece: Workpiece, language: Language): Map<string | null, string[]> {
  const places = new Map<string | null, string[]>();
  let before: string | null = null;
  for (const { id, text } of rowsOf(piece).flatMap((row) => row[language])) {
    if (text === '') places.set(before, [...(places.get(before) ?? []), id]);
    else before = id;
  }
  return places;
}

/** A sentence for each place; those that are left over join the last. */
function shareOut(
  language: Language,
  sentences: readonly string[],
  places: readonly string[],
): Record<string, string> {
  const last = places.length - 1;
  return Object.fromEntries(
    places.slice(0, sentences.length).map((id, at) => {
      const own = sentences.slice(at, at === last ? undefined : at + 1);
      return [id, joinSentences(language, own)];
    }),
  );
}

/** The segments of a text, and block by block their ids and their texts with placeholders. */
function takenApart(
  language: Language,
  content: Content,
): {
  readonly segments: readonly Segment[];
  readonly blocks: readonly { readonly id: string; readonly text: string }[][];
} {
  const whole = blocksOf(content);
  const segments = segmentBlocks(language, whole);
  const blocks = whole.map((block) =>
    segments
      .filter(({ blockIndex }) => blockIndex === block.index)
      .map(({ index, from, to }) => ({
        id: segmentId(language, index),
        text: toPlaceholders(block, { from, to }),
      })),
  );
  return { segments, blocks };
}

/** The texts that differ from those of another state: what has to be saved. */
export function differingTexts(
  now: Readonly<Record<string, string>>,
  saved: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(now).filter(([id, text]) => saved[id] !== text));
}

/**
 * Texts under the ids that their sentences have in a newer revision.
 *
 * @param ids old id to new ones; none: the sentence is gone, and its text is left out
 */
export function followIds(
  texts: Readonly<Record<string, string>>,
  ids: Readonly<Record<string, readonly string[]>>,
): Record<string, string> {
  const followed: Record<string, string> = {};
  for (const [id, text] of Object.entries(texts)) {
    const { answering, sentence } = partsOfId(id);
    const next = ids[sentence] === undefined ? sentence : ids[sentence][0];
    if (next !== undefined) followed[`${answering}${next}`] = text;
  }
  return followed;
}
