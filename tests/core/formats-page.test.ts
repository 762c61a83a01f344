import { readNoticePage } from '../../src/core/formats/page.ts';
import { proposeSlug } from '../../src/core/formats/slug.ts';

const english = `Homepage / Favorites / 中文版
The Centre joined the first meeting of the Working Group on Green Labels

On May 8, 2023, the Working Group on Green Labels met in Harbin for the first time. Members from
twelve laboratories took part.


The group will report in June 2024.

Introduction of Website / Exception Clause
Copyright © 2023 Sample Centre. All rights reserved.`;

const chinese = `首页 / 收藏 / English
关于开展绿色标签认证工作的通知
发布时间：2023-05-08　来源：示例中心　浏览次数：120

　　各有关单位：
　　为推进绿色标签认证，
现将有关事项通知如下。
　　会议于2023年6月1日召开。
示例中心
2023年5月7日

网站简介 / 免责条款
地址：北京市某路1号 邮编：100000 电话：010-00000000
版权所有 示例中心 京ICP备00000000号`;

describe('a page saved as text', () => {
  it('gives the English notice without the page around it', () => {
    const page = readNoticePage(english, 'en');
    expect(page).toEqual({
      title: 'The Centre joined the first meeting of the Working Group on Green Labels',
      body:
        '<p>On May 8, 2023, the Working Group on Green Labels met in Harbin for the first time. Members from ' +
        'twelve laboratories took part.</p><p>The group will report in June 2024.</p>',
      slug: 'the-centre-joined-the-first-meeting-of-the-working-group-on-green-labels',
      date: '2023-05-08',
      dropped: [
        { line: 1, text: 'Homepage / Favorites / 中文版', why: 'navigation' },
        { line: 10, text: 'Introduction of Website / Exception Clause', why: 'footer' },
        { line: 11, text: 'Copyright © 2023 Sample Centre. All rights reserved.', why: 'footer' },
      ],
      warnings: [],
    });
  });

  it('gives the Chinese notice, its lines joined and its own date', () => {
    const page = readNoticePage(chinese, 'zh');
    expect(page.title).toBe('关于开展绿色标签认证工作的通知');
    expect(page.body).toBe(
      '<p>各有关单位：</p><p>为推进绿色标签认证，现将有关事项通知如下。</p>' +
        '<p>会议于2023年6月1日召开。示例中心 2023年5月7日</p>',
    );
    expect(page.date).toBe('2023-05-08');
    expect(page.slug).toMatch(/^2023-05-08-notice-[0-9a-z]{6,7}$/);
    expect(page.dropped.map(({ line, why }) => `${line} ${why}`)).toEqual([
      '1 navigation',
      '3 metadata',
      '12 footer',
      '13 footer',
      '14 footer',
    ]);
  });

  it.each([
    ['Home > News > Notices', 'en'],
    ['Home | About us | Contact us | Site map', 'en'],
    ['You are here: Home / Notices', 'en'],
    ['Skip to main content', 'en'],
    ['首页 > 新闻中心 > 通知公告', 'zh'],
    ['您当前的位置：首页 > 通知公告 > 正文', 'zh'],
    ['中文 | English', 'zh'],
    ['首页　|　收藏　|　English', 'zh'],
  ] as const)('leaves out the navigation %j', (line, language) => {
    const { title, dropped } = readNoticePage(`${line}\n\nTitle 标题\n\nText 文字.`, language);
    expect(title).toBe('Title 标题');
    expect(dropped).toEqual([{ line: 1, text: line, why: 'navigation' }]);
  });

  it.each([
    'Disclaimer / Privacy policy',
    'Home | Contact us | Site map',
    'Print | Close',
    '© 2023 Sample Centre',
    'Previous: another notice',
    '网站地图 | 联系我们',
    '京公网安备 11000000000000号',
    '主办单位：示例中心',
    '返回顶部',
  ])('leaves out the footer %j', (line) => {
    const { body, dropped } = readNoticePage(`Title\n\nText.\n\n${line}`, 'en');
    expect(body).toBe('<p>Text.</p>');
    expect(dropped).toEqual([{ line: 5, text: line, why: 'footer' }]);
  });

  it.each([
    'Home appliances: new rules apply from May',
    'The news was about copyright, privacy and links between sites.',
    '我们的首页将于五月更新，新闻中心同时开放。',
    'A/B testing of labels',
  ])('keeps the text %j', (line) => {
    const { title, body, dropped } = readNoticePage(`${line}\n\n${line}`, 'en');
    expect(title).toBe(line);
    expect(body).toContain(line);
    expect(dropped).toEqual([]);
  });

  it.each([
    ['# Title\n\nText', 'Title'],
    ['Title\n=====\n\nText', 'Title'],
    ['=====\nTitle\n=====\nText', 'Title'],
    ['== Title ==\nText', 'Title'],
    ['\ufeff\n\n  Title  \n\nText', 'Title'],
    ['标题：题目\n\nText', '题目'],
  ])('finds the title of %j', (text, title) => {
    expect(readNoticePage(text, 'en')).toMatchObject({ title, body: '<p>Text</p>' });
  });

  it.each([
    ['T\nDate: 21 March 2024\n\nOn 1 May 2020 it was.', 'en', '2024-03-21'],
    ['T\n2024-03-21\n\nOn 1 May 2020 it was.', 'en', '2024-03-21'],
    ['T\n\nFrom 2019 on; in May 2020; on 2 May 2020; on 3 May 2021.', 'en', '2020-05-02'],
    ['题\n\n二〇二四年三月二十一日召开。', 'zh', '2024-03-21'],
    ['题\n\n2020年5月。Signed on May 2, 2020.', 'zh', '2020-05-02'],
    ['T\n\nNothing on 30 February 2024.', 'en', null],
  ] as const)('proposes a date for %j', (text, language, date) => {
    expect(readNoticePage(text, language).date).toBe(date);
  });

  it('finds nothing in an empty page and says so', () => {
    const page = readNoticePage('Home / News\n\n', 'en');
    expect(page).toMatchObject({ title: '', body: '', date: null });
    expect(page.warnings.map(({ code }) => code)).toEqual(['title_missing']);
  });

  it('refuses what no text may hold', () => {
    expect(() => readNoticePage('a\u0000', 'en')).toThrow('invalid');
  });
});

describe('Markdown', () => {
  it('gives the fields of its front matter', () => {
    const text =
      '---\ntitle: "New: rules"\ndate: 2024-05-06T08:00:00Z\nslug: new-rules\n---\n\nIt is **so**.\n';
    expect(readNoticePage(text, 'en')).toMatchObject({
      title: 'New: rules',
      date: '2024-05-06',
      slug: 'new-rules',
      body: '<p>It is <strong>so</strong>.</p>',
    });
  });

  it('does not tell the title twice', () => {
    const text = '---\ntitle: New rules\n---\n# New rules\n\n## Scope\n\nAll.';
    expect(readNoticePage(text, 'en')).toMatchObject({
      title: 'New rules',
      body: '<h2>Scope</h2><p>All.</p>',
      dropped: [],
    });
  });
});

describe('a whole HTML page', () => {
  const page = (head: string, body: string): string =>
    `<!doctype html><html><head><title>${head}</title><script>1</script></head><body>${body}</body></html>`;

  it('gives what its h1 heads, without nav and footer', () => {
    const html = page(
      'New rules - Sample Centre',
      `<header><a href="/"><img src="/logo.png" alt="Sample Centre"></a><ul><li>Home</li><li>News</li></ul></header>
       <nav><a href="/x">Elsewhere</a></nav><main><h1>New <b>rules</b></h1><p>Date: 21 March 2024</p>
       <div>One.</div><figure><img src="/a.png"></figure><p>Two <a href="/b">b</a>.</p></main>
       <p>Previous: other</p><footer>Centre</footer><p>Copyright 2024 Sample Centre</p>`,
    );
    expect(readNoticePage(html, 'en')).toMatchObject({
      title: 'New rules',
      date: '2024-03-21',
      body: '<p>One.</p><figure><img src="/a.png" alt=""></figure><p>Two <a href="/b">b</a>.</p>',
      dropped: [
        { text: 'Sample Centre', why: 'navigation' },
        { text: 'Home | News', why: 'navigation' },
        { text: 'Date: 21 March 2024', why: 'metadata' },
        { text: 'Previous: other', why: 'footer' },
        { text: 'Copyright 2024 Sample Centre', why: 'footer' },
      ],
    });
  });

  it('finds the heading that its title names', () => {
    const html = page('关于认证的通知_示例中心', '<h3>关于认证的通知</h3><p>正文。</p>');
    expect(readNoticePage(html, 'zh')).toMatchObject({
      title: '关于认证的通知',
      body: '<p>正文。</p>',
    });
  });

  it('takes the title of the document where there is no heading', () => {
    const html = page('New rules | Sample Centre', '<p>Home</p><p>Text.</p>');
    expect(readNoticePage(html, 'en')).toMatchObject({ title: 'New rules', body: '<p>Text.</p>' });
  });

  it('takes the first text where nothing is named', () => {
    expect(readNoticePage('<p>Home</p><p>Title</p><p>Text</p>', 'en')).toMatchObject({
      title: 'Title',
      body: '<p>Text</p>',
    });
  });
});

describe('proposeSlug', () => {
  it.each([
    ['Café “Zürich” & Co: it’s new', '2024-01-01', 'cafe-zurich-co-its-new'],
    ['word '.repeat(30), null, 'word-'.repeat(16).slice(0, -1)],
    ['x'.repeat(100), null, 'x'.repeat(80)],
  ])('of %j', (title, date, slug) => {
    expect(proposeSlug(title, date)).toBe(slug);
  });

  it('of a Chinese title is stable and tells titles apart', () => {
    const slugs = ['关于认证的通知', '关于认可的通知'].map((title) =>
      proposeSlug(title, '2024-03-21'),
    );
    expect(slugs[0]).toBe(proposeSlug('关于认证的通知', '2024-03-21'));
    expect(new Set(slugs).size).toBe(2);
    for (const slug of slugs) expect(slug).toMatch(/^2024-03-21-notice-[0-9a-z]+$/);
    expect(proposeSlug('通知', null)).toMatch(/^notice-[0-9a-z]+$/);
  });
});
