import { diffIndices } from 'node-diff3';
import type { Content } from './document.ts';
import { parseBody, writeBody } from './document.ts';
import type { BodyNode, ContainerTag } from './document/body-tree.ts';

/** Where both changed the same, so that somebody has to choose. */
export type SamePlace = 'title' | 'summary' | 'block';

export interface Merged {
  /** null: somebody has to choose. */
  readonly content: Content | null;
  readonly samePlaces: readonly SamePlace[];
}

/**
 * What two people made of one text at the same time, put together block by block, lists by their items and tables by
 * their rows. What both put in at one place stands one behind the other, theirs first.
 */
export function mergeContent(
  base: Content,
  { mine, theirs }: { readonly mine: Content; readonly theirs: Content },
): Merged {
  const title = mergeValue(base.title, mine.title, theirs.title);
  const summary = mergeValue(base.summary, mine.summary, theirs.summary);
  const body = mergePieces(piecesOf(base.body), {
    mine: piecesOf(mine.body),
    theirs: piecesOf(theirs.body),
  });
  const places = { title, summary, block: body } as const;
  const samePlaces = (['title', 'summary', 'block'] as const).filter(
    (place) => places[place] === null,
  );
  if (title === null || summary === null || body === null) return { content: null, samePlaces };
  return { content: { title, summary, body: writeBody(parseBody(body)) }, samePlaces };
}

/** null: both made something else of it. */
function mergeValue(base: string, mine: string, theirs: string): string | null {
  if (mine === base || mine === theirs) return theirs;
  return theirs === base ? mine : null;
}

/**
 * Each piece of the base as that side has it which changed it, so that changes that touch are none of one place; what
 * was put in goes before the piece that follows.
 */
function mergePieces(
  base: readonly string[],
  { mine, theirs }: { readonly mine: readonly string[]; readonly theirs: readonly string[] },
): string | null {
  const [own, others] = [fateOf(base, mine), fateOf(base, theirs)];
  const merged: string[] = [];
  for (let at = 0; at <= base.length; at += 1) {
    const [first = '', second = ''] = [others.before.get(at), own.before.get(at)];
    merged.push(first, second === first ? '' : second);
    if (at === base.length) break;
    const piece = base[at] ?? '';
    const value = mergeValue(piece, own.now.get(at) ?? piece, others.now.get(at) ?? piece);
    if (value === null) return null;
    merged.push(value);
  }
  return merged.join('');
}

/** What became of the pieces of a base, and what was put in before each; only what is not as it was. */
function fateOf(
  base: readonly string[],
  side: readonly string[],
): { readonly now: ReadonlyMap<number, string>; readonly before: ReadonlyMap<number, string> } {
  const now = new Map<number, string>();
  const before = new Map<number, string>();
  for (const { buffer1, buffer2 } of diffIndices([...base], [...side])) {
    const [from, length] = buffer1;
    const made = side.slice(buffer2[0], buffer2[0] + buffer2[1]);
    for (let k = 0; k < length; k += 1) now.set(from + k, made[k] ?? '');
    if (made.length > length) before.set(from + length, made.slice(length).join(''));
  }
  return { now, before };
}

/** Containers that are divided: what stands in others is one piece with them. */
const divided: ReadonlySet<ContainerTag> = new Set(['ul', 'ol', 'table', 'thead', 'tbody']);

/** A body as pieces of HTML that give it again when they are joined. */
function piecesOf(body: string): string[] {
  const pieces = (node: BodyNode): string[] => {
    const whole = writeBody({ children: [node] });
    if (node.type !== 'container' || !divided.has(node.tag)) return [whole];
    const open = whole.slice(0, whole.indexOf('>') + 1);
    return [open, ...node.children.flatMap(pieces), `</${node.tag}>`];
  };
  return parseBody(body).children.flatMap(pieces);
}
