import type { Check } from './check.ts';
import { unansweredFindings } from './unanswered-findings.ts';

/** What the Chinese says and the English does not: the mirror image of `missing`. */
export const extra: Check = {
  name: 'extra',
  run: (input) => unansweredFindings(input, 'extra', 'zh'),
};
