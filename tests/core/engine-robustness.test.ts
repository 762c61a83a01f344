import fc from 'fast-check';
import { alignSegments } from '../../src/core/align.ts';
import type { LanguageTools } from '../../src/core/checks/tools.ts';
import { plainTools } from '../../src/core/checks/tools.ts';
import { readDictionary } from '../../src/core/lexicon/dictionary.ts';
import type { Report } from '../../src/core/report.ts';
import { makeReport, sideOf } from '../../src/core/report.ts';
import {
  openSimplifier,
  openWordSplitter,
  readDictionarySource,
} from '../../src/platform/lexicon.ts';

let tools: LanguageTools = plainTools;
beforeAll(async () => {
  tools = {
    splitChinese: openWordSplitter(),
    toSimplified: await openSimplifier(),
    lexicon: readDictionary(readDictionarySource()),
  };
});

/** Every segment once, in order. */
function expectWhole(report: Report): void {
  const { alignment, en, zh } = report;
  expect(alignment.flatMap((bead) => bead.en)).toEqual(en.segments.map(({ index }) => index));
  expect(alignment.flatMap((bead) => bead.zh)).toEqual(zh.segments.map(({ index }) => index));
  for (const bead of alignment) expect(bead.en.length + bead.zh.length).toBeGreaterThan(0);
  expect(report.score).toBeGreaterThanOrEqual(0);
  expect(report.score).toBeLessThanOrEqual(100);
}

const english = 'The harbour office checks the certificates of 30 ships in March 2025.';
const chinese = '港口办公室于2025年3月检查30艘船舶的证书。';
const filled = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** A page of `size` characters that is hard to read, in both languages. */
const hostile: Readonly<Record<string, (size: number) => { en: string; zh: string }>> = {
  'one sentence again and again': (size) => ({
    en: `<p>${filled(`${english} `, size)}</p>`,
    zh: `<p>${filled(chinese, size)}</p>`,
  }),
  'one paragraph again and again': (size) => ({
    en: `<p>${english}</p>`.repeat(size / english.length),
    zh: `<p>${chinese}</p>`.repeat(size / english.length),
  }),
  'paragraphs that contradict each other': (size) => ({
    en: '<p>On 21 March 2025 the centre opened.</p>'.repeat(size / 40),
    zh: '<p>该中心于2025年3月12日启用。</p>'.repeat(size / 50),
  }),
  'tiny blocks': (size) => ({ en: '<p>a</p>'.repeat(size / 8), zh: '<p>好</p>'.repeat(size / 8) }),
  'text without punctuation': (size) => ({
    en: filled('fees rise in spring and ships leave the port ', size),
    zh: filled('费用上涨春天船舶离开港口', size),
  }),
  digits: (size) => ({ en: filled('1234567890 ', size), zh: filled('1234567890', size) }),
  'one long word': (size) => ({ en: 'a'.repeat(size), zh: '好'.repeat(size) }),
  'names of code': (size) => ({ en: filled('a.b', size), zh: filled('a/b', size) }),
  capitals: (size) => ({ en: filled('ABC Zhang Wei ', size), zh: filled('ABC张伟', size) }),
  emoji: (size) => ({ en: filled('😀🚢', size), zh: filled('🚢😀', size) }),
  'halves of surrogate pairs': (size) => ({
    en: filled('\ud83d a ', size),
    zh: filled('\ude00好', size),
  }),
  'brackets and quotes': (size) => ({ en: filled('(“a ', size), zh: filled('（“好', size) }),
  'brackets that stay open': (size) => ({ en: filled('([)', size), zh: filled('[好](', size) }),
  'brackets of two kinds': (size) => ({
    en: `${'['.repeat(size / 2)}${')'.repeat(size / 2)}`,
    zh: `${'《'.repeat(size / 2)}${'）'.repeat(size / 2)}`,
  }),
  'full stops': (size) => ({ en: filled('. ', size), zh: '。'.repeat(size) }),
  'one side only': (size) => ({ en: `<p>${filled(`${english} `, size)}</p>`, zh: '' }),
};

function reportOf(name: string, size: number): { report: Report; cpu: number } {
  const { en = '', zh = '' } = hostile[name]?.(size) ?? {};
  const start = process.cpuUsage();
  const report = makeReport({ en: { body: en }, zh: { body: zh }, tools });
  const { user, system } = process.cpuUsage(start);
  return { report, cpu: (user + system) / 1000 };
}

describe('a report', () => {
  it('is given of any two texts, and names every segment once', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(english, chinese, '<p>', '</p>', '<h2>', '<table><tr><td>', '<li>', '\ud800'),
      fc.constantFrom(...Object.keys(hostile)).map((name) => hostile[name]?.(60).en ?? ''),
      fc.constantFrom(...Object.keys(hostile)).map((name) => hostile[name]?.(60).zh ?? ''),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    const side = fc.record({ title: fc.oneof(fc.constant(''), piece), body: text });
    fc.assert(
      fc.property(side, side, (en, zh) => expectWhole(makeReport({ en, zh, tools }))),
      { numRuns: 150 },
    );
  });

  it('does not depend on what was reported before', () => {
    const pair = { en: { body: `<p>${english}</p>` }, zh: { body: `<p>${chinese}</p>` }, tools };
    const first = makeReport(pair);
    reportOf('paragraphs that contradict each other', 4000);
    expect(makeReport(pair)).toEqual(first);
  });

  it('follows hand corrections, however they contradict each other', () => {
    const text = {
      en: { body: `<p>${english}</p>`.repeat(6) },
      zh: { body: `<p>${chinese}</p>`.repeat(5) },
    };
    const indexes = fc.array(fc.integer({ min: -1, max: 8 }), { maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ en: indexes, zh: indexes }), { maxLength: 4 }),
        (constraints) => expectWhole(makeReport({ ...text, constraints, tools })),
      ),
      { numRuns: 300 },
    );
  });

  it('takes two paragraphs of any length for each other', () => {
    const { en, zh } = hostile['one sentence again and again']?.(20_000) ?? { en: '', zh: '' };
    const sides = {
      en: sideOf({ title: 'Ships', body: en }, 'en').segments,
      zh: sideOf({ title: '船舶', body: zh.repeat(1) }, 'zh').segments,
    };
    const beads = alignSegments(
      sides.en,
      sides.zh,
      tools.lexicon ? { lexicon: tools.lexicon } : {},
    );
    expect(beads.filter((bead) => bead.en.length > 0 && bead.zh.length > 0).length).toBeGreaterThan(
      100,
    );
  });
});

describe.each(Object.keys(hostile))('the cost of %s', (name) => {
  it('grows with the text, and not with its square', () => {
    expectWhole(reportOf(name, 2_000).report);
    const small = Math.max(reportOf(name, 6_000).cpu, 20);
    const { report, cpu } = reportOf(name, 24_000);
    expectWhole(report);
    // Four times the text; sixteen times the cost would be its square.
    expect(cpu / small).toBeLessThan(11);
  });
});
