import type { Language, Pair } from './language.ts';
import { languages } from './language.ts';

/** Characters at the beginning of a text that are looked at. */
const sampled = 20_000;

/** Chinese where a tenth of the letters are Han: a Chinese notice may be full of names and numbers. */
export function likelyLanguage(text: string): Language {
  const { han, letters } = lettersOf(text);
  return letters > 0 && han / letters >= 0.1 ? 'zh' : 'en';
}

/** Fewer letters than these may be a name or a number, which is the same in both languages. */
const tellingLetters: Pair<number> = { en: 4, zh: 8 };

/** The sides whose text is written in the other language: mostly Han in English, no Han at all in Chinese. */
export function sidesOtherwise(texts: Pair<string>): Language[] {
  return languages.filter((side) => {
    const { han, letters } = lettersOf(texts[side]);
    const isOther = side === 'en' ? han * 2 > letters : han === 0;
    return letters >= tellingLetters[side] && isOther;
  });
}

function lettersOf(text: string): { han: number; letters: number } {
  const sample = text.slice(0, sampled).replace(/<[^>]*>/g, '');
  return {
    han: sample.match(/\p{Script=Han}/gu)?.length ?? 0,
    letters: sample.match(/\p{L}/gu)?.length ?? 0,
  };
}
