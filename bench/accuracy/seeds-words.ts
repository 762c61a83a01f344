import type { Pair } from '../../src/core/language.ts';
import { withSide } from '../../src/core/language.ts';
import type { Chance } from './chance.ts';
import { onSide, replacePick } from './replace.ts';
import type { PairSeed, SeedKind } from './seeds.ts';

const repeatedEnglish: PairSeed = onSide('en', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<![\w.'’/-])[A-Za-z]{2,}(?= [a-z])/g,
    make: ([word]) => `${word} ${word.toLowerCase()}`,
  }),
);

const repeatedChinese: PairSeed = onSide('zh', (text, chance) => {
  const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)];
  const word = chance.pick(words.filter(({ segment }) => /^\p{Script=Han}{2,}$/u.test(segment)));
  if (!word) return null;
  return text.slice(0, word.index) + word.segment + text.slice(word.index);
});

const glued: PairSeed = onSide('en', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<![\w.'’/@-])[a-z]{3,} (?=[a-z]{4,}(?![\w'’/-]|\.\w))/g,
    make: ([word]) => word.trimEnd(),
  }),
);

const torn: PairSeed = onSide('en', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<![\w.'’/@-])[a-z]{7,}(?![\w'’/@(-]|\.\w)/g,
    make: ([word]) => {
      const at = chance.between(2, word.length - 2);
      return `${word.slice(0, at)} ${word.slice(at)}`;
    },
  }),
);

const shifted: PairSeed = onSide('en', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<![\w.'’/@-])([a-z]{4,}) ([a-z]{4,})(?![\w'’/@(-]|\.\w)/g,
    make: ([, first = '', second = '']) =>
      chance.next() < 0.5
        ? `${first.slice(0, -1)} ${first.slice(-1)}${second}`
        : `${first}${second.slice(0, 1)} ${second.slice(1)}`,
  }),
);

const sentencesGlued: PairSeed = onSide('en', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<=[a-z]{3}\.) (?=(?:The|This|It|In|We|You|For|If|To|When|They|As|By)\s)/g,
    make: () => '',
  }),
);

const negations: readonly (readonly [RegExp, string])[] = [
  [/\b(?:is|are|was|were|do|does|did|will|should|must|may|can|has|have) not\b/g, ''],
  [/\bcannot\b/g, 'can'],
  [/\b(?:do|does|did|is|are|was|were|should|would|could|have|has)n['’]t\b/g, ''],
  [/\bcan['’]t\b/g, 'can'],
  [/\bwon['’]t\b/g, 'will'],
  [/\bnever /g, ''],
  [/\bwithout\b/g, 'with'],
  [/\bno longer\b/g, 'still'],
];

const negationLostEnglish: PairSeed = onSide('en', (text, chance) => {
  const usable = negations.filter(([pattern]) => text.search(pattern) >= 0);
  const [pattern, put] = chance.pick(usable) ?? [];
  if (!pattern) return null;
  return replacePick({
    text,
    chance,
    pattern,
    make: ([found]) => (put === '' ? found.replace(/\s?n(?:o|['’])t$|^never $/, '') : (put ?? '')),
  });
});

const negationLostChinese: PairSeed = onSide('zh', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern:
      /不(?=能|会|是|需要|要|应|得(?!不)|可以|允许|支持|再|存在|必)|没有|未(?!来|必|免)|无(?=需|法|须)|(?<!只|并)不(?=[对受影响包括适用使提依])|禁止/g,
    make: ([found]) => (found === '没有' ? '有' : found === '禁止' ? '允许' : ''),
  }),
);

const truncated: PairSeed = (pair: Pair<string>, chance: Chance) => {
  if (pair.en.length < 60 || pair.zh.length < 20) return null;
  const side = chance.next() < 0.5 ? 'en' : 'zh';
  const text = pair[side];
  return withSide(pair, side, text.slice(0, Math.round(text.length * 0.35)).trimEnd());
};

/** Two sentences into three quarters: a part at the end is missing, cut in the middle of a sentence. */
const cutShort: PairSeed = (pair: Pair<string>, chance: Chance) => {
  if (pair.en.length < 80 || pair.zh.length < 24) return null;
  const side = chance.next() < 0.5 ? 'en' : 'zh';
  const text = pair[side];
  const share = 0.5 + chance.next() * 0.25;
  const cut = text.slice(0, Math.round(text.length * share)).replace(/[\s\p{P}]+$/u, '');
  return withSide(pair, side, cut);
};

const untranslated: PairSeed = (pair) => {
  const words = pair.en.match(/\b[a-z]{2,}\b/g)?.length ?? 0;
  return words >= 4 && /\p{Script=Han}/u.test(pair.zh) ? { en: pair.en, zh: pair.en } : null;
};

export const wordSeeds: readonly SeedKind<PairSeed>[] = [
  { name: 'word-repeated-en', checks: ['repeated'], seed: repeatedEnglish },
  { name: 'word-repeated-zh', checks: ['repeated'], seed: repeatedChinese },
  { name: 'words-glued', checks: ['glued'], seed: glued },
  { name: 'word-torn', checks: ['glued'], seed: torn },
  { name: 'letter-shifted', checks: ['glued'], seed: shifted },
  { name: 'sentences-glued', checks: ['glued'], seed: sentencesGlued },
  { name: 'negation-lost-en', checks: ['negation'], seed: negationLostEnglish },
  { name: 'negation-lost-zh', checks: ['negation'], seed: negationLostChinese },
  { name: 'truncated', checks: ['truncated', 'missing', 'extra'], seed: truncated },
  { name: 'cut-short', checks: ['truncated', 'missing', 'extra'], seed: cutShort },
  { name: 'untranslated', checks: ['untranslated'], seed: untranslated },
];
