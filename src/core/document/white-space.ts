const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3001-\u303f\u3200-\u33ff\ufe30-\ufe4f\uff01-\uff65\uffe0-\uffe6]/u;
/** Punctuation that English and Chinese share: as wide as its neighbour. */
const shared = /^[“”‘’—…·]/u;

/** Whether a line break between the two characters is no space: both belong to Chinese (or Japanese) text. */
export function joinsTight(before: string, after: string): boolean {
  const wideBefore = wide.test(before);
  const wideAfter = wide.test(after);
  if (wideBefore && wideAfter) return true;
  return (wideBefore && shared.test(after)) || (wideAfter && shared.test(before));
}

/** The last character of a text, whole even outside the Basic Multilingual Plane; '' of an empty text. */
export function lastCharacter(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xdc00 && last <= 0xdfff ? text.slice(-2) : text.slice(-1);
}

/** The first character of a text, likewise. */
export function firstCharacter(text: string): string {
  const first = text.charCodeAt(0);
  return first >= 0xd800 && first <= 0xdbff ? text.slice(0, 2) : text.slice(0, 1);
}

/**
 * Collapses white space (no-break and ideographic spaces included) to one space and trims. White space
 * with a newline in it, between two characters of Chinese text, becomes nothing.
 */
export function collapse(text: string): string {
  const trimmed = text.trim();
  return trimmed.replace(/\s+/gu, (space, at: number) => {
    if (!space.includes('\n')) return ' ';
    const before = lastCharacter(trimmed.slice(Math.max(0, at - 2), at));
    const after = firstCharacter(trimmed.slice(at + space.length, at + space.length + 2));
    return joinsTight(before, after) ? '' : ' ';
  });
}
