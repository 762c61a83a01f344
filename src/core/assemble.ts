import type { Bead } from './align.ts';
import type { Block, Content, Inline, Mark } from './document.ts';
import { amongMarks, blocksOf, fromPlaceholders, mendBody, toPlaceholders } from './document.ts';
import type { Language, Pair } from './language.ts';
import { languages, otherLanguage, withSide } from './language.ts';
import type { Segment } from './segment.ts';
import { segmentBlocks } from './segment.ts';
import { joinSentences, segmentId } from './task-changes.ts';

export interface Assembly {
  readonly writes: readonly Language[];
  readonly leads: Language | null;
  /** The base of both sides; null: that side is to be made. */
  readonly contents: Pair<Content | null>;
  /** Which segments of the two answer each other; of a side that is to be made there are none. */
  readonly beads: readonly Bead[];
  /**
   * Texts with placeholders by segment id. An id of a written side replaces that segment ('' removes
   * it); what answers a segment that only the other side has goes by its {@link answerId}; and what is
   * to stand where its answer stands is named by its {@link moveId}.
   */
  readonly segments: Readonly<Record<string, string>>;
}

export interface Assembled {
  readonly texts: { readonly [L in Language]?: Content };
  /** Ids of leading segments that have no text yet: only where a whole side is to be made. */
  readonly missing: readonly string[];
}

/** Makes whole texts of the written sides out of single segments' drafts. Ids it does not know are ignored. */
export function assembleVersions(assembly: Assembly): Assembled {
  const texts: { [L in Language]?: Content } = {};
  const missing: string[] = [];
  for (const language of assembly.writes) {
    const current = assembly.contents[language];
    if (current === null) {
      const made = makeSide(assembly, language, missing);
      if (made !== null) texts[language] = made;
    } else {
      texts[language] = mendSide(withMoves(assembly, language), language, current);
    }
  }
  return { texts, missing };
}

/**
 * What the answer to a segment of the other side goes by: that segment's own id, as long as the id cannot
 * mean the segment itself, which is so where both sides are written.
 */
export function answerId(writes: readonly Language[], language: Language, id: string): string {
  return writes.length > 1 ? `${language}@${id}` : id;
}

/** By this, with any text, a draft keeps that a sentence of the written side goes where what it answers has gone. */
export function moveId(id: string): string {
  return `move@${id}`;
}

/** An id of a draft as the sentence that it is about, and what {@link answerId} put in front of that; '' where nothing. */
export function partsOfId(id: string): { readonly answering: string; readonly sentence: string } {
  const [, answering = '', sentence = id] = /^(\w\w@)?(.*)$/s.exec(id) ?? [];
  return { answering, sentence };
}

/** A new side in the shape of the leading one: each block holds its segments' answers. */
function makeSide(assembly: Assembly, language: Language, missing: string[]): Content | null {
  const { leads, segments } = assembly;
  const lead = leads === null ? null : assembly.contents[leads];
  if (leads === null || lead === null) return null;
  const texts = new Map<number, string>();
  for (const [block, sentences] of byBlock(leads, lead)) {
    const answers = sentences.map((sentence) => {
      const id = segmentId(leads, sentence.index);
      const answer = segments[id];
      if (answer === undefined) missing.push(id);
      return answer ?? '';
    });
    texts.set(block.index, joinSentences(language, answers));
  }
  return contentWith(lead, texts);
}

interface Movable extends Assembly {
  /** Of answers that have the marks of another block than the one that they answer: those marks. */
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
}

/** What moves is taken out where it stands, and answers what it answered as if that were new. */
function withMoves(assembly: Assembly, language: Language): Movable {
  const { writes, contents, beads } = assembly;
  const marks = new Map<string, readonly Mark[]>();
  const isMoved = (index: number): boolean =>
    (assembly.segments[moveId(segmentId(language, index))] ?? '') !== '';
  const current = contents[language];
  const moves = (bead: Bead): boolean => bead[language].length > 0 && bead[language].every(isMoved);
  if (current === null || !beads.some(moves)) return { ...assembly, marks };
  const other = otherLanguage(language);
  const segments = { ...assembly.segments };
  const hosts = hostsOf(byBlock(language, current));
  const parted = beads.flatMap((bead) => {
    const [first] = bead[other];
    if (first === undefined || !moves(bead)) return [bead];
    const id = answerId(writes, language, segmentId(other, first));
    const own: Mark[] = [];
    const texts = bead[language].map((index) => {
      const place = segmentId(language, index);
      const [block, sentences] = hosts.get(index) ?? [];
      const sentence = sentences?.find((each) => each.index === index);
      if (block === undefined || sentence === undefined) return '';
      const text = segments[place] ?? toPlaceholders(block, sentence);
      const among = amongMarks(text, block.marks.length, own.length);
      own.push(...block.marks);
      segments[place] = '';
      return among;
    });
    segments[id] = joinSentences(language, texts);
    marks.set(id, own);
    return languages.map((side) => ({ ...bead, ...withSide(bead, side, []) }));
  });
  return { ...assembly, segments, marks, beads: parted };
}

/** A side with some segments replaced or removed, and the answers to what only the other side has put in. */
function mendSide(assembly: Movable, language: Language, current: Content): Content {
  const { segments } = assembly;
  const blocks = byBlock(language, current);
  const answers = answersTo(assembly, language, blocks);
  const added = answers === null ? noAnswers : placeAnswers(answers);
  const answering = answersOf(language, assembly.beads);
  const texts = new Map<number, Inline | null>();
  for (const [block, sentences] of blocks) {
    const inline = added.inline.get(block.index);
    const isWritten = sentences.some(
      ({ index }) => segments[segmentId(language, index)] !== undefined,
    );
    if (!isWritten && inline === undefined) continue;
    const isGone = sentences.every(
      ({ index }) => segments[segmentId(language, index)] === '' && !answering.has(index),
    );
    // What the other side has still keeps its place, though its words are taken out.
    if ((block.kind === 'image' || block.kind === 'cell') && isGone) {
      texts.set(block.index, null);
      continue;
    }
    const parts = sentences.flatMap(({ index, from, to }) => [
      ...(inline?.before.get(index) ?? []),
      segments[segmentId(language, index)] ?? toPlaceholders(block, { from, to }),
      ...(inline?.behind.get(index) ?? []),
    ]);
    const text = joinSentences(language, parts);
    texts.set(block.index, fromPlaceholders(text, [...block.marks, ...(inline?.marks ?? [])]));
  }
  return mendContent(current, { texts, added: added.blocks, answers });
}

/** Answers to sentences that only the other side has, and where those stand. */
interface Answers {
  readonly language: Language;
  /** The other side's text. */
  readonly model: Content;
  readonly blocks: Blocks;
  /** The block of the written side that each of its segments is in, with all of that block's. */
  readonly hosts: ReadonlyMap<number, Blocks[number]>;
  /** By the other side's segment. */
  readonly texts: ReadonlyMap<number, Inline>;
  /** Which segments of the written side answer one of the other side, as far as it is known. */
  readonly known: ReadonlyMap<number, readonly number[]>;
}

/** null: there is no other side, and nothing to answer. */
function answersTo(assembly: Movable, language: Language, written: Blocks): Answers | null {
  const { writes, contents, segments, beads } = assembly;
  const other = otherLanguage(language);
  const model = contents[other];
  if (model === null) return null;
  const blocks = byBlock(other, model);
  const known = answersOf(other, beads);
  const texts = new Map<number, Inline>();
  for (const [block, sentences] of blocks) {
    for (const { index } of sentences) {
      const id = answerId(writes, language, segmentId(other, index));
      const text = segments[id] ?? '';
      if (text === '' || known.has(index)) continue;
      texts.set(index, { text, marks: assembly.marks.get(id) ?? block.marks });
    }
  }
  return { language, model, blocks, hosts: hostsOf(written), texts, known };
}

/** By each segment: the block that it is in. */
function hostsOf(blocks: Blocks): ReadonlyMap<number, Blocks[number]> {
  return new Map(blocks.flatMap((host) => host[1].map(({ index }) => [index, host] as const)));
}

/** What of the other language answers the segments of a side; those that are not named nothing answers. */
function answersOf(side: Language, beads: readonly Bead[]): Map<number, readonly number[]> {
  const answering = otherLanguage(side);
  return new Map(
    beads
      .filter((bead) => bead[answering].length > 0)
      .flatMap((bead) => bead[side].map((index) => [index, bead[answering]] as const)),
  );
}

/** Answers that go into a block which is there, before and behind its sentences, with the marks that they bring. */
interface InlineAnswers {
  readonly before: Map<number, string[]>;
  readonly behind: Map<number, string[]>;
  readonly marks: Mark[];
}

interface Placed {
  readonly inline: ReadonlyMap<number, InlineAnswers>;
  /** What answers whole blocks of the other side, by their index there. */
  readonly blocks: ReadonlyMap<number, Inline>;
}

const noAnswers: Placed = { inline: new Map(), blocks: new Map() };

/**
 * An answer stands beside the sentence that answers its neighbour of the same block; what answers a whole block is
 * a block of its own. Where both sides have put in something in one place, what is English comes first in both: a
 * Chinese answer stands right behind what is before it, an English one right before what follows.
 */
function placeAnswers({ language, blocks, hosts, texts, known }: Answers): Placed {
  const inline = new Map<number, InlineAnswers>();
  const whole = new Map<number, Inline>();
  const owners = new Map(
    blocks.flatMap(([block, sentences]) =>
      sentences.flatMap(({ index }) =>
        (known.get(index) ?? []).map((each) => [each, block] as const),
      ),
    ),
  );
  const ownAnswers = (index: number): readonly number[] =>
    (known.get(index) ?? []).filter((each) => hosts.has(each));
  for (const [block, sentences] of blocks) {
    const own = sentences.flatMap(({ index }) => texts.get(index) ?? []);
    if (own.length === 0) continue;
    const neighbours = sentences.filter(({ index }) => ownAnswers(index).length > 0);
    if (neighbours.length === 0) {
      const marks: Mark[] = [];
      const among = own.map((each) => gathered(each, marks, 0));
      whole.set(block.index, fromPlaceholders(joinSentences(language, among), marks));
      continue;
    }
    for (const { index } of sentences) {
      const text = texts.get(index);
      if (text === undefined) continue;
      const before = neighbours.findLast((each) => each.index < index);
      const after = neighbours.find((each) => each.index > index);
      const isBehind = after === undefined || (before !== undefined && language === 'zh');
      const neighbour = isBehind ? before : after;
      if (neighbour === undefined) continue;
      const near = ownAnswers(neighbour.index).at(isBehind ? -1 : 0) ?? -1;
      const [host, around] = hosts.get(near) ?? [];
      if (host === undefined) continue;
      // Without a neighbour to keep to, at the edge of the block, as far as what is there answers no other one.
      const isAtEdge = isBehind === (language === 'en');
      const beside = isAtEdge ? edgeOf(around, { near, isBehind, block, owners }) : near;
      const answers: InlineAnswers = inline.get(host.index) ?? {
        before: new Map(),
        behind: new Map(),
        marks: [],
      };
      inline.set(host.index, answers);
      const at = isBehind ? answers.behind : answers.before;
      const among = gathered(text, answers.marks, host.marks.length);
      at.set(beside, [...(at.get(beside) ?? []), among]);
    }
  }
  return { inline, blocks: whole };
}

/** From a sentence of a block to the last one that way, up to what answers another block than this one. */
function edgeOf(
  around: readonly Segment[] | undefined,
  from: {
    near: number;
    isBehind: boolean;
    block: Block;
    /** By the sentences here: the block that they answer. */
    owners: ReadonlyMap<number, Block>;
  },
): number {
  const { near, isBehind, block, owners } = from;
  const way = (around ?? []).filter(({ index }) => (isBehind ? index > near : index < near));
  const ordered = isBehind ? way : way.toReversed();
  const others = ordered.findIndex(({ index }) => (owners.get(index) ?? block) !== block);
  const reached = others < 0 ? ordered : ordered.slice(0, others);
  return reached.at(-1)?.index ?? near;
}

/** The text with placeholders for its marks among those gathered so far, which it joins. */
function gathered({ text, marks }: Inline, gathering: Mark[], before: number): string {
  const among = amongMarks(text, marks.length, before + gathering.length);
  gathering.push(...marks);
  return among;
}

function headBlocks(content: Content): number {
  return 1 + (content.summary === '' ? 0 : 1);
}

/** The blocks of a text, each with its sentences. */
type Blocks = readonly (readonly [Block, readonly Segment[]])[];

function byBlock(language: Language, content: Content): Blocks {
  const blocks = blocksOf(content);
  const sentences = blocks.map((): Segment[] => []);
  for (const segment of segmentBlocks(language, blocks)) {
    sentences[segment.blockIndex]?.push(segment);
  }
  return blocks.map((block) => [block, sentences[block.index] ?? []] as const);
}

/** The content with the texts of some of its blocks replaced, by their index over all blocks. */
function contentWith(content: Content, texts: ReadonlyMap<number, string>): Content {
  const restored = blocksOf(content).flatMap(({ index, marks }) => {
    const text = texts.get(index);
    return text === undefined ? [] : [[index, fromPlaceholders(text, marks)] as const];
  });
  return mendContent(content, { texts: new Map(restored), added: new Map(), answers: null });
}

interface Mended {
  /** By a block's index over all blocks of the content. */
  readonly texts: ReadonlyMap<number, Inline | null>;
  /** What answers whole blocks of the other side, by their index there. */
  readonly added: ReadonlyMap<number, Inline>;
  readonly answers: Answers | null;
}

function mendContent(content: Content, { texts, added, answers }: Mended): Content {
  const heads = headBlocks(content);
  const model = answers?.model ?? content;
  const modelHeads = headBlocks(model);
  const isSummary = (index: number): boolean => index === 1 && modelHeads === 2 && heads === 1;
  const summary = [...added].find(([index]) => isSummary(index))?.[1];
  return {
    title: texts.get(0)?.text ?? content.title,
    summary: summary?.text ?? (heads === 2 ? texts.get(1)?.text : undefined) ?? content.summary,
    body: mendBody(content.body, {
      texts: new Map(
        [...texts].flatMap(([index, text]) => (index < heads ? [] : [[index - heads, text]])),
      ),
      // What answers a head that is there has no model in the body, and comes first.
      added: [...added].flatMap(([index, inline]) =>
        isSummary(index) ? [] : [{ block: Math.max(-1, index - modelHeads), ...inline }],
      ),
      model: model.body,
      stands: answers?.language === 'en' ? 'behind' : 'before',
      answers: answers === null ? new Map() : answeringBlocks(answers, { heads, modelHeads }),
    }),
  };
}

/** By a block of the other body: the first and the last block of this one that answer it. */
function answeringBlocks(
  { blocks, hosts, known }: Answers,
  { heads, modelHeads }: { heads: number; modelHeads: number },
): Map<number, { first: number; last: number }> {
  const placeOf = (index: number | undefined): number =>
    (hosts.get(index ?? -1)?.[0].index ?? -1) - heads;
  const found = new Map<number, { first: number; last: number }>();
  for (const [block, sentences] of blocks) {
    const answers = sentences.flatMap(({ index }) => known.get(index) ?? []);
    const [first, last] = [placeOf(answers[0]), placeOf(answers.at(-1))];
    if (first >= 0 && last >= 0) found.set(block.index - modelHeads, { first, last });
  }
  return found;
}
