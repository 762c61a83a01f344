import { stylesheet } from '../../../src/platform/http/page-style.ts';

type Palette = ReadonlyMap<string, string>;

function paletteOf(rules: string): Palette {
  const found = rules.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g);
  return new Map([...found].map(([, name = '', value = '']) => [name, value]));
}

const [before = '', after = ''] = stylesheet.split('@media (prefers-color-scheme: dark)');
const light = paletteOf(before);
const dark = new Map([...light, ...paletteOf(after)]);

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(palette: Palette, first: string, second: string): number {
  const [a, b] = [luminance(palette, first), luminance(palette, second)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(palette: Palette, name: string): number {
  const colour = palette.get(name);
  if (colour === undefined) throw new Error(`no colour is called ${name}`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** What is written on what. */
const texts = [
  ...['ink', 'quiet', 'jade'].flatMap((ink) => ['page', 'card', 'sunk'].map((on) => [ink, on])),
  ...['error', 'warning', 'hint'].flatMap((ink) =>
    ['page', 'card', `${ink}-soft`].map((on) => [ink, on]),
  ),
  ...['error-soft', 'warning-soft', 'hint-soft', 'jade-soft', 'fact'].map((on) => ['ink', on]),
  ['quiet', 'fact'],
  ['jade', 'jade-soft'],
  ['jade-ink', 'jade'],
] as [string, string][];

/** Signs, borders of fields and the like, beside what they stand on. */
const shapes = [
  ['field-line', 'card'],
  ['field-line', 'page'],
  ['jade-left', 'page'],
  ['sign-glyph', 'error'],
  ['sign-glyph', 'warning'],
  ['sign-glyph', 'hint'],
  ['sign-glyph', 'jade'],
] as [string, string][];

describe.each([
  ['light', light],
  ['dark', dark],
])('in %s', (_, palette) => {
  test.each(texts)('%s can be read on %s', (ink, on) => {
    expect(contrast(palette, ink, on)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(shapes)('%s can be told from %s', (shape, on) => {
    expect(contrast(palette, shape, on)).toBeGreaterThanOrEqual(3);
  });
});

test('the stylesheet loads nothing from elsewhere', () => {
  expect(stylesheet).not.toMatch(/url\(|@import/);
});
