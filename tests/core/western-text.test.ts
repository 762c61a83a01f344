import { isWesternText } from '../../src/core/western-text.ts';

const bytesOf = (latin: string): Uint8Array => Uint8Array.from(latin, (c) => c.charCodeAt(0));

test.each([
  'Opening hours of the Caf\xe9\r\n\r\nThe Caf\xe9 opens at 9:00.',
  'The visitors\x92 desk \x96 open from 9:00 \x93daily\x94',
  'L\x92entr\xe9e est ferm\xe9e d\xe8s le 3 ao\xfbt, sauf pour les \xe9tudiants.',
])('%j is text', (text) => {
  expect(isWesternText(bytesOf(text))).toBe(true);
});

test.each([
  ['a picture', '\xff\xd8\xff\xe0\x00\x10JFIF'],
  ['control characters', 'Caf\xe9 \x01\x02'],
  ['mostly no ASCII', 'ab\xe9\xe8\xff\xfe\xfa\xf1'],
  ['bytes that are no character', 'Caf\xe9 and more words \x81'],
  ['UTF-8 that is damaged', 'The visitors\xe2\x80\x99 desk opens at nine, Caf\xe9 at ten'],
])('%s are not', (_name, text) => {
  expect(isWesternText(bytesOf(text))).toBe(false);
});
