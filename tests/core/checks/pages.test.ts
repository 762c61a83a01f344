import { alarmsOf, casesOf } from './check-pages.ts';

const one = 'Members must register before they enter the main hall of the centre.';
const two = 'The library on the third floor is open to everybody on working days.';
const first = '会员进入中心主楼大厅之前必须登记。';
const second = '三楼图书馆在工作日向所有人开放。';
const p = (...texts: string[]) => texts.map((text) => `<p>${text}</p>`).join('');

describe('inconsistent', () => {
  const other = '各位委员请先签到，然后才可以走进一层礼堂。';
  it.each([
    [p(one, two, one), p(first, second, other), 'sentence_zh'],
    [p(one, one, two), p(first, other, second), 'sentence_zh'],
    [
      p(one, two, 'Everybody has to sign a list at the door of our big room.'),
      p(first, second, first),
      'sentence_en',
    ],
    [
      p('The Baihe Testing Centre (BTC) is open.', 'The centre (BTC) is closed.'),
      p('白河检测中心（BTC）已开放。', '白河试验站（BTC）已关闭。'),
      'name',
    ],
  ])('case %#', (en, zh, kind) => {
    expect(casesOf('inconsistent', [en, zh])).toContain(kind);
  });

  it.each([
    [p(one, two, one), p(first, second, first)],
    [p(one, two), p(first, second)],
    [p('Yes.', 'Yes.'), p('是。', '对。')],
    [
      p('The Baihe Testing Centre (BTC) is open.', 'The centre (BTC) is closed.'),
      p('白河检测中心（BTC）已开放。', '检测中心（BTC）已关闭。'),
    ],
  ])('silent %#', (en, zh) => {
    expect(alarmsOf('inconsistent', [en, zh])).toEqual([]);
  });
});

describe('markup', () => {
  const image = '<img src="/a.png" alt="hall">';
  it.each([
    ['<p><strong>Members</strong> must register.</p>', '<p>会员必须登记。</p>', 'strong_only_en'],
    ['<p>Members must register.</p>', '<p><strong>会员</strong>必须登记。</p>', 'strong_only_zh'],
    ['<p>Set <code>limit</code> first.</p>', '<p>先设置上限。</p>', 'code_only_en'],
    ['<p>10 m<sup>2</sup></p>', '<p>10 m2</p>', 'script_only_en'],
    [`<p>The hall.</p><p>${image}</p>`, '<p>大厅。</p>', 'images'],
  ])('%s / %s', (en, zh, kind) => {
    expect(casesOf('markup', [en, zh])).toContain(kind);
  });

  it.each([
    ['<p><strong>Members</strong> register.</p>', '<p><strong>会员</strong>登记。</p>'],
    ['<p><strong>Members</strong> register.</p>', '<p><b>会员</b>登记。</p>'],
    ['<p>10 m<sup>2</sup></p>', '<p>10 m<sup>2</sup></p>'],
    [`<p>The hall.</p><p>${image}</p>`, `<p>大厅。</p><p>${image}</p>`],
  ])('%s = %s', (en, zh) => {
    expect(casesOf('markup', [en, zh])).toEqual([]);
  });
});

describe('links', () => {
  const a = (href: string, text: string) => `<p><a href="${href}">${text}</a></p>`;
  it.each([
    [a('https://example.org/a', 'Form'), a('https://example.org/b', '表格'), 'differs'],
    [a('https://example.org/a', 'Form'), p('表格'), 'only_en'],
    [p('Form'), a('https://example.org/a', '表格'), 'only_zh'],
    [a('mailto:a@example.org', 'Write'), a('mailto:b@example.org', '来信'), 'differs'],
  ])('%s / %s', (en, zh, kind) => {
    expect(casesOf('links', [en, zh])).toEqual([kind]);
  });

  it.each([
    [a('https://example.org/a', 'Form'), a('https://example.org/a', '表格')],
    [a('https://example.org/a/', 'Form'), a('https://example.org/a', '表格')],
    [a('https://example.org/en/a', 'Form'), a('https://example.org/zh/a', '表格')],
    [p('Form'), p('表格')],
  ])('%s = %s', (en, zh) => {
    expect(alarmsOf('links', [en, zh])).toEqual([]);
  });
});

describe('shape', () => {
  it.each([
    ['<h2>Admission</h2><p>Members only.</p>', '<p>入场</p><p>仅限会员。</p>', 'kind'],
    ['<h2>Admission</h2><p>Members only.</p>', '<h3>入场</h3><p>仅限会员。</p>', 'level'],
    ['<ul><li>Members only.</li></ul>', '<p>仅限会员。</p>', 'kind'],
    ['<p>Members only.</p>', '<blockquote><p>仅限会员。</p></blockquote>', 'kind'],
  ])('%s / %s', (en, zh, kind) => {
    expect(casesOf('shape', [en, zh])).toContain(kind);
  });

  it.each([
    ['<h2>Admission</h2><p>Members only.</p>', '<h2>入场</h2><p>仅限会员。</p>'],
    ['<ul><li>Members only.</li></ul>', '<ul><li>仅限会员。</li></ul>'],
    ['<p>Members only.</p>', '<p>仅限会员。</p>'],
    [`<p>${one} ${two}</p>`, `<p>${first}${second}</p>`],
  ])('%s = %s', (en, zh) => {
    expect(casesOf('shape', [en, zh])).toEqual([]);
  });
});

describe('title', () => {
  const body = {
    en: p(...Array.from({ length: 4 }, () => `${one} ${two}`)),
    zh: p(...Array.from({ length: 6 }, () => first + second)),
  };
  const right = { en: 'Members register before they enter the hall', zh: '会员进入主楼大厅须登记' };
  const wrong = {
    en: 'Seminar about battery recycling concluded',
    zh: '电池回收技术研讨班圆满结束',
  };
  const texts = (titles: { en: string; zh: string }) =>
    [
      { title: titles.en, body: body.en },
      { title: titles.zh, body: body.zh },
    ] as const;
  it.each([
    [{ ...right, zh: '' }, 'only_en'],
    [{ ...right, en: '' }, 'only_zh'],
    [{ ...right, zh: wrong.zh }, 'unrelated'],
    [{ ...right, en: wrong.en }, 'unrelated'],
  ])('%o', (titles, kind) => {
    expect(casesOf('title', texts(titles))).toEqual([kind]);
  });

  it.each([
    [right],
    [{ en: '', zh: '' }],
    [{ en: 'Hall', zh: '大厅' }],
    [{ ...right, zh: '登记须知' }],
  ])('silent: %o', (titles) => {
    expect(alarmsOf('title', texts(titles))).toEqual([]);
  });
});
