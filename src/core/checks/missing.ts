import type { Check } from './check.ts';
import { unansweredFindings } from './unanswered-findings.ts';

/**
 * What the English says and the Chinese does not: segments without an answer, and those of a bead whose
 * Chinese side is too short for them. Its mirror image is `extra`; the two languages are equals, the names
 * only tell which side says more.
 */
export const missing: Check = {
  name: 'missing',
  run: (input) => unansweredFindings(input, 'missing', 'en'),
};
