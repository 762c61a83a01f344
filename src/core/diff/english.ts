import { editDistance } from '../similarity.ts';
import { realWords } from './real-words.ts';

const words = (text: string) => new Set(text.split(/\s+/));

/** Change of any of these is never less than `wording`: negation, modality, limits, quantifiers, order. */
export const guarded =
  words(`not no never none nor nothing nobody without unless except excluding including only
  must shall should may might can could will would need before after prior until till since during over under above
  below more less fewer least most all any some each every both either neither few many several always often
  sometimes if or than least up down against between within beyond yet still already first last next former latter
  same other another such maximum minimum exceed too enough almost nearly about around approximately while when
  once again instead rather because although though despite hardly rarely seldom barely`);

/** Words whose coming and going leaves the meaning. */
const functional =
  words(`a an the this that these those of to in on at by for with from as and but so it its they
  them their he him she his her we us our you your i me my is are was were be been being am has have had having do
  does did doing which who whom whose there here then also just very quite really into onto upon itself
  themselves himself herself yourself ourselves one's will let lets s`);

/** Small words whose exchange changes who does what, where and when; their other forms in brackets. */
const relating: ReadonlyMap<string, string> = new Map([
  ...forms('in into on at by for from with as also just will'),
  ...forms('he him his himself', 'he'),
  ...forms('she her herself', 'she'),
  ...forms('i me my myself', 'I'),
  ...forms('we us our ourselves', 'we'),
  ...forms('you your yourself', 'you'),
  ...forms('onto upon', 'on'),
  ...forms('was were had did', 'past'),
]);

function forms(list: string, of?: string): [string, string][] {
  return [...words(list)].map((word) => [word, of ?? word]);
}

/** What must stay as it is for a change to be `minor`: guarded words, prepositions, the tense. */
export function guardOf(word: Word): string | null {
  if (guarded.has(word.written)) return word.written;
  return relating.get(word.written) ?? null;
}

const contractions: ReadonlyMap<string, string> = new Map([
  ["can't", 'can not'],
  ['cannot', 'can not'],
  ["won't", 'will not'],
  ["shan't", 'shall not'],
  ["let's", 'let us'],
  ["it's", 'it is'],
  ["that's", 'that is'],
  ["there's", 'there is'],
  ["he's", 'he is'],
  ["she's", 'she is'],
  ["what's", 'what is'],
  ["here's", 'here is'],
]);

/** A word as it is compared: `stem` for sameness, `written` for what must not be taken for a slip. */
export interface Word {
  readonly stem: string;
  readonly written: string;
  /** Capitalised although it does not begin a sentence, or written as names in code are (dueDate). */
  readonly name: boolean;
}

const token =
  /[\p{L}\p{M}\uE001][\p{L}\p{M}\d:.<>/_~-]*(?:'[\p{L}]+)*|\d[\d.,]*|[^\s\p{P}]|[%&@#/*\\_]/gu;

/** What "have to" says, as a word of its own. */
const mustStem = 'have to';

const plainHyphen = /[-–—]/;

/**
 * Content and guarded words of a text, contractions written out, words said twice in a row once; the first
 * part of a compound (held in in-house rooms) says nothing twice.
 */
export function wordsOf(text: string): Word[] {
  const list: Word[] = [];
  const plain = text.replace(/[’‘ʼ]/g, "'").replace(/[-–—]/g, ' ');
  for (const match of plain.matchAll(token)) {
    const written = match[0].replace(/(?<![.:])[.:]+$/, '');
    const begins = /(?:^|[.!?:;]["')\]]?\s*["'([]?)$/.test(
      plain.slice(Math.max(0, match.index - 4), match.index),
    );
    const name = isName(written, begins);
    const compound = plainHyphen.test(text.charAt(match.index + match[0].length));
    for (const part of expand(written.toLowerCase())) {
      if (list.at(-1)?.written.toLowerCase() === part && !compound) continue;
      list.push({ stem: stemOf(part), written: part, name });
    }
    if (
      written.toLowerCase() === 'to' &&
      /^(?:have|has|had|having)$/.test(list.at(-2)?.written ?? '')
    )
      list.push({ stem: mustStem, written: mustStem, name: false });
  }
  return list;
}

const pinyin =
  /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?ang|i?ong|eng|ing|ian|iao|uai|uan|ai|ao|an|ei|en|er|i[aenu]|ou|u[aeino]|[aeiou])){1,3}$/i;

/** Names that begin a sentence are known only where they are pinyin. */
function isName(written: string, begins: boolean): boolean {
  if (/\p{Ll}\p{Lu}|[_\d]/u.test(written)) return true;
  return /^\p{Lu}/u.test(written) && (!begins || pinyin.test(written));
}

function expand(word: string): string[] {
  const whole = contractions.get(word);
  if (whole) return whole.split(' ');
  if (word.endsWith("n't")) return [word.slice(0, -3), 'not'];
  const tail = /^(.+)'(re|ve|ll|d|m|s)$/.exec(word);
  if (!tail) return [word.replace(/'/g, '')];
  const full =
    { re: 'are', ve: 'have', ll: 'will', d: 'would', m: 'am', s: '' }[tail[2] ?? 's'] ?? '';
  return full === '' ? [tail[1] ?? ''] : [tail[1] ?? '', full];
}

/** The A of "Annex A" is none. */
export function isFunctional(word: Word): boolean {
  if (word.name && word.written.length === 1) return false;
  return functional.has(word.written) && !guarded.has(word.written);
}

/** Inflection and British spelling taken off. */
export function stemOf(word: string): string {
  if (word.length <= 3 || !/^[a-z]+$/.test(word)) return word;
  const spelled = word
    .replace(/is(e|ed|es|ing|ation|ations|er|ers)$/, 'iz$1')
    .replace(/(?<=[a-z]{3})our(?=s?$|ed$|ing$|able$|ful$|ite$|ites$|al$|er$|hood)/, 'or')
    .replace(/^(cent|theat|fib|lit|met)res?$/, '$1er')
    .replace(/mmes?$/, 'm')
    .replace(/ogues?$/, 'og')
    .replace(/(?<=licen|defen|offen|preten)c(?=e)/, 's');
  return singular(spelled)
    .replace(/(?<=[a-z]{2})ied$/, 'y')
    .replace(/(?<=[a-z]*[aeiouy][a-z]*[^e])(?:ed|ing)$/, '')
    .replace(/(?<=[^aeiouls])([bdfgmnprt])\1$|([bdfgmnprtl])\2$/, '$1$2')
    .replace(/e$/, '');
}

function singular(word: string): string {
  if (word === 'news') return word;
  if (/[a-z]{2}ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/[a-z]{2}(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[a-z]{2}[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

const opposites =
  /^(?:in|im|il|ir|un|dis|non|mis|ex|de|re|pre|post|over|under|up|down|out|inter|intra|en|em|e|im)/;

/** Whether two words differ by a slip of the pen: few edits, the same beginning, no other prefix. */
export function isTypo(a: Word, b: Word): boolean {
  if (a.name || b.name || guarded.has(a.written) || guarded.has(b.written)) return false;
  const [x, y] = [a.stem, b.stem];
  const shortest = Math.min(x.length, y.length);
  if (shortest < 4 || !/^[a-z]+$/.test(x) || !/^[a-z]+$/.test(y) || x[0] !== y[0]) return false;
  const prefix = (word: string) => opposites.exec(word)?.[0] ?? '';
  if (realWords.has(x) && realWords.has(y)) return false;
  if (prefix(x) !== prefix(y) && (prefix(x) + prefix(y)).length > 1) return false;
  return editDistance(x, y, 2) <= (shortest >= 8 ? 2 : 1) && !inflectsMeaning(x, y);
}

/** -able, -less, -ful, -er … make another word of it. */
function inflectsMeaning(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.startsWith(short) && /^(?:er|or|ee|ly|al|ic|y|n|t)$/.test(long.slice(short.length));
}
