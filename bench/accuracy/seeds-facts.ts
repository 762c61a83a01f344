import type { Language, Pair } from '../../src/core/language.ts';
import { otherLanguage, withSide } from '../../src/core/language.ts';
import type { Chance } from './chance.ts';
import type { PairSeed, SeedKind } from './seeds.ts';
import { onSide, replacePick } from './replace.ts';

const hanDigits = '一二三四五六七八九十';
const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

function anotherDigits(text: string, chance: Chance): string {
  const at = chance.between(0, text.length - 1);
  if (!/\d/.test(text[at] ?? '')) return anotherDigits(text, chance);
  const digit = Number(text[at]);
  const first = at === 0 && text.length > 1 ? 1 : 0;
  let other = digit;
  while (other === digit) other = chance.between(first, 9);
  return text.slice(0, at) + other + text.slice(at + 1);
}

const number: PairSeed = onSide('either', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<![\w.,/:+$-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w/:-]|\.\d|,\d|月|日|年| ?[%％])/g,
    make: ([found]) => anotherDigits(found, chance),
  }),
);

const numberDropped: PairSeed = onSide('zh', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<![\w.,/:+$-])\d{2,}(?:\.\d+)?(?![\w/:.,-])/g,
    make: () => '',
  }),
);

const counted = ['three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** A number word of which the English says as much: what one side adds by itself nobody can compare. */
const numberWord: PairSeed = (pair, chance) => {
  const times = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const said = [...hanDigits.slice(2, 9)].filter((digit, k) => {
    const english = times(pair.en, new RegExp(`\\b(?:${counted[k] ?? ''}|${k + 3})\\b`, 'gi'));
    return english > 0 && english >= times(pair.zh, new RegExp(`${digit}|\\b${k + 3}\\b`, 'g'));
  });
  const zh = replacePick({
    text: pair.zh,
    chance,
    pattern: new RegExp(
      `(?<![一二三四五六七八九十百千万第])[${said.join('') || 'x'}](?=[个家名位项次届款种类批台套座国省市县区])`,
      'g',
    ),
    make: ([found]) => other(hanDigits.slice(2, 9), found, chance),
  });
  return zh === null ? null : { en: pair.en, zh };
};

function other(choices: string, not: string, chance: Chance): string {
  return chance.pick([...choices].filter((item) => item !== not)) ?? not;
}

const magnitude: PairSeed = onSide('zh', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<=[\d一二两三四五六七八九十百千])[万亿](?!里|一|能|全|维|象)/g,
    make: ([found]) => (found === '万' ? '亿' : '万'),
  }),
);

const monthOrDay: PairSeed = onSide('either', (text, chance) => {
  const chinese = replacePick({
    text,
    chance,
    pattern: /\d{1,2}(?=月(?!球|份额))|(?<=月)\d{1,2}(?=日)/g,
    make: ([found]) => String((Number(found) % 12) + 1),
  });
  if (chinese !== null) return chinese;
  return replacePick({
    text,
    chance,
    pattern: new RegExp(
      `\\b(?:${months.filter((m) => m !== 'May' && m !== 'March').join('|')})\\b`,
      'g',
    ),
    make: ([found]) => chance.pick(months.filter((month) => month !== found)) ?? found,
  });
});

const year: PairSeed = onSide('either', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<![\w.,:/-])(?:19|20)\d\d(?![\w.:/-]*\d)/g,
    make: ([found]) => String(Number(found) + chance.between(1, 4)),
  }),
);

const percent: PairSeed = onSide('either', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<!%)\b\d+(?:\.\d+)?(?=\s?[%％](?![0-9A-F]{2}))/g,
    make: ([found]) => anotherDigits(found, chance),
  }),
);

const money: PairSeed = onSide('zh', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<=[\d万亿])(?:人民币|美|欧)?元/g,
    make: ([found]) => (found === '美元' ? '欧元' : '美元'),
  }),
);

const acronym = /(?<![\w./@&$<-])[A-Z]{2,6}(?![\w@&/>-]|\.\w)/g;

/** An acronym that both sides have: what the other side says in its own words nobody can compare. */
const acronymChanged: PairSeed = (pair, chance) => {
  const shared = (text: string, other: string): RegExp => {
    const found = [...text.matchAll(acronym)]
      .map(([name]) => name)
      .filter((name) => other.includes(name));
    return found.length === 0
      ? /$^/g
      : new RegExp(`(?<![\\w./@&$<-])(?:${found.join('|')})(?![\\w@&/>-]|\\.\\w)`, 'g');
  };
  const change = (side: Language): Pair<string> | null => {
    const text = replacePick({
      text: pair[side],
      chance,
      pattern: shared(pair[side], pair[otherLanguage(side)]),
      make: ([found]) => {
        const at = chance.between(0, found.length - 1);
        const letter = other('BCDFGHKLMNPQRSTVWX', found[at] ?? '', chance);
        return found.slice(0, at) + letter + found.slice(at + 1);
      },
    });
    return text === null ? null : withSide(pair, side, text);
  };
  const first: Language = chance.next() < 0.5 ? 'en' : 'zh';
  return change(first) ?? change(otherLanguage(first));
};

const acronymDropped: PairSeed = onSide('zh', (text, chance) =>
  replacePick({ text, chance, pattern: acronym, make: () => '' }),
);

const url: PairSeed = onSide('zh', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?:https?:\/\/|www\.)[\w./?=&%-]+[\w/]/g,
    make: ([found]) => {
      const at = chance.between(Math.min(10, found.length - 1), found.length - 1);
      return chance.next() < 0.5 ? found.slice(0, at) : `${found.slice(0, at)}x${found.slice(at)}`;
    },
  }),
);

const code: PairSeed = onSide('zh', (text, chance) =>
  replacePick({
    text,
    chance,
    pattern: /(?<![\w./-])[A-Z]{2,6}(?:\/[A-Z])?[- ]?\d[\d.]*(?:[-:]\d+)*(?![\w./-])/g,
    make: ([found]) => {
      const at = found.search(/\d/);
      return found.slice(0, at) + anotherDigits(found.slice(at), chance);
    },
  }),
);

export const factSeeds: readonly SeedKind<PairSeed>[] = [
  { name: 'number', checks: ['facts'], seed: number },
  { name: 'number-dropped', checks: ['facts'], seed: numberDropped },
  { name: 'number-word', checks: ['facts'], seed: numberWord },
  { name: 'magnitude', checks: ['facts'], seed: magnitude },
  { name: 'month-or-day', checks: ['facts'], seed: monthOrDay },
  { name: 'year', checks: ['facts'], seed: year },
  { name: 'percent', checks: ['facts'], seed: percent },
  { name: 'money', checks: ['facts'], seed: money },
  { name: 'acronym-changed', checks: ['name', 'facts'], seed: acronymChanged },
  { name: 'acronym-dropped', checks: ['name', 'facts'], seed: acronymDropped },
  { name: 'url', checks: ['facts', 'links'], seed: url },
  { name: 'code', checks: ['facts', 'name'], seed: code },
];
