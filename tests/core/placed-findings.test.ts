import type { Bead } from '../../src/core/align.ts';
import type { Content } from '../../src/core/document.ts';
import { browserTools } from '../../src/core/lexicon/file.ts';
import { placeFindings } from '../../src/core/placed-findings.ts';
import type { Workpiece } from '../../src/core/task-rows.ts';

const en: Content = {
  title: 'The centre opens',
  summary: '',
  body: '<p>The centre opens on 3 March 2027. Visitors need a card.</p><p>Cards cost 20 yuan.</p>',
};
const zh: Content = {
  title: '中心开放',
  summary: '',
  body: '<p>中心开放日期为2027年3月3日。</p><p>办卡费用20元。</p>',
};
const beads: Bead[] = [[0], [1], [], [2]].map((own, at) => ({ en: [at], zh: own, confidence: 1 }));
const piece: Workpiece = {
  writes: ['en', 'zh'],
  leads: null,
  contents: { en, zh },
  changes: [],
  beads,
};
const placed = (segments: Record<string, string>) =>
  placeFindings(piece, segments, browserTools()).map(({ row, finding }) => [row, finding.check]);

test('a finding stands in the row of its sentence, also where the title begins another', () => {
  const rows = placed({ 'zh@en-2': '访客须持卡。' });
  expect(rows).toEqual([]);
  const wrong = placed({ 'zh@en-2': '访客须持卡。', 'zh-2': '办卡费用30元。' });
  expect(wrong).toEqual([['zh-2', 'facts']]);
});

test('what nothing answers is missing in its own row, until it is answered there', () => {
  expect(placed({})).toEqual([['en-2', 'missing']]);
});

test('what is asked for and not written yet is no finding', () => {
  const toFill: Workpiece = { ...piece, writes: ['zh'], leads: 'en', contents: { en, zh: null } };
  const found = placeFindings(toFill, { 'en-3': '办卡费用30元。' }, browserTools());
  expect(found.map(({ row, finding }) => [row, finding.check])).toEqual([['en-3', 'facts']]);
});

test('what both sides have put in in one place is no change of places', () => {
  const table = (...rows: readonly string[]): string =>
    `<table><tbody>${rows.map((row) => `<tr><td>${row}</td></tr>`).join('')}</tbody></table>`;
  const contents = {
    en: { ...en, body: `${table('Stage A', 'Stage B')}<p>Have fun.</p>` },
    zh: { ...zh, body: table('甲舞台', '乙舞台', '丁舞台') },
  };
  const pairs = [
    [[0], [0]],
    [[1], [1]],
    [[2], [2]],
    [[], [3]],
    [[3], []],
  ] as const;
  const both: Workpiece = {
    ...piece,
    contents,
    beads: pairs.map(([own, other]) => ({ en: own, zh: other, confidence: 1 })),
  };
  const answers = { 'en@zh-3': 'Stage D', 'zh@en-3': '祝愉快。' };
  const found = placeFindings(both, answers, browserTools());
  expect(found.map(({ finding }) => finding.check)).not.toContain('order');
});
