import { likelyLanguage, sidesOtherwise } from '../../src/core/likely-language.ts';

test('markup does not make a Chinese text English', () => {
  expect(likelyLanguage('<p class="a long english class name">关于收费的通知</p>')).toBe('zh');
  expect(likelyLanguage('Fees for 2026')).toBe('en');
  expect(likelyLanguage('')).toBe('en');
});

test.each([
  ['each in its own', 'The hall is closed on 3 May.', '大厅于5月3日关闭。', []],
  [
    'names among the other',
    'ISO 认证 is offered by CQC 质量中心.',
    'ISO 9001 认证由 SGS Limited 提供。',
    [],
  ],
  ['English in both', 'Fees rise.', 'Fees rise.', ['zh']],
  ['Chinese in both', '费用上调。', '费用上调。', ['en']],
  [
    'each in the place of the other',
    '大厅于5月3日关闭。',
    'The hall is closed on 3 May.',
    ['en', 'zh'],
  ],
  ['too little to tell', '12', 'ISO 9001', []],
  ['nothing', '', '', []],
])('%s', (_what, en, zh, sides) => {
  expect(sidesOtherwise({ en, zh })).toEqual(sides);
});
