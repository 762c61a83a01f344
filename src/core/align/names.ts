import type { Features, Span } from './features.ts';
import type { Lexicon } from './lexicon.ts';

/** Where something stands in the unit of an index. */
export interface Place extends Span {
  readonly j: number;
}

/** Capitalised English words that parse as pinyin and are none. */
const english = new Set(
  `China Made Change Women Woman Mine Line Nine Lane Mane Sane Pine Rule Fine Dine Base Case Sale Same Game Name Time Like
  Bike Rise Wise Use Cure Sure Care Date Late Rate Gate Life Wife Safe Range Dance Lance Since Fence Hence Fence June Nude
  Rude Tube Guide Page Huge Nature Picture Future Culture Suite Route Minute Unite Invite Write Site Bite Banana Canada
  Data Beta Delta Area Idea Era Agenda Panda Single Jungle Lake Make Take Wake Cake Fake Die Lie Pie Tie Due Diet Machine
  Engine Online Mobile Native File Female Male Scene Piece Nice Price Ice Dice Rice Vice Tape Pane Bane Cane Cane Genie
  We Me He She Be Bee See Hi So No Ne Re A E O An En You Your One Or Yes In On As At Can Men Man Pen Ten Run Fun Gun Ran
  Rang Ring Sing King Wing Using Ping Bang Hang Gang Change Ban Den Hen Fang Tea Sea Pea Bar Car Far Her Mere Here`.split(
    /\s+/,
  ),
);

const initials = '(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?';
const finals =
  '(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ao|an|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v)';
const syllable = new RegExp(`${initials}${finals}`, 'gy');

/** Names of more syllables than this are none. */
const longest = 4;

/** Syllables of a word of pinyin, null when it is none. "Xi'an" has two, "Xian" one; ü is written v. */
export function syllablesOf(word: string, lexicon: Lexicon): string[] | null {
  const plain = word.toLowerCase().replace(/ü/g, 'v');
  const found = plain.split(/['’-]/).flatMap((part) => divide(part, lexicon) ?? ['']);
  return found.includes('') || found.length > longest ? null : found;
}

/** The longest syllable first, shorter ones where the rest then makes none. */
function divide(text: string, lexicon: Lexicon): string[] | null {
  if (text === '') return [];
  for (let size = Math.min(6, text.length); size > 0; size -= 1) {
    const head = text.slice(0, size);
    syllable.lastIndex = 0;
    if (!syllable.test(head) || !lexicon.charactersOf?.(head)) continue;
    const rest = divide(text.slice(size), lexicon);
    if (rest && rest.length < longest) return [head, ...rest];
  }
  return null;
}

const run = /\p{Lu}[\p{Ll}'’-]+(?:\s\p{Lu}[\p{Ll}'’-]+){0,2}/gu;

/** Names in pinyin that a text writes, each as its syllables; "Yu Hongmin" and "Hongmin Yu" as one name. */
export function pinyinNames(text: string, lexicon: Lexicon): string[][] {
  if (!lexicon.charactersOf) return [];
  const names = new Map<string, string[]>();
  for (const [whole] of text.matchAll(run)) {
    let open: string[][] = [];
    const close = () => {
      for (const name of readings(open)) names.set(name.join(' '), name);
      open = [];
    };
    for (const word of whole.split(/\s/)) {
      const syllables = english.has(word) ? null : syllablesOf(word, lexicon);
      if (syllables) open.push(syllables);
      else close();
    }
    close();
  }
  return [...names.values()];
}

/** A surname of one syllable and what follows or precedes it; or words of two syllables and more. */
function readings(words: readonly string[][]): string[][] {
  const long = words.filter((word) => word.length >= 2);
  if (words.length !== 2) return long;
  const [first = [], second = []] = words;
  const whole = [...first, ...second];
  if (whole.length > longest || whole.length < 2) return long;
  return first.length > 1 && second.length === 1
    ? [[...second, ...first], ...long]
    : [whole, ...long];
}

/** Units of Chinese in which a name stands, by unit's index. */
export function unitsNaming(
  name: readonly string[],
  places: ReadonlyMap<string, readonly Place[]>,
  { zh, lexicon }: { zh: readonly Features[]; lexicon: Lexicon },
): number[] {
  const sets = name.map((one) => charactersFor(one, lexicon));
  const candidates = new Set(
    [...(sets[0] ?? [])].flatMap((character) => (places.get(character) ?? []).map(({ j }) => j)),
  );
  return [...candidates].filter((j) => says(zh[j]?.text ?? '', sets));
}

/** Lü is often written Lu, or Lyu: 吕. */
function charactersFor(syllable: string, lexicon: Lexicon): Set<string> {
  const ask = (one: string) => lexicon.charactersOf?.(one) ?? '';
  return new Set(ask(syllable) + (/^[ln]u$/.test(syllable) ? ask(`${syllable[0] ?? ''}v`) : ''));
}

/** Whether a Chinese text has characters that are read as the name. */
export function isNamed(name: readonly string[], text: string, lexicon: Lexicon): boolean {
  return says(
    text,
    name.map((one) => charactersFor(one, lexicon)),
  );
}

function says(text: string, sets: readonly ReadonlySet<string>[]): boolean {
  const last = text.length - sets.length;
  for (let from = 0; from <= last; from += 1) {
    if (sets.every((set, k) => set.has(text[from + k] ?? ''))) return true;
  }
  return false;
}
