import { casesOf, findingsOf } from './check-pages.ts';

const english = 'The committee meets in the main hall.';
const chinese = '委员会在主楼大厅开会。';

describe('width', () => {
  it.each([
    [english, '委员会在主楼开会,请准时到场。', 'half_in_zh'],
    [english, '会议地点:主楼大厅。', 'half_in_zh'],
    ['The committee meets， as ever， in the hall.', chinese, 'full_in_en'],
    ['Room １２ is free.', '12号会议室空闲。', 'full_letters'],
    [english, '委员会(常设机构)在主楼大厅开会。', 'half_brackets_in_zh'],
  ])('%s / %s', (en, zh, kind) => {
    expect(casesOf('width', [en, zh])).toContain(kind);
  });

  it.each([
    [english, chinese],
    ['It costs 1,200 yuan.', '价格为1,200元。'],
    ['Start at 9:30.', '9:30开始。'],
    ['The committee (a standing body) meets.', '委员会（常设机构）开会。'],
  ])('%s = %s', (en, zh) => {
    expect(casesOf('width', [en, zh])).toEqual([]);
  });
});

describe('width of a colon behind a label', () => {
  it.each([
    ['Step 1: sign in.', '步骤1: 登录系统。'],
    ['Note: bring your card.', '注意: 请携带证件。'],
  ])('is a hint: %s / %s', (en, zh) => {
    expect(findingsOf('width', [en, zh]).map(({ severity }) => severity)).not.toContain('warning');
  });
});

describe('brackets', () => {
  it.each([
    ['The committee (a standing body meets.', '委员会（常设机构）开会。', 'unbalanced'],
    ['The committee a standing body) meets.', '委员会（常设机构）开会。', 'unbalanced'],
    ['The committee (a standing body) meets.', '委员会（常设机构开会。', 'unbalanced'],
    ['See the Rules for Marks.', '参见《标志规则。', 'unbalanced'],
    ['The Baihe Testing Centre (BTC) is open.', '白河检测中心BTC已开放。', 'only_en'],
  ])('%s / %s', (en, zh, kind) => {
    expect(casesOf('brackets', [en, zh])).toContain(kind);
  });

  it.each([
    ['The committee (a standing body) meets.', '委员会(常设机构）开会。'],
    ['Bring: 1) the form; 2) a photograph.', '请携带：1）表格；2）照片。'],
    ['The Baihe Testing Centre (BTC) is open.', '白河检测中心（BTC）已开放。'],
    ['See the Rules [2] for Marks.', '参见《标志规则》[2]。'],
  ])('%s = %s', (en, zh) => {
    expect(casesOf('brackets', [en, zh])).toEqual([]);
  });
});

describe('quotes', () => {
  it.each([
    ['The “gold mark is new.', '“金”标是新的。', 'unbalanced'],
    ['The “gold” mark is new.', '“金标是新的。', 'unbalanced'],
    ["The ''gold'' mark is new.", '“金”标是新的。', 'doubled'],
    ['The 「gold」 mark is new.', '“金”标是新的。', 'style'],
  ])('%s / %s', (en, zh, kind) => {
    expect(casesOf('quotes', [en, zh])).toContain(kind);
  });

  it.each([
    ['The “gold” mark is new.', '“金”标是新的。'],
    ['The "gold" mark is new.', '「金」标是新的。'],
    ['It is the client’s mark.', '这是客户的标志。'],
    ['A 19" rack is used.', '使用19"机架。'],
  ])('%s = %s', (en, zh) => {
    expect(casesOf('quotes', [en, zh])).toEqual([]);
  });

  it('minds the house’s style', () => {
    const texts = ['The "gold" mark is new.', '“金”标是新的。'] as const;
    const style = { en: 'curly', zh: 'corner' } as const;
    expect(findingsOf('quotes', texts, { quotes: style })).toHaveLength(2);
  });
});

describe('spacing', () => {
  it.each([
    ['Members , guests and staff meet.', '会员、来宾和员工开会。', 'before_mark'],
    ['Members,guests and staff meet.', '会员、来宾和员工开会。', 'after_mark'],
    [english, '委员 会在主楼大厅开会。', 'within_word'],
    [english, '委员会在主楼大厅开会 。', 'at_mark'],
  ])('%s / %s', (en, zh, kind) => {
    expect(casesOf('spacing', [en, zh])).toContain(kind);
  });

  it.each([
    [english, chinese],
    ['Members, guests and staff meet.', '会员、来宾和员工开会。'],
    ['It costs 1,200 yuan.', '价格为 1,200 元。'],
    ['Use version 2.0 now.', '请使用 2.0 版。'],
  ])('%s = %s', (en, zh) => {
    expect(casesOf('spacing', [en, zh])).toEqual([]);
  });

  it.each([
    ['require', '请使用2.0版。', 'han_latin_wanted'],
    ['strip', '请使用 2.0 版。', 'han_latin_unwanted'],
  ] as const)('keeps to a house that says %s', (hanLatinSpace, zh, kind) => {
    const found = findingsOf('spacing', ['Use version 2.0 now.', zh], { hanLatinSpace });
    expect(found.map(({ message }) => message.key)).toContain(`findings:spacing.${kind}`);
  });
});

describe('repeated', () => {
  const sentence = 'Members must register before they enter the main hall of the centre.';
  it.each([
    ['The the committee meets.', chinese, 'word'],
    ['It is open for members for members only.', '仅向会员开放。', 'word'],
    [english, '委员会委员会在主楼大厅开会。', 'word'],
    [`${sentence} ${sentence}`, '会员进入中心主楼大厅前须登记。', 'sentence'],
  ])('%s / %s', (en, zh, kind) => {
    expect(casesOf('repeated', [en, zh])).toContain(kind);
  });

  it.each([
    [english, chinese],
    ['He knew that that rule had had its day.', '他知道那条规则已经过时。'],
    ['Very, very few members came.', '来的会员很少很少。'],
    ['Everyone is welcome.', '欢迎人人参加。'],
  ])('%s = %s', (en, zh) => {
    expect(casesOf('repeated', [en, zh])).toEqual([]);
  });
});

describe('glued', () => {
  it.each([
    ['The centre will streng then its inspection of goods.', 'torn'],
    ['A good environmentconducive to trade is needed.', 'joined'],
    ['Its internationa lpartners took part in the meeting.', 'shifted'],
    ['It helps business.This is new to many members.', 'sentences'],
    ['The form is sent tomembers of thecommittee by post.', 'joined'],
  ])('%s', (en, kind) => {
    expect(casesOf('glued', [en, chinese])).toContain(kind);
  });

  it.each([
    ['The committee was withdrawn from the upcoming meeting.'],
    ['Its members are engineers, auditors and inspectors.'],
    ['See example.org/rules and the file name.txt for more.'],
    ['Fixes are welcome, and so are ideas for a part of the text.'],
  ])('%s', (en) => {
    expect(casesOf('glued', [en, chinese])).toEqual([]);
  });
});

describe('traditional', () => {
  it.each(['委員會在主樓大廳開會。', '质量認证中心', '请聯系办公室。', '国際标准'])('%s', (zh) => {
    expect(casesOf('traditional', [english, zh])).toEqual(['characters']);
  });

  it.each([chinese, '质量认证中心', '请联系办公室。', '皇后与后面的人'])('is silent: %s', (zh) => {
    expect(casesOf('traditional', [english, zh])).toEqual([]);
  });
});
