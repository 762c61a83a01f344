import { romanNumeral } from './english-numerals.ts';
import { currencyOf, decimal, digitsPattern, scaled } from './amount.ts';
import type { Found, Hedge, Strength } from './fact.ts';
import { hanDigit, hanNumeral, readHanNumeral, scaleOf } from './han-numerals.ts';
import { chineseIdioms, classifiers } from './idioms-zh.ts';
import { chineseMultiples, chineseTenths } from './multiples-zh.ts';
import type { Rule } from './sheet.ts';
import { versionRule } from './cut.ts';

const digits = `(?<![\\w.])(?:(?<![\\w)）】\\uE000\\u4E00-\\u9FFF])[-−])?(?:${digitsPattern})`;
const more = '[多余几]';
const scale = `(?:\\s?(${more}?[十百千]?[万亿]{1,2}|${more}?(?:十|百(?!帕)|千(?![克米瓦帕伏卡安赫焦牛升]))))?(${more}(?![个家]?[数]))?`;
const currency = '元人民币|人民币|美元|美金|欧元|英镑|日元|港元|港币|元|块钱';
const point = '(?:个百分点|%)';
const range = '\\s?(?:至|到|-|–|—{1,2}|~|～)\\s?';

/** Amounts as Chinese writes them. */
export const chineseNumbers: readonly Rule[] = [
  {
    pattern: /[“"']?(十?[一二三四五六七八九])五[”"']?(?=规划|时期|期间|末|以来|开局|收官|[”"'])/g,
    read: readFiveYearPlan,
  },
  { pattern: /第\s?([IVX]{1,5}|[Ⅰ-Ⅻ])\s?(?=[章部编卷节条])/g, read: readRoman },
  { pattern: new RegExp(`第\\s?(\\d{1,9}|${hanNumeral})(?!方|一时间)`, 'g'), read: readOrdinal },
  {
    pattern: new RegExp(
      `(?<=步骤|阶段|附件|附录|案例|问题|任务|方案|表|图)(${hanNumeral})(?![\\u4E00-\\u9FFF])`,
      'g',
    ),
    read: readOrdinal,
  },
  { pattern: new RegExp(`(\\d{1,4}|${hanNumeral})世纪`, 'g'), read: readCentury },
  {
    pattern: new RegExp(
      `(${hanNumeral}|\\d{1,9})分之(${hanNumeral}点${hanDigit}{1,9}|${hanNumeral}|\\d{1,9}(?:\\.\\d{1,9})?)`,
      'g',
    ),
    read: readFraction,
  },
  ...chineseMultiples,
  { pattern: chineseIdioms, read: () => [] },
  {
    pattern: new RegExp(`(${digits})${point}?(?:${range}(${digits}))${point}`, 'g'),
    read: readPercentRange,
  },
  {
    pattern: new RegExp(`(${digits})\\s?${point}`, 'g'),
    read: (m) => [item('percent', scaled(plain(m[1]), 1), 'strong')],
  },
  {
    pattern: new RegExp(`(${digits})\\s?‰`, 'g'),
    read: (m) => [item('percent', decimal(Number(scaled(plain(m[1]), 1)) / 10), 'strong')],
  },
  {
    pattern: new RegExp(`([一二三四五六七八九])个百分点`, 'g'),
    read: (m) => [item('percent', decimal(readHanNumeral(m[1] ?? '') ?? 0), 'medium')],
  },
  ...chineseTenths,
  {
    pattern: new RegExp(
      `(?:人民币|(US\\$|[$€£¥￥]|USD|RMB|CNY))\\s?(${digits})${scale}\\s?(?:${currency})?`,
      'g',
    ),
    read: readMoneyBefore,
  },
  { pattern: new RegExp(`(${digits})${scale}\\s?(${currency})`, 'g'), read: readMoney },
  {
    pattern: new RegExp(`(${hanNumeral})(${more})?(${currency})(?![旦素老首])`, 'g'),
    read: readHanMoney,
  },
  {
    pattern: new RegExp(
      `(?:半数|一半|(?<![一-龥])半(?=[数个年])|半(?=个|年|世纪|天|月|小时))`,
      'g',
    ),
    read: () => [item('number', '1/2', 'weak')],
  },
  {
    pattern: /[数几](十|百|千)?(万|亿)?(?=[\s\u4E00-\u9FFF，。、；]|$)/g,
    read: readVague,
  },
  {
    pattern: new RegExp(
      `(?:近|约|逾|超|上|成|过)(千万|百万|十万|[十百千万亿])(?=${more}?[\\u4E00-\\u9FFF])(?![分足])`,
      'g',
    ),
    read: readBareScale,
  },
  {
    pattern:
      /(?<![\d零〇一二两三四五六七八九十百千万亿])([十百千万亿]{1,2})(?:多|余)(?=[\u4E00-\u9FFF])/g,
    read: (m) => [{ ...item('number', decimal(scaleOf(m[1] ?? '')), 'medium'), hedge: 'over' }],
  },
  versionRule,
  {
    pattern: /(?:零下|负)\s?(\d{1,9}(?:\.\d{1,9})?)/g,
    read: (m) => [item('number', scaled(`-${m[1] ?? ''}`, 1), 'strong')],
  },
  { pattern: new RegExp(`(${digits})${scale}`, 'g'), read: readDigits },
  {
    pattern: new RegExp(
      `(${hanNumeral})(?![零〇一二两三四五六七八九十百千万亿])(${more})?([万亿])?(?=(?:${classifiers})(半)?)`,
      'g',
    ),
    read: readHan,
  },
  {
    pattern: new RegExp(
      `(?:${hanNumeral})(?<=[十百千万亿]${hanDigit}?|${hanDigit}[十百千万亿])`,
      'g',
    ),
    read: readLongHan,
  },
  {
    pattern:
      /[双两](?=方|边|国|地|岸|者|人|家|项|个|种|次|年|天|周|月|部|批|部门|名|位|场|届|岁|组|类|级|成)/g,
    read: () => [item('number', '2', 'weak')],
  },
  {
    pattern: /首(?=批|届|次|个|家|位|张|项|份|款|台|套|期|条|例|场|轮|部|艘|座|创)/g,
    read: () => [item('ordinal', '1', 'weak')],
  },
  {
    pattern: /二十大|十九大|十八大/g,
    read: (m) => [
      item(
        'ordinal',
        { 二: '20', 九: '19', 八: '18' }[m[0].replace(/[大十]/g, '')] ?? '20',
        'medium',
      ),
    ],
  },
];

function item(type: Found['type'], value: string, strength: Strength): Found {
  return { type, value, strength };
}

const plain = (text: string | undefined) => (text ?? '').replace('−', '-');

function either(text: string): number {
  return /\d/.test(text) ? Number(text) : (readHanNumeral(text) ?? 0);
}

function hedgeOf(text: string): Hedge | undefined {
  return /[多余]/.test(text) ? 'over' : undefined;
}

/** “十四五” is the fourteenth five-year plan. */
function readFiveYearPlan(match: RegExpExecArray): Found[] {
  return [
    item('ordinal', decimal(readHanNumeral(match[1] ?? '') ?? 0), 'medium'),
    item('number', '5', 'weak'),
  ];
}

function readRoman(match: RegExpExecArray): Found[] {
  return [item('ordinal', decimal(romanNumeral(match[1] ?? '')), 'medium')];
}

function readOrdinal(match: RegExpExecArray): Found[] | null {
  const text = match[1] ?? '';
  const value = either(text);
  const strength = /\d/.test(text) ? 'strong' : value === 1 ? 'weak' : 'medium';
  return [item('ordinal', decimal(value), strength)];
}

function readCentury(match: RegExpExecArray): Found[] {
  const text = match[1] ?? '';
  return [item('ordinal', decimal(either(text)), /\d/.test(text) ? 'strong' : 'medium')];
}

function readFraction(match: RegExpExecArray): Found[] {
  const [, bottom = '', top = ''] = match;
  const strength = /\d/.test(match[0]) ? 'strong' : 'medium';
  if (bottom === '百' || bottom === '100') {
    const [whole = '', part] = top.split('点');
    const value = either(whole) + (part ? Number(`0.${readHanNumeral(part) ?? 0}`) : 0);
    return [item('percent', decimal(value), strength)];
  }
  if (bottom === '十' || bottom === '10')
    return [item('percent', decimal(10 * either(top)), strength)];
  if (top.includes('点')) {
    const [whole = '', part = ''] = top.split('点');
    const value = either(whole) + Number(`0.${readHanNumeral(part) ?? 0}`);
    return [item('percent', decimal((100 * value) / either(bottom)), strength)];
  }
  return [item('number', `${either(top)}/${either(bottom)}`, strength)];
}

function readPercentRange(match: RegExpExecArray): Found[] {
  const [whole, first = '', second = ''] = match;
  const from = whole.lastIndexOf(second);
  const firstEnd = /^.{1,40}?[%‰点](?=.)/.exec(whole.slice(0, from))?.[0].length ?? first.length;
  return [
    { ...item('percent', scaled(plain(first), 1), 'strong'), at: [0, firstEnd] },
    { ...item('percent', scaled(plain(second), 1), 'strong'), at: [from, whole.length] },
  ];
}

function readMoneyBefore(match: RegExpExecArray): Found[] {
  const [whole, sign, digits, scale = '', tail = ''] = match;
  const after = /(美元|美金|欧元|英镑|日元|港元|港币)$/.exec(whole)?.[1];
  const code = currencyOf(after ?? sign ?? '人民币') ?? 'CNY';
  const value = scaled(plain(digits), scaleOf(scale));
  return [{ ...item('money', `${code} ${value}`, 'strong'), hedge: hedgeOf(scale + tail) }];
}

function readMoney(match: RegExpExecArray): Found[] {
  const [, digits, scale = '', tail = '', unit = ''] = match;
  const value = scaled(plain(digits), scaleOf(scale));
  return [
    {
      ...item('money', `${currencyOf(unit) ?? 'CNY'} ${value}`, 'strong'),
      hedge: hedgeOf(scale + tail),
    },
  ];
}

function readHanMoney(match: RegExpExecArray): Found[] | null {
  const value = readHanNumeral(match[1] ?? '');
  if (value === null) return null;
  const code = currencyOf(match[3] ?? '') ?? 'CNY';
  return [
    {
      ...item('money', `${code} ${decimal(value)}`, value >= 3 ? 'medium' : 'weak'),
      hedge: hedgeOf(match[2] ?? ''),
    },
  ];
}

function readVague(match: RegExpExecArray): Found[] | null {
  const value = scaleOf((match[1] ?? '') + (match[2] ?? ''));
  return value === 1 ? null : [item('vague', decimal(value), 'medium')];
}

const prefixes: Readonly<Record<string, Hedge>> = {
  近: 'near',
  约: 'about',
  逾: 'over',
  超: 'over',
  上: 'over',
  成: 'about',
  过: 'over',
};

function readBareScale(match: RegExpExecArray): Found[] {
  const hedge = prefixes[match[0][0] ?? ''];
  return [
    {
      ...item('number', decimal(scaleOf(match[1] ?? '')), 'medium'),
      hedge,
      at: [1, match[0].length],
    },
  ];
}

function readDigits(match: RegExpExecArray): Found[] {
  const [, digits, scale = '', tail = ''] = match;
  const value = scaled(plain(digits), scaleOf(scale));
  const literal = /\.\d*0$/.test(digits ?? '') && scale === '' ? [digits ?? ''] : undefined;
  return [{ ...item('number', value, 'strong'), also: literal, hedge: hedgeOf(scale + tail) }];
}

function readHan(match: RegExpExecArray): Found[] | null {
  const [, text = '', tail = '', scale = '', half] = match;
  const value = readHanNumeral(text);
  if (value === null || (/^[百千万亿]+$/.test(text) && tail === '' && scale === '')) return null;
  const total = value * scaleOf(scale) + (half ? 0.5 : 0);
  return [
    { ...item('number', decimal(total), total >= 3 ? 'medium' : 'weak'), hedge: hedgeOf(tail) },
  ];
}

function readLongHan(match: RegExpExecArray, text: string): Found[] | null {
  const value = readHanNumeral(match[0]);
  if (value === null || match[0].length < 2) return null;
  const next = text[match.index + match[0].length] ?? '';
  if (/^[千百万]万$/.test(match[0]) && /[不别要]/.test(next)) return null;
  return [item('number', decimal(value), 'medium')];
}
