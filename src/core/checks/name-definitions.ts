import type { CheckInput } from './check.ts';
import { nameKey } from './known-names.ts';

const defined =
  /([\u3400-\u9FFF]{2,24})[”」》]?\s?[(（]\s?(?:简称|以下简称)?[“"]?([A-Z][A-Za-z&/-]{1,11})[”"]?\s?[)）]/g;

/** An acronym that a text defines: 中国质量认证中心（CQC）. */
export interface Definition {
  readonly key: string;
  /** The Han characters before the bracket; the name is their end, where it begins is not known. */
  readonly chinese: string;
  readonly segment: number;
}

export function definitionsIn(input: CheckInput): Definition[] {
  return input.zh.segments.flatMap(({ text, index }) =>
    [...text.matchAll(defined)].map(([, chinese = '', acronym = '']) => ({
      key: nameKey(acronym),
      chinese,
      segment: index,
    })),
  );
}

/** Ends of the Chinese names that the page puts before an acronym: from two characters up. */
export function definedRenderings(input: CheckInput): Map<string, string[]> {
  const renderings = new Map<string, string[]>();
  for (const { key, chinese } of definitionsIn(input)) {
    const list = renderings.get(key) ?? [];
    for (const length of [8, 6, 4, 3])
      if (chinese.length >= length) list.push(chinese.slice(-length));
    renderings.set(key, list);
  }
  return renderings;
}
