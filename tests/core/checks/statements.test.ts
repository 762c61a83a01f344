import { alarmsOf } from './check-pages.ts';

const lines = (...texts: string[]) => texts.map((text) => `<p>${text}</p>`).join('');
const en = [
  'The laboratory moved to a new building in spring.',
  'Visitors have to register at the gate one day before.',
  'Samples of textiles are accepted in the morning only.',
  'Invoices are sent by post after the test report.',
] as const;
const zh = [
  '实验室于春季迁入新大楼。',
  '来访者须提前一天在门口登记。',
  '纺织品样品仅在上午接收。',
  '发票在检测报告之后邮寄。',
] as const;
const without = (texts: readonly string[], at: number) =>
  lines(...texts.filter((_, k) => k !== at));

describe('missing', () => {
  it.each([0, 1, 2, 3])('sees that the Chinese lacks sentence %i', (at) => {
    expect(alarmsOf('missing', [lines(...en), without(zh, at)])).toEqual(['alone']);
  });

  it.each([0, 1, 2, 3])('is silent without sentence %i on both sides', (at) => {
    expect(alarmsOf('missing', [without(en, at), without(zh, at)])).toEqual([]);
  });
});

describe('what is missing', () => {
  const page = (texts: readonly string[], last: string): string => `${lines(...texts)}${last}`;
  const table = (...cells: string[]): string =>
    `<table><tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></table>`;

  it('is a leftover of a page or a picture', () => {
    expect(alarmsOf('missing', [page(en, '<p>Image 3</p>'), lines(...zh)])).toEqual(['leftover']);
    expect(alarmsOf('missing', [page(en, '<p>12</p>'), lines(...zh)])).toEqual(['leftover']);
  });

  it('is no leftover where it is a time, or what a cell says', () => {
    expect(alarmsOf('missing', [page(en, '<p>10:00</p>'), lines(...zh)])).not.toContain('leftover');
    const cells = [page(en, table('Room', '12')), page(zh, table('房间'))] as const;
    expect(alarmsOf('missing', [...cells])).not.toContain('leftover');
  });
});

describe('extra', () => {
  it.each([0, 1, 2, 3])('sees that the English lacks sentence %i', (at) => {
    expect(alarmsOf('extra', [without(en, at), lines(...zh)])).toEqual(['alone']);
  });

  it.each([0, 1, 2, 3])('is silent on sentence %i alone', (at) => {
    expect(alarmsOf('extra', [lines(en[at] ?? ''), lines(zh[at] ?? '')])).toEqual([]);
  });
});

describe('order', () => {
  it.each([
    [1, 2, 3, 0],
    [3, 0, 1, 2],
    [0, 2, 3, 1],
    [0, 3, 1, 2],
  ])('sees a sentence that stands elsewhere: %i %i %i %i', (...places) => {
    const moved = lines(...places.map((k) => zh[k] ?? ''));
    expect(alarmsOf('order', [lines(...en), moved])).toContain('moved');
  });

  it.each([
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [2, 0, 3, 1],
    [1, 3, 0, 2],
  ])('is silent where both have the order %i %i %i %i', (...places) => {
    const both = [en, zh].map((texts) => lines(...places.map((k) => texts[k] ?? '')));
    expect(alarmsOf('order', [both[0] ?? '', both[1] ?? ''])).toEqual([]);
  });
});

describe('facts', () => {
  it.each([
    ['The fee is 450 yuan.', '费用为540元。', 'value'],
    ['Six teams took part on 3 June 2025.', '六支队伍于2025年6月13日参加。', 'value'],
    ['The fee is 450 yuan.', '费用为450美元。', 'unit'],
    ['Call 021-5550 0142 for help.', '如需帮助请来电。', 'only_en'],
    ['The rule covers importers.', '该规则涵盖37家进口商。', 'only_zh'],
    ['Output fell by 20%.', '产量降至20%。', 'relation'],
    ['You have 10 working days.', '您有10天时间。', 'relation'],
    ['The count grew from 12 to 19.', '数量由19增至12。', 'relation'],
    ['Over 300 guests came.', '来宾近300人。', 'hedge'],
    ['It was issued in 2021.', '它于2012年发布。', 'value'],
  ])('%s / %s', (one, other, kind) => {
    expect(alarmsOf('facts', [one, other])).toContain(kind);
  });

  it.each([
    ['The fee is 4,500 yuan.', '费用为4500元。'],
    ['Half of the 12,000 seats are taken.', '1.2万个座位已售出一半。'],
    ['It was issued on May 5, 2023.', '它于2023年5月5日发布。'],
    ['Output fell to 20%.', '产量降至20%。'],
    ['On the one hand it saves time.', '一方面可以节省时间。'],
    ['Four out of five users agreed.', '五分之四的用户表示同意。'],
  ])('%s = %s', (one, other) => {
    expect(alarmsOf('facts', [one, other])).toEqual([]);
  });
});

describe('name', () => {
  it.each([
    ['The BRTC mark is used in ports.', '港口使用BRTK标志。'],
    ['QVEN and QVET were merged.', 'QVEN与QVAT已合并。'],
    ['The list is kept by LXCC in full.', '名单由LXCD完整保存。'],
    ['The list is public for everybody.', '名单由DKRV公布，人人可查。'],
    ['Mr. Fang Weilin signed it.', '方卫东先生签字。'],
    ['Dr. Ouyang Ming spoke.', '司马明博士讲话。'],
  ])('%s / %s', (one, other) => {
    expect(alarmsOf('name', [one, other])).not.toEqual([]);
  });

  it.each([
    ['The BRTC mark is used in ports.', '港口使用BRTC标志。'],
    ['The EU rule is new.', '欧盟规则是新的。'],
    ['The International Electrotechnical Commission met.', 'IEC召开了会议。'],
    ['CCC-certified goods are listed.', 'CCC认证产品已列出。'],
    ['Mr. Fang Weilin signed it.', '方卫林先生签字。'],
    ['Ms. Lu Qing and Dr. Ouyang Ming spoke.', '吕青女士和欧阳明博士讲话。'],
    ['Mr. Peter Brown spoke.', '彼得·布朗先生讲话。'],
  ])('%s = %s', (one, other) => {
    expect(alarmsOf('name', [one, other])).toEqual([]);
  });
});

describe('negation', () => {
  it.each([
    ['The mark may not be transferred to others.', '该标志可以转让给他人使用。', 'only_en'],
    ['Goods without a label are sold here.', '此处销售带有标签的商品。', 'only_en'],
    ['The mark may be transferred to others.', '该标志不得转让给他人使用。', 'only_zh'],
    ['Phones are allowed in the hall.', '大厅内禁止使用手机。', 'only_zh'],
  ])('%s / %s', (one, other, kind) => {
    expect(alarmsOf('negation', [one, other])).toEqual([kind]);
  });

  it.each([
    ['The mark may not be transferred to others.', '该标志不得转让给他人使用。'],
    ['Goods without a label are refused.', '无标签的商品不予受理。'],
    ['No more than five people may enter.', '最多可进入五人参观。'],
    ['Samples must arrive no later than noon.', '样品最迟须于中午送达。'],
    ['Phones are forbidden in the hall.', '大厅内禁止使用手机。'],
    ['Members had to wait.', '会员不得不等候。'],
    ['Is there a way into the hall?', '有没有办法进入大厅？'],
    ['See whether the door is open.', '看一看门是不是开着。'],
    ['The rule covers not only ships.', '该规定适用于各类船舶。'],
  ])('%s = %s', (one, other) => {
    expect(alarmsOf('negation', [one, other])).toEqual([]);
  });
});

describe('untranslated', () => {
  it.each([
    [
      'Members meet in the main hall of the centre.',
      'Members meet in the main hall of the centre.',
      'in_zh',
    ],
    [
      'Please bring the form to the desk.',
      '请携带 please bring the form to the desk 前来。',
      'in_zh',
    ],
    ['会员在中心主楼大厅集合开会。', '会员在中心主楼大厅集合开会。', 'in_en'],
    ['The office is open 周末不开放请注意.', '办公室照常开放，周末除外。', 'in_en'],
  ])('%s / %s', (one, other, kind) => {
    expect(alarmsOf('untranslated', [one, other])).toEqual([kind]);
  });

  it.each([
    ['Members meet in the main hall.', '会员在主楼大厅集合。'],
    ['See “Rules for the Use of Marks”.', '参见“Rules for the Use of Marks”。'],
    ['The Baihe (白河) office is open.', '白河办事处已开放。'],
    ['Write to help@example.org today.', '请即致函help@example.org。'],
  ])('%s = %s', (one, other) => {
    expect(alarmsOf('untranslated', [one, other])).toEqual([]);
  });
});

describe('truncated', () => {
  const long =
    'The certification body informs the client of the decision within the period that the contract states, and publishes the result in its register.';
  const full = '认证机构在合同规定的期限内将决定通知客户，并在其名录中公布结果。';
  it.each([
    [long, '认证机构在合同规定', 'open_zh'],
    [long, '认证机构通知客户。', 'short_zh'],
    ['The certification body informs the client of the', full, 'open_en'],
    ['The body informs the client.', full, 'short_en'],
  ])('%s / %s', (one, other, kind) => {
    expect(alarmsOf('truncated', [one, other])).toEqual([kind]);
  });

  it.each([
    [long, full],
    ['Contact', '联系方式'],
    ['All rights reserved.', '版权所有。'],
    ['The hall is closed for repairs in the first week of May.', '五月第一周大厅因维修关闭。'],
  ])('%s = %s', (one, other) => {
    expect(alarmsOf('truncated', [one, other])).toEqual([]);
  });
});
