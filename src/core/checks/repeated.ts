import type { Language } from '../language.ts';
import { languages } from '../language.ts';
import type { Segment } from '../segment.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';
import { proseOf } from './prose.ts';
import type { Replacement } from './replacements.ts';
import { slipFinding } from './segment-finding.ts';

/** Words, phrases and sentences said twice in a row. */
export const repeated: Check = {
  name: 'repeated',
  run: (input) => [
    ...input.en.segments.flatMap((segment) => english(input, segment)),
    ...input.zh.segments.flatMap((segment) => chinese(input, segment)),
    ...languages.flatMap((side) => sentences(input, side)),
  ],
};

/** Said twice on purpose, or by grammar. */
const doubles = new Set('had that very many much so ha no bye really long blah yeah'.split(' '));

const englishWords =
  /(?<![\p{L}\p{N}.'’$/@-])(\p{L}[\p{L}'’]{0,30}(?: \p{L}[\p{L}'’]{0,30}){0,3}) \1(?![\p{L}\p{N}'’=/(@-]|\.\w)/giu;

function english(input: CheckInput, segment: Segment): RawFinding[] {
  const prose = proseOf(segment);
  const other = facingText(input, 'en', segment.index);
  const replacements = [...prose.matchAll(englishWords)].flatMap((match): Replacement[] => {
    const [found, word = ''] = match;
    const lower = word.toLowerCase();
    if (doubles.has(lower) || (word.length === 1 && !/^[ai]$/.test(lower))) return [];
    if (other.toLowerCase().includes(`${lower} ${lower}`)) return [];
    return [{ from: match.index, to: match.index + found.length, text: word }];
  });
  return told(segment, 'en', replacements);
}

/** Particles and links that never stand twice, unless one of them belongs to a word: 现在在. */
const particles = new Set('的了是和在与及为对将于由被把从以及并而或');
const chineseWords = /([\u3400-\u9FFF]{2,12})\1/g;
/** One by one, step by step: 一个一个地. */
const counted = /^[一几][\u3400-\u9FFF]$/;
/** Sounds, and names made of the same word twice. */
const doubledNames = new Set('哔哩 拼多 滴答 嘀嗒 咕咚 轰隆 哗啦'.split(' '));

function chinese(input: CheckInput, segment: Segment): RawFinding[] {
  const prose = proseOf(segment);
  const other = facingText(input, 'zh', segment.index);
  const words = [...prose.matchAll(chineseWords)].filter(({ 0: found, 1: word = '', index }) => {
    if (counted.test(word) && /^[地的来，]/.test(prose.slice(index + found.length))) return false;
    const doubled = /^(.)\1+$/u.test(word) || /^[零〇一二三四五六七八九十百千万亿]+$/.test(word);
    if (stressed.test(word)) return false;
    return !doubled && !doubledNames.has(word) && !/的./.test(word) && !other.includes(word + word);
  });
  const found = words.map((match): Replacement => ({
    from: match.index,
    to: match.index + match[0].length,
    text: match[1] ?? '',
  }));
  return told(
    segment,
    'zh',
    [...found, ...doubledParticles(input, prose)].sort((a, b) => a.from - b.from),
  );
}

/** 很少很少, 一步一步, 一个一个: said twice for stress, or one after the other. */
const stressed = /^(?:[很太极]|非常|特别|十分|越来)[\u3400-\u9FFF]?$|^一[步个点遍次层条天]$/;

function doubledParticles({ tools }: CheckInput, prose: string): Replacement[] {
  if (!/([的了是和在与及为对将于由被把从以并而或])\1/.test(prose)) return [];
  const found: Replacement[] = [];
  let [at, before] = [0, ''];
  for (const word of tools.splitChinese(prose)) {
    if (word === before && particles.has(word))
      found.push({ from: at - 1, to: at + 1, text: word });
    at += word.length;
    before = word;
  }
  return found;
}

function told(segment: Segment, side: Language, replacements: Replacement[]): RawFinding[] {
  const [first] = replacements;
  if (!first) return [];
  return [
    slipFinding({
      check: 'repeated',
      severity: 'warning',
      side,
      segment,
      case: 'word',
      replacements,
      values: { word: first.text },
    }),
  ];
}

/** What the other side says to a segment. */
function facingText(input: CheckInput, side: Language, index: number): string {
  const bead = facing.get(input) ?? new Map<string, string>();
  if (!facing.has(input)) {
    facing.set(input, bead);
    for (const { en, zh } of input.beads) {
      const text = {
        en: en.map((k) => input.en.segments[k]?.text ?? '').join(' '),
        zh: zh.map((k) => input.zh.segments[k]?.text ?? '').join(''),
      };
      for (const k of en) bead.set(`en${k}`, text.zh);
      for (const k of zh) bead.set(`zh${k}`, text.en);
    }
  }
  return bead.get(`${side}${index}`) ?? '';
}

const facing = new WeakMap<CheckInput, Map<string, string>>();

/** Shorter ones are list items that may well be alike. */
const shortestSentence: Readonly<Record<Language, number>> = { en: 30, zh: 10 };

/** The same sentence twice in a row, and only once on the other side. */
function sentences(input: CheckInput, side: Language): RawFinding[] {
  const { segments } = input[side];
  return segments.flatMap((segment, k): RawFinding[] => {
    const before = segments[k - 1];
    if (before?.text !== segment.text || segment.text.length < shortestSentence[side]) return [];
    const [one, two] = [before, segment].map(({ index }) => facingText(input, side, index));
    if (
      one === two &&
      one !== '' &&
      input.beads.some(
        (bead) => bead[side].includes(before.index) && !bead[side].includes(segment.index),
      )
    )
      return [];
    return [
      {
        check: 'repeated',
        severity: 'warning',
        en: side === 'en' ? [before.index, segment.index] : [],
        zh: side === 'zh' ? [before.index, segment.index] : [],
        message: {
          key: 'findings:repeated.sentence',
          values: { place: segment.text.slice(0, 60).toWellFormed() },
        },
        evidence: { [side]: segment.text },
      },
    ];
  });
}
