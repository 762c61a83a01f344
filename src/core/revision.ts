import type { Content } from './document.ts';

/** Whether two snapshots hold the same texts, to the letter: saving the same again makes no revision. */
export function sameContent(a: Content, b: Content): boolean {
  return a.title === b.title && a.summary === b.summary && a.body === b.body;
}
