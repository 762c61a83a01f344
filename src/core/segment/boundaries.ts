import type { Language } from '../language.ts';
import { isAbbreviation, isStarter } from './abbreviations.ts';
import { enclosures } from './enclosures.ts';

/** Where one sentence ends. */
export interface Boundary {
  /** Offset after the sentence's last character, closing quotes and brackets included. */
  readonly end: number;
  /** No space follows although the language calls for one ("business.This is"). */
  readonly glued: boolean;
}

const terminators = /[.!?。！？．…｡]+/g;
const closers = new Set(')]}"\'”’」』》）】〕〉»');
const openers = new Set('([{"\'“‘「『《（【〔〈«');

/** The ends of sentences inside a text, in order; the end of the text itself is not among them. */
export function boundariesOf(text: string, language: Language): Boundary[] {
  const found: Boundary[] = [];
  const inner = enclosures(text);
  let start = 0;
  for (const match of text.matchAll(terminators)) {
    const stop = match.index + match[0].length;
    if (stop <= start) continue;
    let end = stop;
    while (end < text.length && closers.has(text[end] ?? '') && !opensHere(text, end)) end += 1;
    if (end >= text.length || inner(match.index, end)) continue;
    const glued = judge({ text, start, at: match.index, stop, end, language });
    if (glued === null) continue;
    found.push({ end, glued });
    start = end;
  }
  return found;
}

interface Place {
  readonly text: string;
  /** Where the sentence began. */
  readonly start: number;
  /** The terminator: its first character, the offset after it, and the offset after its closers. */
  readonly at: number;
  readonly stop: number;
  readonly end: number;
  readonly language: Language;
}

/** A straight quote after a space-less stop closes; before a letter and after a space it opens. */
function opensHere(text: string, at: number): boolean {
  const character = text[at] ?? '';
  if (!openers.has(character)) return false;
  return /\s/.test(text[at - 1] ?? ' ') && /\S/.test(text[at + 1] ?? ' ');
}

/** Null where no sentence ends; otherwise whether it is glued to the next one. */
function judge(place: Place): boolean | null {
  const mark = place.text.slice(place.at, place.stop);
  if (/[。！？．｡]/.test(mark)) return fullWidth(place) ? false : null;
  if (/^(?:…+|\.{2,})$/.test(mark)) return ellipsis(place) ? false : null;
  if (/[!?]/.test(mark)) return exclamation(place);
  return fullStop(place);
}

/** Full-width marks end a sentence unless the sentence visibly goes on. */
function fullWidth(place: Place): boolean {
  const next = place.text[place.end] ?? '';
  if (/[，、；：,;:…—]/.test(next)) return false;
  const closed = place.end > place.stop;
  if (closed && /^(?:的|等|之|这|，|时|后|为|是|与|和|及)/.test(next)) return false;
  return !(place.text.startsWith('．', place.at) && /\d/.test(next));
}

function ellipsis(place: Place): boolean {
  return /^\s+["“‘(]?\p{Lu}/u.test(place.text.slice(place.end, place.end + 4));
}

function exclamation(place: Place): boolean | null {
  const rest = place.text.slice(place.end, place.end + 40);
  if (/^\s/.test(rest)) return /^\s+["“‘(]?\p{Ll}/u.test(rest) ? null : false;
  if (/^[\p{Script=Han}“‘「『（《【]/u.test(rest)) return false;
  return gluedWord(place, rest) ? true : null;
}

function fullStop(place: Place): boolean | null {
  const { text, at, end } = place;
  const rest = text.slice(end, end + 40);
  const before = text[at - 1] ?? ' ';
  if (/\p{Script=Han}/u.test(before)) {
    if (/^[\s\p{Script=Han}]/u.test(rest)) return false;
    return null;
  }
  if (!/^\s/.test(rest)) return gluedWord(place, rest) ? true : null;
  if (/^\s+\S/.test(rest) && /^\s+["“‘([]*\p{Ll}/u.test(rest)) return null;
  if (/\s/.test(before)) return null;
  if (isEnumerator(place)) return null;
  const word = /[\p{L}.'’]+$/u.exec(text.slice(Math.max(place.start, at - 24), at))?.[0] ?? '';
  return end === place.stop && isAbbreviation(word, rest.trimStart()) ? null : false;
}

/** "1. ", "(2) ", "a. ", "IV. " at the beginning of a sentence name its place in a list. */
function isEnumerator({ text, start, at }: Place): boolean {
  if (at - start > 12) return false;
  return /^\s*[([]?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5}|\d{1,2}(?:\.\d{1,2}){1,3})[)\]]?$/.test(
    text.slice(start, at),
  );
}

/** "business.This is": a word in small letters, a stop, and a capitalised word that begins a sentence. */
function gluedWord(place: Place, rest: string): boolean {
  const next = /^\p{Lu}\p{Ll}*(?=[\s,])/u.exec(rest)?.[0];
  if (next === undefined) return false;
  const token =
    /\S+$/.exec(place.text.slice(Math.max(place.start, place.at - 40), place.at))?.[0] ?? '';
  if (/[/@=_#:\\]|\.\S*$/.test(token) || !/\p{Ll}{2}[)"”’]*$|\d$/u.test(token)) return false;
  if (isStarter(next)) return true;
  const asked = /[!?]/.test(place.text[place.at] ?? '');
  return (asked || /^["“‘(]?\p{Ll}{6,}$/u.test(token)) && /^\p{L}+,?\s+\p{Ll}/u.test(rest);
}
