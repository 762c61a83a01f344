import type { Segment } from '../segment.ts';
import type { ChangeClass } from './change-class.ts';

/**
 * The class of a change of inline markup. Link targets and image sources are facts; an image's words are
 * wording; raised and lowered digits are facts (10² and 102); emphasis is cosmetic.
 */
export function classifyMarkup(before: readonly Segment[], after: readonly Segment[]): ChangeClass {
  if (differ(before, after, targets)) return 'facts';
  if (differ(before, after, raised)) return 'facts';
  if (differ(before, after, captions)) return 'wording';
  return differ(before, after, everything) ? 'cosmetic' : 'unchanged';
}

function differ(
  before: readonly Segment[],
  after: readonly Segment[],
  read: (segment: Segment) => string[],
): boolean {
  const [a, b] = [new Set(before.flatMap(read)), new Set(after.flatMap(read))];
  return a.size !== b.size || [...a].some((item) => !b.has(item));
}

function targets(segment: Segment): string[] {
  return segment.marks.flatMap((mark) =>
    [mark.attributes['href'], mark.attributes['src']].flatMap((address) => address ?? []),
  );
}

function raised(segment: Segment): string[] {
  return segment.marks
    .filter((mark) => mark.tag === 'sup' || mark.tag === 'sub')
    .map((mark) => `${mark.tag} ${segment.text.slice(mark.from, mark.to)}`)
    .filter((text) => /\d/.test(text));
}

function captions(segment: Segment): string[] {
  return segment.marks.flatMap((mark) =>
    mark.tag === 'img' ? (mark.attributes['alt'] ?? '') : [],
  );
}

function everything(segment: Segment): string[] {
  return segment.marks
    .filter((mark) => mark.tag !== 'br')
    .map(
      (mark) =>
        `${mark.tag} ${segment.text.slice(mark.from, mark.to)} ${JSON.stringify(mark.attributes)}`,
    );
}
