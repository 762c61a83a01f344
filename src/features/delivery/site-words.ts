import type { Wording } from './traditional.ts';

/** Words as their file has them, each as it reads in an edition. */
export function wordsIn(
  words: Readonly<Record<string, unknown>>,
  wording: Wording,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [key, valueIn(value, wording)]),
  );
}

function valueIn(value: unknown, wording: Wording): unknown {
  if (typeof value === 'string') return wording.text(value);
  return typeof value === 'object' && value !== null
    ? wordsIn(value as Record<string, unknown>, wording)
    : value;
}
