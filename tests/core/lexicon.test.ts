import { alignSegments } from '../../src/core/align.ts';
import { pinyinNames, syllablesOf } from '../../src/core/align/names.ts';
import { readDictionary } from '../../src/core/lexicon/dictionary.ts';
import type { Segment } from '../../src/core/segment.ts';
import { openWordSplitter, readDictionarySource } from '../../src/platform/lexicon.ts';

const entries = [
  ['燈塔', '灯塔', 'deng1 ta3', 'lighthouse'],
  ['渡輪', '渡轮', 'du4 lun2', ['ferry boat', 'ferry']],
  ['綠', '绿', 'lu:4', 'green'],
  ['余', '余', 'Yu2', 'surname Yu'],
  ['紅', '红', 'hong2', 'red'],
  ['敏', '敏', 'min3', 'quick'],
  ['西', '西', 'xi1', 'west'],
  ['安', '安', 'an1', 'calm'],
  ['登記', '登记', 'deng1 ji4', "to register (one's name); registration"],
];
const source = `export default {"all":[${entries.map((entry) => `${JSON.stringify(entry).slice(0, -1)},[],[]]`).join(',')}]}`;

describe('a dictionary', () => {
  const lexicon = readDictionary(source, []);

  it.each([
    ['lighthouses', '灯塔'],
    ['ferry', '渡轮'],
    ['registered', '登记'],
    ['registration', '登记'],
    ['green', '绿'],
  ])('renders %s', (word, expected) => {
    expect(lexicon.translations(word)).toContain(expected);
  });

  it('does not take remarks for renderings', () => {
    expect(lexicon.translations('surname')).toEqual([]);
  });

  it('knows how characters are read', () => {
    expect(lexicon.charactersOf?.('lv')).toBe('绿');
    expect(lexicon.charactersOf?.('xx')).toBe('');
  });

  it('divides names in pinyin, and no English words', () => {
    expect(syllablesOf('Hongmin', lexicon)).toEqual(['hong', 'min']);
    expect(syllablesOf("Xi'an", lexicon)).toEqual(['xi', 'an']);
    expect(syllablesOf('Quay', lexicon)).toBeNull();
    expect(pinyinNames('We met Yu Hongmin there.', lexicon)).toContainEqual(['yu', 'hong', 'min']);
    expect(pinyinNames('We met Hongmin Yu there.', lexicon)).toContainEqual(['yu', 'hong', 'min']);
    expect(pinyinNames('Made in China', lexicon)).toEqual([]);
  });
});

describe('the dictionary that is installed', () => {
  const start = process.cpuUsage();
  const lexicon = readDictionary(readDictionarySource());
  const { user } = process.cpuUsage(start);

  it('is read in bounded time', () => {
    expect(user / 1e6).toBeLessThan(15);
  });

  it('renders everyday words and those of notices', () => {
    expect(lexicon.translations('harbours')).toContain('港口');
    expect(lexicon.translations('certification')).toContain('认证');
  });

  it('helps to align sentences of like length', () => {
    const side = (texts: readonly string[]): Segment[] =>
      texts.map((text, index) => ({
        index,
        block: 'paragraph',
        blockIndex: 0,
        text,
        from: 0,
        to: text.length,
        marks: [],
      }));
    const en = ['The lighthouse is old.', 'The ferry is slow.', 'Deng Min spoke first.'];
    const zh = ['渡轮很慢。', '邓敏首先发言。'];
    const beads = alignSegments(side(en), side(zh), { lexicon });
    expect(beads.map((bead) => `${bead.en.join('+')}=${bead.zh.join('+')}`)).toEqual([
      '0=',
      '1=0',
      '2=1',
    ]);
  });
});

describe('the word splitter', () => {
  const split = openWordSplitter();

  it.each(['强制性产品认证自2024年3月1日起施行。', '', ' \n　', 'a\ud800b 中文'])(
    'gives back %j',
    (text) => {
      expect(split(text).join('')).toBe(text);
    },
  );

  it('keeps words whole', () => {
    expect(split('质量认证中心')).toEqual(['质量', '认证', '中心']);
  });
});
