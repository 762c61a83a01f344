import type { Bead } from './align.ts';
import { answerId, assembleVersions, moveId } from './assemble.ts';
import type { BlockKind, Content } from './document.ts';
import { blocksOf, toPlaceholders } from './document.ts';
import type { Language, Pair } from './language.ts';
import { languages, otherLanguage } from './language.ts';
import { segmentBlocks } from './segment.ts';
import type { TaskChange } from './task-changes.ts';
import { isUnanswered, segmentId, segmentNumber } from './task-changes.ts';

/** A sentence on one side of a row, or the place of one that is to be written. */
export interface RowCell {
  /** What a draft keeps its text by: its own segment's id, or that of the leading segment it answers. */
  readonly id: string;
  readonly language: Language;
  /** The text of the base, with placeholders; '' where nothing stands in it. */
  readonly text: string;
  /** Whether something is to be written where nothing stands. Where it only may be, this is false. */
  readonly isNew: boolean;
}

/** Sentences of both languages that say the same, side by side, with the changes that touch them. */
export interface TaskRow {
  readonly id: string;
  readonly block: BlockKind;
  readonly en: readonly RowCell[];
  readonly zh: readonly RowCell[];
  readonly changes: readonly TaskChange[];
}

/** What a task's rows are made of. */
export interface Workpiece {
  readonly writes: readonly Language[];
  readonly leads: Language | null;
  /** The texts that are worked on; null: that side is to be made. */
  readonly contents: Pair<Content | null>;
  readonly changes: readonly TaskChange[];
  /** Which sentences answer each other, in reading order. */
  readonly beads: readonly Bead[];
}

interface Sentence {
  readonly cell: RowCell;
  readonly block: BlockKind;
}

/** The rows of a task in order of reading: every sentence of both sides is in one of them. */
export function rowsOf(piece: Workpiece): TaskRow[] {
  const { leads, contents } = piece;
  const made = leads === null ? null : otherLanguage(leads);
  if (leads !== null && made !== null && contents[made] === null) return rowsToFill(piece, leads);
  const sentences = new Map(
    languages.flatMap((language) =>
      sentencesOf(language, contents[language]).map((each) => [each.cell.id, each] as const),
    ),
  );
  const groups = groupsOf(piece, sentences);
  return groups.map((group, at) => rowOf(piece, { ...group, at }, sentences));
}

/** A side that is to be made: a place for every sentence of the other. */
function rowsToFill({ contents }: Workpiece, leads: Language): TaskRow[] {
  return sentencesOf(leads, contents[leads]).map(({ cell, block }) => {
    const language = otherLanguage(leads);
    const place = { id: cell.id, language, text: '', isNew: true };
    const cells = { [leads]: [cell], [language]: [place] };
    return { id: cell.id, block, en: cells['en'] ?? [], zh: cells['zh'] ?? [], changes: [] };
  });
}

/** The sentences of a text with placeholders for their markup, as drafts have them. */
function sentencesOf(language: Language, content: Content | null): Sentence[] {
  if (content === null) return [];
  const blocks = blocksOf(content);
  return segmentBlocks(language, blocks).map(({ index, block, blockIndex, from, to }) => {
    const whole = blocks[blockIndex];
    const text = whole === undefined ? '' : toPlaceholders(whole, { from, to });
    return { block, cell: { id: segmentId(language, index), language, text, isNew: false } };
  });
}

interface Group {
  readonly ids: Set<string>;
  readonly changes: TaskChange[];
}

/** Beads, joined where a change touches several; changes that touch no sentence stand behind the one before. */
function groupsOf(
  { beads, changes, contents }: Workpiece,
  sentences: ReadonlyMap<string, Sentence>,
): Group[] {
  const groups: Group[] = (contents.en === null || contents.zh === null ? [] : beads).map(
    (bead) => ({
      ids: new Set(
        languages.flatMap((language) => bead[language].map((index) => segmentId(language, index))),
      ),
      changes: [],
    }),
  );
  const grouped = new Set(groups.flatMap(({ ids }) => [...ids]));
  for (const id of sentences.keys()) {
    if (!grouped.has(id)) groups.push({ ids: new Set([id]), changes: [] });
  }
  let last = -1;
  for (const change of changes) {
    const ids = [...change.after, ...change.counterpart.segments].filter((id) => sentences.has(id));
    const touched = groups.filter((group) => ids.some((id) => group.ids.has(id)));
    const [first, ...rest] = touched;
    if (first === undefined) {
      groups.splice((last += 1), 0, { ids: new Set(), changes: [change] });
      continue;
    }
    for (const group of rest) {
      for (const id of group.ids) first.ids.add(id);
      first.changes.push(...group.changes);
      groups.splice(groups.indexOf(group), 1);
    }
    first.changes.push(change);
    last = groups.indexOf(first);
  }
  return inOneOrder(groups);
}

/** Where each side has something of its own in one place, the English comes first, as it does in the texts that are made. */
function inOneOrder(groups: readonly Group[]): Group[] {
  const sideOf = ({ ids }: Group): Language | null => {
    const own = languages.filter((language) =>
      [...ids].some((id) => id.startsWith(`${language}-`)),
    );
    return own.length === 1 ? (own[0] ?? null) : null;
  };
  const ordered: Group[] = [];
  let chinese: Group[] = [];
  for (const group of groups) {
    const side = sideOf(group);
    if (side === 'zh') {
      chinese.push(group);
      continue;
    }
    if (side === null) {
      ordered.push(...chinese);
      chinese = [];
    }
    ordered.push(group);
  }
  return [...ordered, ...chinese];
}

function rowOf(
  { writes }: Workpiece,
  { ids, changes, at }: Group & { at: number },
  sentences: ReadonlyMap<string, Sentence>,
): TaskRow {
  const own = [...ids].flatMap((id) => sentences.get(id) ?? []).sort((a, b) => place(a) - place(b));
  const side = (language: Language): RowCell[] => {
    const cells = own.flatMap(({ cell }) => (cell.language === language ? [cell] : []));
    if (cells.length > 0 || !writes.includes(language)) return cells;
    const added = changes.find((change) => change.side !== language && isUnanswered(change));
    // What both have agreed to say in one language alone, and what was never answered, may be answered.
    const isOwn = changes.some((change) => change.side === language);
    const id = added?.after[0] ?? (isOwn ? undefined : own[0]?.cell.id);
    if (id === undefined) return [];
    const isNew = added !== undefined;
    return [{ id: answerId(writes, language, id), language, text: '', isNew }];
  };
  const names = [...own.map(({ cell }) => cell.id), ...changes.map(({ id }) => id)];
  return {
    id: names[0] ?? `row-${at}`,
    block: own[0]?.block ?? 'paragraph',
    en: side('en'),
    zh: side('zh'),
    changes,
  };
}

function place({ cell }: Sentence): number {
  return segmentNumber(cell.id);
}

/** Kinds of blocks that go with what they stand in, and not by themselves. */
const bound: ReadonlySet<BlockKind> = new Set(['title', 'summary', 'image', 'caption']);

/**
 * The sentences of the written side that go where what they answer has gone, unless somebody says otherwise. None
 * where both sides are written, of which each may have moved.
 */
export function movableIds({ writes, contents, changes }: Workpiece): string[] {
  const [language, ...others] = writes;
  if (language === undefined || others.length > 0) return [];
  const ids = new Set(
    changes.flatMap(({ side, moved, counterpart }) =>
      side !== language && moved === true ? counterpart.segments : [],
    ),
  );
  if (ids.size === 0) return [];
  const written = sentencesOf(language, contents[language]);
  return written.flatMap(({ cell, block }) =>
    ids.has(cell.id) && !bound.has(block) ? [cell.id] : [],
  );
}

/**
 * Whole texts of the written sides from the rows' texts. Where a side is to be made, places that are still
 * empty make nothing.
 */
export function textsOf(
  piece: Workpiece,
  segments: Readonly<Record<string, string>>,
): { readonly [L in Language]?: Content } {
  const { leads, contents } = piece;
  const lead = leads === null ? null : contents[leads];
  const gaps: Record<string, string> = {};
  if (leads !== null && lead !== null && contents[otherLanguage(leads)] === null) {
    for (const { cell } of sentencesOf(leads, lead)) gaps[cell.id] = '';
  }
  const moves = Object.fromEntries(movableIds(piece).map((id) => [moveId(id), 'goes']));
  return assembleVersions({ ...piece, segments: { ...gaps, ...moves, ...segments } }).texts;
}
