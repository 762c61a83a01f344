import type { BodyNode } from './document/body-tree.ts';
import { eachLeaf } from './document/body-tree.ts';
import type { Block, Content } from './document.ts';
import {
  blocksOf,
  fromPlaceholders,
  parseBody,
  replaceBlockTexts,
  toPlaceholders,
  writeBody,
} from './document.ts';
import type { Language, Pair } from './language.ts';
import type { Segment } from './segment.ts';
import { segmentBlocks } from './segment.ts';
import type { TaskChange } from './task-changes.ts';
import { joinSentences, segmentId } from './task-changes.ts';

export interface Assembly {
  readonly writes: readonly Language[];
  readonly leads: Language | null;
  /** The base of both sides; null: that side is to be made. */
  readonly contents: Pair<Content | null>;
  readonly changes: readonly TaskChange[];
  /**
   * Texts with placeholders by segment id. An id of a written side replaces that segment ('' removes
   * it); what answers an added segment goes by its {@link answerId}.
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
      texts[language] = mendSide(assembly, language, current);
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

/** A side with some segments replaced or removed, and the answers to added ones put in. */
function mendSide(assembly: Assembly, language: Language, current: Content): Content {
  const { segments } = assembly;
  const blocks = byBlock(language, current);
  const texts = new Map<number, string>();
  for (const [block, sentences] of blocks) {
    if (!sentences.some(({ index }) => segments[segmentId(language, index)] !== undefined))
      continue;
    const parts = sentences.map((sentence) => {
      const { index, from, to } = sentence;
      return segments[segmentId(language, index)] ?? toPlaceholders(block, { from, to });
    });
    texts.set(block.index, joinSentences(language, parts));
  }
  const additions = additionsOf(assembly, language);
  const withAdded = additions.length === 0 ? current : addParagraphs(current, blocks, additions);
  return contentWith(withAdded, texts);
}

interface Addition {
  readonly text: string;
  /** The written side's segment after which it belongs; -1: at the beginning of the body. */
  readonly after: number;
}

/** Answers to added segments of the other side, placed behind what answers the change before them. */
function additionsOf({ writes, changes, segments }: Assembly, language: Language): Addition[] {
  let after = -1;
  return changes.flatMap((change) => {
    if (change.side === language) return [];
    const last = change.anchor ?? change.counterpart.segments.at(-1);
    if (last !== undefined && last !== null) after = Number(last.slice(language.length + 1));
    const answers =
      change.counterpart.segments.length > 0
        ? []
        : change.after.map((id) => segments[answerId(writes, language, id)] ?? '');
    const text = joinSentences(language, answers);
    return text === '' ? [] : [{ text, after }];
  });
}

function addParagraphs(
  current: Content,
  blocks: readonly (readonly [Block, readonly Segment[]])[],
  additions: readonly Addition[],
): Content {
  const nodes = [...parseBody(current.body).children];
  for (const addition of additions.toReversed()) {
    const anchor = blocks.find(([, sentences]) =>
      sentences.some(({ index }) => index === addition.after),
    );
    const bodyBlock = anchor === undefined ? -1 : anchor[0].index - headBlocks(current);
    const { text, marks } = fromPlaceholders(addition.text, []);
    nodes.splice(topLevelOf(nodes, bodyBlock) + 1, 0, { type: 'text', tag: 'p', text, marks });
  }
  return { ...current, body: writeBody({ children: nodes }) };
}

/** The place of the top-level node that holds the body's n-th block; -1 where there is none. */
function topLevelOf(nodes: readonly BodyNode[], bodyBlock: number): number {
  if (bodyBlock < 0) return -1;
  let passed = 0;
  for (const [i, node] of nodes.entries()) {
    eachLeaf([node], () => {
      passed += 1;
    });
    if (passed > bodyBlock) return i;
  }
  return nodes.length - 1;
}

function headBlocks(content: Content): number {
  return 1 + (content.summary === '' ? 0 : 1);
}

function byBlock(language: Language, content: Content): (readonly [Block, readonly Segment[]])[] {
  const blocks = blocksOf(content);
  const segments = segmentBlocks(language, blocks);
  return blocks.map(
    (block) => [block, segments.filter(({ blockIndex }) => blockIndex === block.index)] as const,
  );
}

/** The content with the texts of some of its blocks replaced, by their index over all blocks. */
function contentWith(content: Content, texts: ReadonlyMap<number, string>): Content {
  const bodyTexts = new Map<number, string>();
  let { title, summary } = content;
  for (const block of blocksOf(content)) {
    const text = texts.get(block.index);
    if (text === undefined) continue;
    if (block.kind === 'title') title = fromPlaceholders(text, []).text;
    else if (block.kind === 'summary') summary = fromPlaceholders(text, []).text;
    else bodyTexts.set(block.index - headBlocks(content), text);
  }
  return { title, summary, body: replaceBlockTexts(content.body, bodyTexts).html };
}
