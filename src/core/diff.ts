import { diff as myers } from 'fast-myers-diff';
import type { Content } from './document.ts';
import type { Language } from './language.ts';
import type { Segment } from './segment.ts';
import { segmentContent } from './segment.ts';

export const changeClasses = ['unchanged', 'cosmetic', 'minor', 'moved', 'wording', 'removed', 'added', 'facts'] as const;
export type ChangeClass = (typeof changeClasses)[number];
export interface Edit { op: 'keep' | 'insert' | 'delete'; text: string }
export interface DiffSegment { before: number[]; after: number[]; class: ChangeClass; edits: Edit[] }
export interface Diff { segments: DiffSegment[]; class: ChangeClass }
export function gravest(classes: readonly ChangeClass[]): ChangeClass {
  return classes.reduce<ChangeClass>((a, b) => (changeClasses.indexOf(b) > changeClasses.indexOf(a) ? b : a), 'unchanged');
}
export function diffSegments(_l: Language, before: readonly Segment[], after: readonly Segment[]): Diff {
  const segments: DiffSegment[] = [];
  let i = 0, j = 0;
  const a = before.map((s) => s.text), b = after.map((s) => s.text);
  const same = (n: number) => { while (n-- > 0) { segments.push({ before: [i], after: [j], class: 'unchanged', edits: [{ op: 'keep', text: a[i] ?? '' }] }); i++; j++; } };
  for (const [sx, ex, sy, ey] of myers(a, b)) {
    same(sx - i);
    while (i < ex || j < ey) {
      if (i < ex && j < ey) { const x = a[i] ?? '', y = b[j] ?? ''; segments.push({ before: [i], after: [j], class: klass(x, y), edits: [{ op: 'delete', text: x }, { op: 'insert', text: y }] }); i++; j++; }
      else if (i < ex) { segments.push({ before: [i], after: [], class: 'removed', edits: [{ op: 'delete', text: a[i] ?? '' }] }); i++; }
      else { segments.push({ before: [], after: [j], class: 'added', edits: [{ op: 'insert', text: b[j] ?? '' }] }); j++; }
    }
  }
  same(a.length - i);
  return { segments, class: gravest(segments.map((s) => s.class)) };
}
function klass(x: string, y: string): ChangeClass {
  const n = (t: string) => (t.match(/\d+/g) ?? []).join();
  if (n(x) !== n(y)) return 'facts';
  const f = (t: string) => t.toLowerCase().normalize('NFKC').replace(/[\s\p{P}]/gu, '');
  if (f(x) === f(y)) return 'cosmetic';
  const g = (t: string) => t.toLowerCase().replace(/\b(the|a|an) \1\b/g, '$1');
  return g(x) === g(y) ? 'minor' : 'wording';
}
export function diffContent(language: Language, before: Content, after: Content): Diff & { before: Segment[]; after: Segment[] } {
  const b = segmentContent(language, before), a = segmentContent(language, after);
  return { ...diffSegments(language, b, a), before: b, after: a };
}
