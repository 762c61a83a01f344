import type { EnglishWords } from './english-words.ts';

/** Words that no compound begins or ends with: beside a seam they are surely words of their own. */
const links = new Set(
  `a an and are as be because been but can could did do does from had has have he her his how if is it its may might must
  my nor not of or our she should so some than that the their them then there these they this those to us very was we were what
  when where which while who whom whose why will with would you your also although always among any before after between both
  during each every into never often only several such through until upon using whether within without`.split(
    /\s+/,
  ),
);
/** Short words that compounds have too; any other word of fewer than four letters is no part. */
const short = new Set(
  'all at by for in new no off on one out over two under up per more own'.split(' '),
);
/** Parts that make one word with what follows or precedes, in any list or none. */
const prefixes = new Set(
  `re un in im non pre post anti auto bio co counter cross cyber de dis eco ex extra fore geo hyper inter intra infra macro
  mega meta micro mid mini mis mono multi nano neo off on out over para poly pro pseudo semi sub super tele trans tri ultra under
  uni up photo electro thermo hydro agro down air sea back fore hand head sun web net data key time work home life side`.split(
    /\s+/,
  ),
);
const suffixes = new Set(
  `able al ally ance ation ed ence er ers es est ful hood ible ic ical ing ings ion ions ish ism ist ity ize ized less like
  ly man men ment ments ness or ors ous ship sion some tion tions ty ure ward wards ware way wide wise work works worthy proof free
  friendly based board book mate room house land line lines list side time base point points set sets up out down off over by on in
  name names space spaces code codes key keys type types end ends back box boxes bar bars flow flows path paths check checks`.split(
    /\s+/,
  ),
);

/** The whole word of two pieces that were torn apart: streng then → strengthen. */
export function joined(one: string, two: string, words: EnglishWords): string | null {
  const whole = one + two;
  if (whole.length < 5 || /[A-Z]/.test(two)) return null;
  if (words.isWord(one) && words.isWord(two)) return null;
  return words.isCommon(whole) ? whole : null;
}

/** Two words of which letters of one had gone to the other: internationa lcounter → international counter. */
export function shifted(one: string, two: string, words: EnglishWords): string | null {
  if (/[A-Z]/.test(two) || !isStrange(one, two, words)) return null;
  for (const letters of [1, 2]) {
    const forward = [one + two.slice(0, letters), two.slice(letters)];
    const back = [one.slice(0, -letters), one.slice(-letters) + two];
    for (const [a = '', b = ''] of [forward, back]) {
      if (isPart(a, words) && isPart(b, words) && a.length + b.length >= 7) return `${a} ${b}`;
    }
  }
  return null;
}

/** Both unknown; or one, and the other is no everyday link: "to reimplement" has nothing strange. */
function isStrange(one: string, two: string, words: EnglishWords): boolean {
  const unknown = [one, two].filter((word) => !words.isWord(word) && !isInflected(word, words));
  if (unknown.length !== 1) return unknown.length === 2;
  const other = (unknown[0] === one ? two : one).toLowerCase();
  return !links.has(other) && !short.has(other);
}

/** Longer runs of letters are no two words: codes, noise. Every place in them would be tried. */
const longestWord = 60;

/** Two words that were written as one: environmentconducive → environment conducive. */
export function split(word: string, words: EnglishWords): string | null {
  if (word.length < 5 || word.length > longestWord) return null;
  if (words.isWord(word) || isInflected(word, words) || isCompound(word, words)) return null;
  let best: { text: string; weight: number } | null = null;
  for (let at = 1; at < word.length; at += 1) {
    const [one, two] = [word.slice(0, at), word.slice(at)];
    if (!areParts(one, two, words)) continue;
    const weight =
      Math.min(one.length, two.length) + (links.has(one.toLowerCase()) || links.has(two) ? 2 : 0);
    if (!best || weight > best.weight) best = { text: `${one} ${two}`, weight };
  }
  return best?.text ?? null;
}

/** What makes compounds of any word: offscreen, downsides, storytelling. */
const before =
  /^(?:auto|off|down|un|re|non|counter|cyber|crypto|geo|hyper|macro|mega|meta|micro|multi|photo|super)/;
const behind =
  /(?:sides?|screens?|sheets?|scaled?|scaling|graphics?|graphy|telling|most|proof|ware|wise|worthy|shops?|holders?|makers?|makings?|owners?|keeping|bearing|saving|sharing)$/;

function isCompound(word: string, words: EnglishWords): boolean {
  return [before, behind].some((end) => {
    const rest = word.toLowerCase().replace(end, '');
    return (
      rest.length >= 4 && rest.length < word.length && !links.has(rest) && isKnown(rest, words)
    );
  });
}

function isKnown(word: string, words: EnglishWords): boolean {
  return words.isWord(word) || isInflected(word, words);
}

function areParts(one: string, two: string, words: EnglishWords): boolean {
  if (isPart(one, words) && isPart(two, words)) {
    if (isSeam(one, two)) return true;
    return one.length + two.length >= 8 && words.areNeighbours(one, two);
  }
  const [first, second] = [links.has(one.toLowerCase()), links.has(two)];
  if (first && one.length > 2 && two.length > 3) return words.isUsed(two);
  return second && two.length > 2 && one.length > 3 && words.isUsed(one);
}

function isPart(word: string, words: EnglishWords): boolean {
  const lower = word.toLowerCase();
  if (links.has(lower) || short.has(lower)) return true;
  return word.length >= 4 && words.isCommon(lower);
}

/** Two parts that make no compound: a link, or two long words of which the first is inflected. */
function isSeam(one: string, two: string): boolean {
  const lower = one.toLowerCase();
  if (lower === 'in' || two === 'or') return false;
  if (links.has(lower)) return lower.length >= 2 || two.length >= 5;
  if (links.has(two)) return two.length >= 2;
  if (short.has(lower) || short.has(two)) return one.length + two.length >= 8;
  if (prefixes.has(lower)) return false;
  if (suffixes.has(two)) return one.length >= 8 && two.length >= 4;
  return /(?:s|ed|ing|ly|tion|ment|ity|ance|ence)$/.test(lower) || one.length + two.length >= 9;
}

/** Forms of known words that lists leave out. */
function isInflected(word: string, words: EnglishWords): boolean {
  const lower = word.toLowerCase();
  return [
    /s$/,
    /es$/,
    /ed$/,
    /d$/,
    /ing$/,
    /ly$/,
    /er$/,
    /ers$/,
    /ness$/,
    /able$/,
    /ability$/,
    /ally$/,
    /al$/,
    /ages?$/,
    /ized?$/,
    /izing$/,
    /ization$/,
    /^re/,
    /^un/,
    /^non/,
    /^pre/,
    /^sub/,
    /^co/,
    /^multi/,
    /^over/,
    /^under/,
    /^inter/,
  ].some((ending) => {
    const stem = lower.replace(ending, '');
    return stem !== lower && stem.length >= 3 && (words.isWord(stem) || words.isWord(`${stem}e`));
  });
}
