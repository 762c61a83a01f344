import {
  type FactType,
  compareFacts,
  extractFacts,
  renderFact,
} from '../../src/core/facts/extract.ts';
import type { Language } from '../../src/core/language.ts';

function differences(en: string, zh: string) {
  return compareFacts(extractFacts(en, 'en'), extractFacts(zh, 'zh')).filter(
    (item) => item.severity !== 'hint',
  );
}

describe('texts that agree', () => {
  it.each([
    ['The hall seats 12,000 people.', '大厅可容纳1.2万人。'],
    ['a budget of 4.5 billion yuan', '预算45亿元'],
    ['seven cities', '七座城市'],
    ['both parties', '双方'],
    ['more than 60 schools', '60余所学校'],
    ['nearly 80% of the staff', '近八成员工'],
    ['two-fifths of the land', '五分之二的土地'],
    ['the eleventh session', '第十一届'],
    ['on Tuesday, 5 August 2025', '2025年8月5日（星期二）'],
    ['from August 30 to September 2, 2025', '2025年8月30日至9月2日'],
    ['in the second half of 2023', '2023年下半年'],
    ['at 3:30 p.m.', '下午3:30'],
    ['the 15th Five-Year Plan', '“十五五”规划'],
    ['Announcement No. 8 of 2022', '2022年第8号公告'],
    ['one-stop services to further unify rules', '一站式服务，进一步统一规则'],
    ['a further 200 kilometres', '另外200公里'],
    ['Q2 2025 figures', '2025 年第二季度数据'],
    ['at a scale of 1:2000', '比例尺为1:2000'],
    ['the 2026/27 academic year', '2026—2027学年'],
    ['Chapter IV', '第四章'],
    ['a plant of 1,200 MW', '120万千瓦的电站'],
    ['half past nine in the morning', '上午九点半'],
    ['at midnight', '零点'],
    ['nine out of ten ships', '九成船舶'],
    ['FY2027', '2027财年'],
    ['in the 2010s', '21世纪10年代'],
    ['by a vote of 12 to 3', '以12比3的票数'],
    ['0.8 per mille', '千分之零点八'],
    ['hundreds of boats', '数百艘船'],
    ['limited to release1.7', '仅支持 release 1.7'],
    ['June 3, 2025 by the office', 'June 3, 2025，办公室发布'],
  ])('%s | %s', (en, zh) => {
    expect(differences(en, zh)).toEqual([]);
  });
});

describe('texts that differ', () => {
  it.each([
    ['The hall seats 12,000 people.', '大厅可容纳12万人。', 'error'],
    ['seven cities', '八座城市', 'warning'],
    ['two projects', '三个项目', 'warning'],
    ['more than 60 schools', '近60所学校', 'warning'],
    ['on 5 August 2025', '2025年8月6日', 'error'],
    ['at 3:30 p.m.', '上午3:30', 'error'],
    ['USD 300', '300元', 'error'],
    ['ISO 22000 applies', 'ISO 27001适用', 'error'],
    ['See https://example.org/a.', '见https://example.org/b。', 'error'],
    ['18.5%', '15.8%', 'error'],
    ['the eleventh session', '第十二届', 'warning'],
    ['the 2026/27 academic year', '2025—2026学年', 'error'],
    ['Chapter IV', '第六章', 'warning'],
    ['a plant of 1,200 MW', '12万千瓦的电站', 'error'],
    ['nine out of ten ships', '八成船舶', 'warning'],
    ['at half past nine in the morning', '上午九点', 'error'],
    ['12.5 per cent', '12.5‰', 'error'],
    ['dozens of boats', '数百艘船', 'warning'],
    ['15 days or less', '15日以上', 'warning'],
    ['people under 16', '年满16周岁的人', 'warning'],
  ])('%s | %s', (en, zh, severity) => {
    expect(differences(en, zh)).toMatchObject([{ severity }]);
  });

  it('are taken as a difference of unit where only the currency differs', () => {
    expect(differences('USD 300', '300元')).toMatchObject([{ reason: 'unit' }]);
  });

  it('say which side lacks a fact', () => {
    expect(differences('It opens on May 6.', '即将开放。')).toMatchObject([
      { reason: 'missing', en: { value: '--05-06' }, zh: null },
    ]);
  });
});

describe('a fact in the style of another', () => {
  it.each([
    ['date zh', '--03-28', '3月21日', '3月28日'],
    ['date zh', '2024-03-28', '3月21日', '3月28日'],
    ['date zh', '--11-02', '三月二十一日', '十一月二日'],
    ['date en', '--11-02', 'Mar. 21st', 'Nov. 2nd'],
    ['date en', '2025-03-02', '21 March 2024', '2 March 2025'],
    ['date en', '2025-03-02', '2024-03-21', '2025-03-02'],
    ['number zh', '40', '30多', '40多'],
    ['number zh', '25000', '2万余', '2.5万余'],
    ['number en', '1500000000', '1.2 billion', '1.5 billion'],
    ['number zh', '6', '五', '六'],
    ['number zh', '2', '五', '两'],
    ['number en', '6', 'Five', 'Six'],
    ['number en', '13500', '12,000', '13,500'],
    ['percent zh', '80', '九成', '八成'],
    ['percent en', '12.5', '11.2 per cent', '12.5 per cent'],
    ['money zh', 'CNY 3500', '3000元', '3500元'],
    ['ordinal en', '34', '33rd', '34th'],
    ['ordinal zh', '17', '第十六', '第十七'],
    ['time zh', '14:00', '上午9:30', '下午2:00'],
    ['time en', '14:30', '9 a.m.', '2:30 p.m.'],
  ] as const)('%s: %s like %s', (kind, value, like, expected) => {
    const [type, language] = kind.split(' ') as [FactType, Language];
    expect(renderFact({ type, value, text: value }, language, like)).toBe(expected);
  });
});
