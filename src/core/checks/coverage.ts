import type { Lexicon } from '../align.ts';
import type { Pair } from '../language.ts';

/** Words that stand in every text: that they are answered tells nothing. */
const common = new Set(
  `the and for with from that this these those which who whom whose what when where while will would shall should can could
  may might must not are was were been being has have had having does did its his her their our your they them she him you
  but nor all any each both such than then there here also only very more most other some into onto upon over under about
  after before between through during within without against among per via etc how use using used`.split(
    /\s+/,
  ),
);
const word = /[A-Za-z][A-Za-z'’]*[A-Za-z]|\d+/g;
const readable = /[\u3400-\u9FFFA-Za-z0-9]/;

/**
 * How far two texts answer each other, as shares from 0 to 1: of the English words, those of which a
 * translation (or the same letters) stands in the Chinese; of the Chinese characters, those that belong to
 * such a translation. Null where a text has nothing that is known.
 *
 * @param besides what stands next to each text and is answered too: what they share with it does not count
 */
export function coverage(
  text: Pair<string>,
  lexicon: Lexicon,
  besides: Pair<string> = { en: '', zh: '' },
): Pair<number | null> {
  const skipped = new Set(wordsOf(besides.en));
  const latin = new Set(text.zh.toLowerCase().match(/[a-z]+|\d+/g) ?? []);
  const answered = new Uint8Array(text.zh.length);
  let [known, found] = [0, 0];
  for (const each of wordsOf(text.en)) {
    const places = latin.has(each)
      ? latinPlaces(text.zh, each)
      : lexicon
          .translations(each)
          .flatMap((translation, rank) => placesOf(text.zh, translation, rank));
    for (const [from, to] of places) answered.fill(1, from, to);
    if (skipped.has(each)) continue;
    if (!latin.has(each) && lexicon.translations(each).length === 0) continue;
    known += 1;
    if (places.length > 0) found += 1;
  }
  return {
    en: known === 0 ? null : found / known,
    zh: shareAnswered(text.zh, answered, besides.zh),
  };
}

function wordsOf(english: string): string[] {
  const words = (english.match(word) ?? []).map((each) => each.toLowerCase().replace(/['’]s$/, ''));
  return [...new Set(words)].filter(
    (each) => !common.has(each) && (each.length > 2 || /\d/.test(each)),
  );
}

/** Of this many likeliest renderings one character is enough (寄, send); further ones occur everywhere. */
const likeliest = 2;

function placesOf(chinese: string, translation: string, rank = 0): (readonly [number, number])[] {
  if (translation === '' || (translation.length < 2 && rank >= likeliest)) return [];
  const places: (readonly [number, number])[] = [];
  for (let at = chinese.indexOf(translation); at >= 0; at = chinese.indexOf(translation, at + 1)) {
    places.push([at, at + translation.length]);
  }
  return places;
}

function latinPlaces(chinese: string, latin: string): (readonly [number, number])[] {
  return placesOf(chinese.toLowerCase(), latin);
}

function shareAnswered(chinese: string, answered: Uint8Array, besides: string): number | null {
  let [count, share] = [0, 0];
  for (let at = 0; at < chinese.length; at += 1) {
    if (!readable.test(chinese[at] ?? '')) continue;
    if (besides !== '' && besides.includes(chinese.slice(at, at + 2))) continue;
    count += 1;
    share += answered[at] ?? 0;
  }
  return count === 0 ? null : share / count;
}
