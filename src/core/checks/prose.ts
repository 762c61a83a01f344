import type { Segment } from '../segment.ts';

/** Stands for a character that is no prose; no pattern of any check reads it. */
const blank = '\uFFFC';

/** The name before an @ is read from its beginning only: from every letter of it would take quadratic time. */
const address =
  /\b(?:https?:\/\/|www\.)[\w\-.~:/?#@!$&'*+,;=%]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** A segment's text with code and addresses blanked out; offsets stay true. */
export function proseOf({ text, marks }: Pick<Segment, 'text' | 'marks'>): string {
  let prose = text;
  for (const { tag, from, to } of marks) {
    if (tag === 'code' && to > from) {
      prose = prose.slice(0, from) + blank.repeat(to - from) + prose.slice(to);
    }
  }
  return prose.replace(address, (found) => blank.repeat(found.length));
}
