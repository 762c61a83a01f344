import type { Edition } from '../contract.ts';
import type { Markup } from './markup.ts';
import { markup, trusted } from './markup.ts';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const chance = trusted('<wbr>');

/**
 * A heading that is broken between words only: of Chinese, browsers know none. Digits stay with what they
 * count, words of one character (的, 处, 起) with what they follow.
 */
export function phrased(text: string, edition: Edition): Markup {
  if (edition === 'en') return markup`${text}`;
  const segments = [...words.segment(text)];
  return markup`${segments.map(({ segment, isWordLike }, i) => {
    const before = segments[i - 1];
    const isChance =
      isWordLike === true &&
      before?.isWordLike === true &&
      !/[\p{N}\p{Script=Latin}]$/u.test(before.segment) &&
      segment.length > 1;
    return isChance ? markup`${chance}${segment}` : markup`${segment}`;
  })}`;
}
