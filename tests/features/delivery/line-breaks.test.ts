import { dressedBody } from '../../../src/features/delivery/pages/body.ts';
import { descriptionOf } from '../../../src/features/delivery/pages/description.ts';
import { trusted } from '../../../src/features/delivery/pages/markup.ts';
import { phrased } from '../../../src/features/delivery/pages/phrases.ts';

/** Where a line may end, and where it may not. */
describe('headings', () => {
  test.each([
    ['2026年春节期间办公时间安排', '2026年|春节|期间|办公|时间|安排'],
    ['关于自2026年1月1日起调整认证收费的通知', '关于自|2026年1月1日起|调整|认证|收费的|通知'],
    ['LXCC 白河办事处迁址公告', 'LXCC 白河|办事处迁址|公告'],
    ['“证书”与《办法》：说明', '“证书”与《办法》：说明'],
  ])('%s', (title, chances) => {
    expect(phrased(title, 'zh').text.replaceAll('<wbr>', '|')).toBe(chances);
  });

  test('English ones are broken by browsers, and every text stays safe', () => {
    expect(phrased('A <b> & c', 'en').text).toBe('A &lt;b&gt; &amp; c');
    expect(phrased('证书<b>证书', 'zh').text.replaceAll('<wbr>', '')).toBe('证书&lt;b&gt;证书');
  });
});

test('telephone numbers stay whole, addresses and dates are none', () => {
  const dress = () => ({ attributes: trusted(''), end: trusted('') });
  const written = (html: string) =>
    dressedBody(html, { first: 1, dress, tableName: 'Table' }).text.replace(' id="b1"', '');
  expect(written('<p>请拨打010-5550-0188。</p>')).toBe(
    '<p>请拨打<span class="whole">010-5550-0188</span>。</p>',
  );
  const others = '<p><a href="https://a.example/010-5550-0188">A-010-5550</a> 2026-03-01, 1-2</p>';
  expect(written(others)).toBe(others);
});

test('what stands for a text in a link has no space behind full-width punctuation', () => {
  expect(descriptionOf('<p>各位客户：</p><p>费用为800元。</p><p>Call us.</p><p>Bye.</p>')).toBe(
    '各位客户：费用为800元。Call us. Bye.',
  );
});
