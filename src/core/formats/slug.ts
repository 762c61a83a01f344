/** In characters. */
const longestSlug = 80;

/**
 * A slug for a notice: the lower-case ASCII words of its title, as many as fit. A title without enough of
 * them (a Chinese one) gives its date, `notice`, and a stable number of the title:
 * `2024-03-21-notice-1k9f3ab`.
 *
 * @param date `YYYY-MM-DD`
 */
export function proposeSlug(title: string, date: string | null): string {
  const words = isMostlyAscii(title) ? wordsOf(title) : [];
  if (words.length === 0) return `${date === null ? '' : `${date}-`}notice-${stableNumber(title)}`;
  let slug = words[0]?.slice(0, longestSlug) ?? '';
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > longestSlug) break;
    slug += `-${word}`;
  }
  return slug;
}

function isMostlyAscii(title: string): boolean {
  const han = title.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han * 4 < title.length;
}

function wordsOf(title: string): string[] {
  const plain = title.normalize('NFKD').replace(/[\p{M}'’]/gu, '');
  return plain.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** FNV-1a, 32 bits, over UTF-16 code units, in base 36. */
function stableNumber(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
