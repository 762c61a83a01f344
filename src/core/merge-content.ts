import { diff3Merge } from 'node-diff3';
import type { Content } from './document.ts';
import { parseBody, writeBody } from './document.ts';

/**
 * What two people made of one text at the same time, put together block by block, and in lists item by item. What both
 * put in at one place stands one behind the other, theirs first.
 *
 * @returns null where both changed the same block, so that somebody has to choose
 */
export function mergeContent(
  base: Content,
  { mine, theirs }: { readonly mine: Content; readonly theirs: Content },
): Content | null {
  const title = mergeValue(base.title, mine.title, theirs.title);
  const summary = mergeValue(base.summary, mine.summary, theirs.summary);
  if (title === null || summary === null) return null;
  const pieces: string[] = [];
  const regions = diff3Merge(piecesOf(mine.body), piecesOf(base.body), piecesOf(theirs.body), {
    excludeFalseConflicts: true,
  });
  for (const { ok, conflict } of regions) {
    if (ok !== undefined) pieces.push(...ok);
    else if (conflict?.o.length === 0) pieces.push(...conflict.b, ...conflict.a);
    else return null;
  }
  return { title, summary, body: writeBody(parseBody(pieces.join(''))) };
}

function mergeValue(base: string, mine: string, theirs: string): string | null {
  if (mine === base || mine === theirs) return theirs;
  return theirs === base ? mine : null;
}

/** A body as pieces of HTML that give it again when they are joined: its blocks, lists by their items. */
function piecesOf(body: string): string[] {
  return parseBody(body).children.flatMap((node) => {
    const whole = writeBody({ children: [node] });
    if (node.type !== 'container' || (node.tag !== 'ul' && node.tag !== 'ol')) return [whole];
    const items = node.children.map((child) => writeBody({ children: [child] }));
    const open = whole.slice(0, whole.indexOf('>') + 1);
    return [open, ...items, `</${node.tag}>`];
  });
}
