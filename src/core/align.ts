import type { Segment } from './segment.ts';
export interface Bead {
  en: number[];
  zh: number[];
  confidence: number;
}
export function alignSegments(en: readonly Segment[], zh: readonly Segment[]): Bead[] {
  const n = Math.max(en.length, zh.length);
  return Array.from({ length: n }, (_, i) => ({
    en: i < en.length ? [i] : [],
    zh: i < zh.length ? [i] : [],
    confidence: 0.5,
  }));
}
