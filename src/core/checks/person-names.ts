import { isNamed, pinyinNames } from '../align/names.ts';
import type { CheckInput, RawFinding } from './check.ts';
import type { Counterpart } from './counterparts.ts';

/** What stands before the name of a person, and the name. */
const titled =
  /\b(?:Mr|Ms|Mrs|Dr|Prof|Professor|Madam|Engineer)\.?\s((?:\p{Lu}[\p{Ll}’'-]{1,12}\s?){2,3})/gu;

/**
 * People whose names in pinyin no characters of the Chinese are read as: Mr. Lu Wei, 刘伟. Only behind a
 * title: what else is written like pinyin may be a place, a firm, a word.
 */
export function personFindings({ tools }: CheckInput, { bead, text }: Counterpart): RawFinding[] {
  const { lexicon } = tools;
  if (!lexicon?.charactersOf || !/[\u3400-\u9FFF]/.test(text.zh)) return [];
  return [...text.en.matchAll(titled)].flatMap(([, words = '']): RawFinding[] => {
    const written = words.trim();
    const names = pinyinNames(written, lexicon);
    if (names.length === 0 || names.some((name) => isNamed(name, text.zh, lexicon))) return [];
    if (names.every((name) => name.length < written.split(/\s/).length)) return [];
    return [
      {
        check: 'name',
        severity: 'warning',
        en: bead.en,
        zh: bead.zh,
        message: { key: 'findings:name.only_en', values: { name: written } },
        evidence: { en: written },
      },
    ];
  });
}
