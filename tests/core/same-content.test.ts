import { sameContent } from '../../src/core/formats/same-content.ts';

test.each([
  ['<p>a <em><strong>b</strong></em></p>', '<p>a <strong><em>b</em></strong></p>', true],
  ['<p>a</p>', '<p>b</p>', false],
  ['<p>a</p>', '<h2>a</h2>', false],
  ['<ul><li>a</li></ul>', '<ol><li>a</li></ol>', false],
  ['<p><a href="/x">a</a></p>', '<p><a href="/y">a</a></p>', false],
  ['<table><tbody><tr><td>a</td></tr></tbody></table>', '<p>a</p>', false],
  ['<p>a</p><hr>', '<p>a</p>', false],
  ['<p>a  b</p>', '<p>a b</p>', false],
])('%s and %s', (one, other, expected) => {
  expect(sameContent(one, other)).toBe(expected);
});
