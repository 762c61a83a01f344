import { misleadingWords } from '../../../src/features/delivery/regional-words.ts';
import {
  simplifiedReadings,
  traditionalWording,
} from '../../../src/features/delivery/traditional.ts';
import { changeSettings } from '../../../src/features/notices/set-house.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import { insertNotice, save } from './rows.ts';

describe('Simplified Chinese in traditional characters', () => {
  test.each([
    ['标准', '標準'],
    ['头发与发展', '頭髮與發展'],
    ['干部的干燥', '幹部的乾燥'],
    ['皇后以后', '皇后以後'],
    ['软件、网络、信息', '軟體、網路、資訊'],
    ['意大利的激光打印机', '義大利的雷射印表機'],
    // What a notice means, not what a screen would.
    ['申请程序', '申請程序'],
    ['注销证书', '註銷證書'],
    ['循环经济', '循環經濟'],
    ['统一社会信用代码', '統一社會信用代碼'],
    ['项目文件', '項目文件'],
    ['发布声明', '發佈聲明'],
    ['高级审核员的权限', '高級審核員的權限'],
    ['“双碳”目标和‘内部’规定', '「雙碳」目標和『內部』規定'],
    ['LXCC’s mark', 'LXCC’s mark'],
  ])('%s: %s', async (simplified, traditional) => {
    expect((await traditionalWording([])).text(simplified)).toBe(traditional);
  });

  test('only text and the words in alt and title, never an address', async () => {
    const { html } = await traditionalWording([]);
    expect(
      await html(
        '<p>软件 &amp; <a href="/软件?a=1&amp;b=软件" title="软件说明">网络</a><img src="/图/软件.png" alt="软件图" width="3"></p>',
      ),
    ).toBe(
      '<p>軟體 &amp; <a href="/软件?a=1&amp;b=软件" title="軟體說明">網路</a><img src="/图/软件.png" alt="軟體圖" width="3"></p>',
    );
    expect(await html('<p>a title="软件" href="软件"</p>')).toBe(
      '<p>a title="軟體" href="軟體"</p>',
    );
  });

  test('a long text is converted as a short one is', async () => {
    const { html, text } = await traditionalWording([]);
    const block = '<p>软件和信息网络</p>';
    expect(await html(block.repeat(5000))).toBe(`<p>${text('软件和信息网络')}</p>`.repeat(5000));
  });

  test('certificates are issued anew, and hair is hair', async () => {
    const { text } = await traditionalWording([]);
    expect(text('证书无需换发，头发')).toBe('證書無需換發，頭髮');
  });

  test('protected names stand as they are given, in either kind of characters', async () => {
    const { text } = await traditionalWording(['于小明', '中國網絡安全審查中心', '信息安全']);
    expect(text('于小明在中国网络安全审查中心说信息安全和网络安全，于是')).toBe(
      '于小明在中國網絡安全審查中心說信息安全和網路安全，於是',
    );
  });

  test('what readers type finds what was written', async () => {
    const read = await simplifiedReadings();
    expect(read('軟體')).toContain('软件');
    expect(read('軟件')).toContain('软件');
    expect(read('软件')).toEqual(['软件']);
  });

  test('the misleading words are those of the converter', async () => {
    const untyped: string = 'opencc-js/dict/TWPhrases';
    const { default: dictionary } = await import(untyped);
    const known = new Set(
      String(dictionary)
        .split('|')
        .map((entry) => entry.split(' ')[0]),
    );
    expect([...misleadingWords].filter((word) => !known.has(word))).toEqual([]);
  });
});

describe('the edition', () => {
  let room: Room;
  beforeAll(async () => {
    room = await openRoom({ publicUrl: 'https://notices.example.org' });
    const id = await insertNotice(room, 'software', { date: '2026-03-01' });
    const body = '<p>软件与<a href="/软件">网络</a>由于小明负责。</p>';
    await save(room, id, 'zh', { title: '软件通知', summary: '关于软件', body });
    await room.publish('software', 'zh');
  });
  afterAll(() => room.close());

  test('has an address, a tag and a language of its own, and says what it is', async () => {
    const zh = await room.get('/site/zh/notices/software');
    const hant = await room.get('/site/zh-Hant/notices/software');
    expect(hant.body).toMatchObject({
      locale: 'zh-Hant',
      title: '軟體通知',
      summary: '關於軟體',
      html: '<p>軟體與<a href="/软件">網路</a>由於小明負責。</p>',
      fallback: false,
      converted: true,
      counterpart: null,
    });
    expect(zh.body).toMatchObject({ locale: 'zh', title: '软件通知', converted: false });
    expect(hant.headers['content-language']).toBe('zh-Hant');
    expect(hant.headers.etag).not.toBe(zh.headers.etag);
    for (const wish of ['zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant', 'zh-Hant-HK;q=0.9, en;q=0.5']) {
      const negotiated = await room.get('/site/notices/software', { 'Accept-Language': wish });
      expect(negotiated.headers).toMatchObject({
        'content-language': 'zh-Hant',
        'content-location': '/site/zh-Hant/notices/software',
        etag: hant.headers.etag,
      });
      expect(negotiated.text).toBe(hant.text);
    }
    const named = await room.get('/site/notices/software?locale=zh-TW', {
      'Accept-Language': 'en',
    });
    expect(named.body.converted).toBe(true);
    const list = await room.get('/site/zh-Hant/notices');
    expect(list.body.items).toMatchObject([
      { locale: 'zh-Hant', title: '軟體通知', converted: true },
    ]);
  });

  test('an English text is none of it', async () => {
    const id = await insertNotice(room, 'english');
    await save(room, id, 'en', { title: 'Software 软件', summary: '', body: '<p>软件</p>' });
    await room.publish('english', 'en');
    const { body } = await room.get('/site/zh-Hant/notices/english');
    expect(body).toMatchObject({
      locale: 'en',
      title: 'Software 软件',
      html: '<p>软件</p>',
      fallback: true,
      converted: false,
    });
  });

  test('protected names and the site’s name are settings, and a change of them is seen at once', async () => {
    const before = await room.get('/site/zh-Hant/notices/software');
    await room.get('/zh-Hant/');
    await changeSettings(room.ctx, room.editor, {
      protectedNames: ['于小明'],
      siteName: { en: 'Linxi Centre', zh: '林溪认证中心' },
    });
    const after = await room.get('/site/zh-Hant/notices/software');
    expect(after.body.html).toBe('<p>軟體與<a href="/软件">網路</a>由于小明負責。</p>');
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect((await room.get('/zh-Hant/')).text).toContain('<title>林溪認證中心</title>');
  });
});
