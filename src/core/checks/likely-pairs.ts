import type { Lexicon } from '../align.ts';
import type { Pair } from '../language.ts';

/** Up to this many pairs, every text is a candidate for every other. */
const compareAll = 2_500;
/** Beyond, this many candidates of each English text: those that share the most of what is rare. */
const kept = 8;
/** What stands in more Chinese texts than this tells nothing of its place. */
const common = 24;
/** Renderings of a word that are looked up, the likeliest ones. */
const renderings = 16;

/**
 * For every English text the Chinese ones, by their position, that may say the same. All of them while they
 * are few; of many, those that share words, so that the cost grows with the texts and not with their product.
 */
export function likelyPairs(
  texts: Pair<readonly string[]>,
  lexicon: Lexicon | undefined,
): number[][] {
  const { en, zh } = texts;
  if (en.length * zh.length <= compareAll) return en.map(() => zh.map((_, k) => k));
  const places = placesOf(zh);
  return en.map((text) => {
    const votes = new Map<number, number>();
    for (const word of new Set(text.toLowerCase().match(/[a-z]{3,24}|\d{2,}/g) ?? [])) {
      for (const k of answering(word, places, lexicon)) votes.set(k, (votes.get(k) ?? 0) + 1);
    }
    const likeliest = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return likeliest.slice(0, kept).map(([k]) => k);
  });
}

type Places = ReadonlyMap<string, readonly number[]>;

/** Texts in which a rendering of a word stands, or the word itself, unless these are many. */
function answering(word: string, places: Places, lexicon: Lexicon | undefined): Set<number> {
  const found = new Set<number>();
  const translations = lexicon?.translations(word).slice(0, renderings) ?? [];
  for (const key of [word, ...translations.map((each) => each.slice(0, 2))]) {
    const list = places.get(key) ?? [];
    if (list.length <= common) for (const k of list) found.add(k);
  }
  return found;
}

function placesOf(texts: readonly string[]): Places {
  const places = new Map<string, number[]>();
  texts.forEach((text, k) => {
    const keys = new Set(text.toLowerCase().match(/[a-z]{3,24}|\d{2,}/g) ?? []);
    for (let at = 0; at + 1 < text.length; at += 1) keys.add(text.slice(at, at + 2));
    for (const key of keys) {
      const list = places.get(key);
      if (list) list.push(k);
      else places.set(key, [k]);
    }
  });
  return places;
}
