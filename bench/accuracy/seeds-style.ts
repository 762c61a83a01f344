import { onSide, replacePick } from './replace.ts';
import type { PairSeed, SeedKind } from './seeds.ts';

const toHalf: Readonly<Record<string, string>> = {
  '，': ',',
  '。': '.',
  '：': ':',
  '；': ';',
  '？': '?',
  '！': '!',
};
const toFull: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(toHalf).map(([full, half]) => [half, full]),
);

const widthChinese: PairSeed = onSide('zh', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<=\p{Script=Han})[，；：？！](?=\p{Script=Han}|$)|(?<=\p{Script=Han})。(?=$)/gu,
    make: ([found]) => toHalf[found] ?? null,
  }),
);

const widthEnglish: PairSeed = onSide('en', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<=[A-Za-z])[,;:.?!](?=\s|$)/g,
    make: ([found]) => toFull[found] ?? null,
  }),
);

const bracketLost: PairSeed = onSide('either', (text, chance) =>
  replacePick({ text, chance, pattern: /[()（）【】《》[\]]/g, make: () => '' }),
);

const quoteLost: PairSeed = onSide('either', (text, chance) =>
  replacePick({ text, chance, pattern: /[“”「」]/g, make: () => '' }),
);

const doubledQuote: PairSeed = onSide('en', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /[“"](\w[^“”"]{2,40})[”"]/g,
    make: ([, inner = '']) => `''${inner}''`,
  }),
);

const spaceBefore: PairSeed = onSide('en', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<=[a-z]{2})[,;](?= [a-z])/g,
    make: ([found]) => ` ${found}`,
  }),
);

const spaceAfterLost: PairSeed = onSide('en', (text, chance) =>
  replacePick({ text, chance, pattern: /(?<=[a-z]{3}[,;]) (?=[a-z]{2})/g, make: () => '' }),
);

const spaceWithinChinese: PairSeed = onSide('zh', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<=\p{Script=Han}{2})(?=\p{Script=Han}{2})/gu,
    make: () => ' ',
  }),
);

/** Characters of everyday words whose traditional form is another one. */
const traditionalOf: Readonly<Record<string, string>> = Object.fromEntries(
  [...'國国會会認认證证質质業业開开發发據据實实務务應应該该這这個个們们對对為为時时與与產产關关']
    .join('')
    .match(/.{2}/gu)
    ?.map((two) => [two[1] ?? '', two[0] ?? '']) ?? [],
);

const traditional: PairSeed = onSide('zh', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: new RegExp(`[${Object.keys(traditionalOf).join('')}]`, 'g'),
    make: ([found]) => traditionalOf[found] ?? null,
  }),
);

export const styleSeeds: readonly SeedKind<PairSeed>[] = [
  { name: 'width-zh', checks: ['width'], seed: widthChinese },
  { name: 'width-en', checks: ['width'], seed: widthEnglish },
  { name: 'bracket-lost', checks: ['brackets'], seed: bracketLost },
  { name: 'quote-lost', checks: ['quotes'], seed: quoteLost },
  { name: 'quote-doubled', checks: ['quotes'], seed: doubledQuote },
  { name: 'space-before', checks: ['spacing'], seed: spaceBefore },
  { name: 'space-after-lost', checks: ['spacing', 'glued'], seed: spaceAfterLost },
  { name: 'space-within-zh', checks: ['spacing'], seed: spaceWithinChinese },
  { name: 'traditional', checks: ['traditional'], seed: traditional },
];
